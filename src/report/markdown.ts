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
      const rows = block.rows.map((row) => `| ${row.cells.map(escape).join(' | ')} |`)
      return [head, rule, ...rows].join('\n')
    }
  }
}

function fence(text: string): string {
  const longest = Math.max(2, ...[...text.matchAll(/`+/gu)].map((match) => match[0].length))
  const marks = '`'.repeat(longest + 1)
  return `${marks}text\n${text}\n${marks}`
}

function escape(text: string): string {
  return text
    .replace(/[\\`*_{}[\]<>#|~]/gu, (sign) => `\\${sign}`)
    .replaceAll('&', '&amp;')
    .replace(/\s*\n\s*/gu, ' ')
}
