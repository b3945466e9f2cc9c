/** Renders a report as one HTML page that needs nothing from elsewhere. */
import type { Block, ReportDocument, TableColumn, TableRow } from './document.ts'
import { escapeMarkup } from './markup.ts'

const STYLE = `
:root { color-scheme: light dark; --ink: #1c2430; --faint: #667085; --line: #e3e7ee; --paper: #fff;
  --good: #17803d; --attention: #a15c07; --bad: #c22727; --tint: #f6f8fb }
@media (prefers-color-scheme: dark) { :root { --ink: #e6e9ef; --faint: #98a2b3; --line: #2c3440;
  --paper: #12161c; --good: #4ade80; --attention: #fbbf24; --bad: #f87171; --tint: #1a2029 } }
body { margin: 0 auto; max-width: 76rem; padding: 2.5rem 2rem 4rem; background: var(--paper);
  color: var(--ink); font: 15px/1.5 system-ui, sans-serif }
h1 { font-size: 1.6rem; margin: 0 0 .75rem } h2 { font-size: 1.1rem; margin: 2.4rem 0 .5rem }
.verdict { padding: .8rem 1rem; border-radius: .5rem; background: var(--tint); font-weight: 600;
  border-left: 4px solid currentColor }
.good { color: var(--good) } .attention { color: var(--attention) } .bad { color: var(--bad) }
.scroll { overflow: auto } .tall { max-height: 40rem }
table { border-collapse: collapse; min-width: 30% }
th { text-align: left; color: var(--faint); font-weight: 500; font-size: .85rem;
  position: sticky; top: 0; background: var(--paper); white-space: nowrap }
th, td { padding: .34rem 1.4rem .34rem 0; border-bottom: 1px solid var(--line);
  vertical-align: top }
td { white-space: pre-wrap; max-width: 28rem; overflow-wrap: break-word }
.wide td { font-size: .85rem; white-space: pre }
th:last-child, td:last-child { padding-right: 0 }
.end { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap }
.none { color: var(--faint) } .total td { font-weight: 600; border-bottom: 0 }
tbody tr:hover { background: var(--tint) }
pre { background: var(--tint); padding: .8rem 1rem; border-radius: .5rem; overflow-x: auto }
@media print { .tall { max-height: none } }
`

/** Text only ever enters escaped, and the page may load and run nothing. */
export function renderHtml(document: ReportDocument): string {
  const { tone, sentence } = document.verdict
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>${escapeMarkup(document.title)}</title>
<style>${STYLE}</style>
</head>
<body>
<h1>${escapeMarkup(document.title)}</h1>
<p class="verdict ${tone}">${escapeMarkup(sentence)}</p>
${document.blocks.map(renderBlock).join('\n')}
</body>
</html>
`
}

function renderBlock(block: Block): string {
  switch (block.kind) {
    case 'heading':
      return `<h2>${escapeMarkup(block.text)}</h2>`
    case 'paragraph': {
      const tone = block.tone === undefined ? '' : ` class="${block.tone}"`
      return `<p${tone}>${escapeMarkup(block.text)}</p>`
    }
    case 'list':
      return `<ul>${block.items.map((item) => `<li>${escapeMarkup(item)}</li>`).join('')}</ul>`
    case 'code':
      return `<pre>${escapeMarkup(block.text)}</pre>`
    case 'table':
      return renderTable(block.columns, block.rows)
  }
}

/** More rows than these scroll in a box of their own, under a header that stays. */
const ROWS_SHOWN_MAX = 30
/** More columns than these keep each row on one line. */
const COLUMNS_WRAPPED_MAX = 11

function renderTable(columns: readonly TableColumn[], rows: readonly TableRow[]): string {
  const classOf = (index: number, cell: string) => {
    const names = [
      ...(columns[index]?.align === 'end' ? ['end'] : []),
      ...(cell === '0' || cell === 'NULL' ? ['none'] : []),
    ]
    return names.length === 0 ? '' : ` class="${names.join(' ')}"`
  }
  const head = columns.map(({ name }, i) => `<th${classOf(i, name)}>${escapeMarkup(name)}</th>`)
  const body = rows.map((row) => {
    const tone = row.isTotal === true ? 'total' : row.tone === 'good' ? undefined : row.tone
    const cells = row.cells.map((cell, i) => `<td${classOf(i, cell)}>${escapeMarkup(cell)}</td>`)
    return `<tr${tone === undefined ? '' : ` class="${tone}"`}>${cells.join('')}</tr>`
  })
  const tall = rows.length > ROWS_SHOWN_MAX ? ' tall' : ''
  const wide = columns.length > COLUMNS_WRAPPED_MAX ? ' wide' : ''
  return (
    `<div class="scroll${tall}${wide}"><table><thead><tr>${head.join('')}</tr></thead>\n` +
    `<tbody>\n${body.join('\n')}\n</tbody></table></div>`
  )
}
