/** Renders a report as one HTML page that needs nothing from elsewhere. */
import type { Block, ReportDocument, TableColumn, TableRow } from './document.ts'
import { escapeMarkup } from './markup.ts'

const STYLE = `
:root { color-scheme: light dark; --ink: #1c2430; --faint: #667085; --line: #e3e7ee; --paper: #fff;
  --good: #17803d; --attention: #a15c07; --bad: #c22727; --tint: #f6f8fb }
@media (prefers-color-scheme: dark) { :root { --ink: #e6e9ef; --faint: #98a2b3; --line: #2c3440;
  --paper: #12161c; --good: #4ade80; --attention: #fbbf24; --bad: #f87171; --tint: #1a2029 } }
body { margin: 0 auto; max-width: 68rem; padding: 2.5rem 1.5rem 4rem; background: var(--paper);
  color: var(--ink); font: 15px/1.55 system-ui, sans-serif }
h1 { font-size: 1.6rem; margin: 0 0 .75rem } h2 { font-size: 1.1rem; margin: 2.2rem 0 .6rem }
.verdict { padding: .8rem 1rem; border-radius: .5rem; background: var(--tint); font-weight: 600;
  border-left: 4px solid currentColor }
.good { color: var(--good) } .attention { color: var(--attention) } .bad { color: var(--bad) }
.scroll { overflow-x: auto } table { border-collapse: collapse; width: 100% }
th { text-align: left; color: var(--faint); font-weight: 500; font-size: .85rem }
th, td { padding: .38rem .9rem .38rem 0; border-bottom: 1px solid var(--line); vertical-align: top }
.end { text-align: right; font-variant-numeric: tabular-nums }
pre { background: var(--tint); padding: .8rem 1rem; border-radius: .5rem; overflow-x: auto }
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

function renderTable(columns: readonly TableColumn[], rows: readonly TableRow[]): string {
  const align = (index: number) => (columns[index]?.align === 'end' ? ' class="end"' : '')
  const head = columns.map((column, i) => `<th${align(i)}>${escapeMarkup(column.name)}</th>`)
  const body = rows.map((row) => {
    const tone = row.tone === undefined || row.tone === 'good' ? '' : ` class="${row.tone}"`
    const cells = row.cells.map((cell, i) => `<td${align(i)}>${escapeMarkup(cell)}</td>`)
    return `<tr${tone}>${cells.join('')}</tr>`
  })
  return (
    `<div class="scroll"><table><thead><tr>${head.join('')}</tr></thead>\n` +
    `<tbody>\n${body.join('\n')}\n</tbody></table></div>`
  )
}
