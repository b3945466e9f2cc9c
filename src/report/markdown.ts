/** Renders a report as GitHub-flavoured Markdown. */
import type { Block, ReportDocument } from './document.ts'

const SIGNS = { good: '✅', attention: '⚠️', bad: '❌' } as const

/** Every text is escaped: a value of a stranger's database must not become markup. */
export function renderMarkdown(document: ReportDocument): string {
  const { tone, sentence } = document.verdict
  const parts = [
    `# ${escape(document.title)}`,
    `${SIGNS[tone]} **${escape(sentence)}**`,
    ...document.blocks.map(renderBlock),
  ]
  return `${parts.join('\n\n')}\n`
}

function renderBlock(block: Block): string {
  switch (block.kind) {
    case 'heading':
      return `## ${escape(block.text)}`
    case 'paragraph':
      return escape(block.text)
    case 'list':
      return block.items.map((item) => `- ${escape(item)}`).join('\n')
    case 'code':
      return fence(block.text)
    case 'table': {
      const head = `| ${block.columns.map((column) => escape(column.name)).join(' | ')} |`
      const rule = `|${block.columns.map((c) => (c.align === 'end' ? '---:' : '---')).join('|')}|`
      const rows = block.rows.map((row) => {
        const cells = row.cells.map(escape)
        const shown = row.isTotal === true ? cells.map(strong) : cells
        return `| ${shown.join(' | ')} |`
      })
      return [head, rule, ...rows].join('\n')
    }
  }
}

function strong(cell: string): string {
  return cell === '' ? '' : `**${cell}**`
}

function fence(text: string): string {
  const longest = Math.max(2, ...[...text.matchAll(/`+/gu)].map((match) => match[0].length))
  const marks = '`'.repeat(longest + 1)
  return `${marks}text\n${text}\n${marks}`
}

function escape(text: string): string {
  return text
    .replace(/[\\`*_{}[\]<>#|~$]/gu, (sign) => `\\${sign}`)
    .replaceAll('&', '&amp;')
    .replace(/\s*[\r\n]+\s*/gu, ' ')
    .replace(/^(\s*)([-+=]|\d+(?=[.)]))/u, (_, blank: string, sign: string) =>
      // What would begin a list, or a heading's line.
      /\d/u.test(sign) ? `${blank}${sign}\\` : `${blank}\\${sign}`,
    )
}
