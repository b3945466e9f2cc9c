/** Renders a report for a terminal. */
import type { Block, ReportDocument, TableColumn, Tone } from './document.ts'

const MARKS: Readonly<Record<Tone, string>> = { good: '✓', attention: '!', bad: '✗' }
const CODES: Readonly<Record<Tone, string>> = { good: '32', attention: '33', bad: '31' }

/** Without colour the marks still tell the tones apart. */
export function renderText(document: ReportDocument, color: boolean): string {
  const paint = (text: string, code: string) => (color ? `\u001b[${code}m${text}\u001b[0m` : text)
  const lines: string[] = []
  for (const block of document.blocks) {
    if (lines.length > 0 && block.kind === 'heading') lines.push('')
    lines.push(...renderBlock(block, paint))
  }
  const { tone, sentence } = document.verdict
  if (lines.length > 0) lines.push('')
  lines.push(paint(`${MARKS[tone]} ${sentence}`, CODES[tone]))
  return `${lines.join('\n')}\n`
}

type Paint = (text: string, code: string) => string

function renderBlock(block: Block, paint: Paint): string[] {
  switch (block.kind) {
    case 'heading':
      return [paint(block.text, '1')]
    case 'paragraph':
      return [block.tone === undefined ? block.text : paint(block.text, CODES[block.tone])]
    case 'list':
      return block.items.map((item) => `  - ${item}`)
    case 'code':
      return block.text.split('\n').map((text) => `    ${text}`)
    case 'table':
      return renderTable(block, paint)
  }
}

function renderTable(block: Extract<Block, { kind: 'table' }>, paint: Paint): string[] {
  const widths = block.columns.map((column, index) =>
    Math.max(column.name.length, ...block.rows.map((row) => width(row.cells[index] ?? ''))),
  )
  const header = line(
    block.columns.map((column) => column.name),
    block.columns,
    widths,
  )
  const rows = block.rows.map((row) => {
    const text = line(row.cells.map(oneLine), block.columns, widths)
    return row.tone === undefined || row.tone === 'good' ? text : paint(text, CODES[row.tone])
  })
  return [paint(header, '2'), ...rows]
}

function line(
  cells: readonly string[],
  columns: readonly TableColumn[],
  widths: readonly number[],
): string {
  const padded = columns.map((column, index) => {
    const cell = cells[index] ?? ''
    const fill = ' '.repeat(Math.max(0, (widths[index] ?? 0) - width(cell)))
    return column.align === 'end' ? fill + cell : cell + fill
  })
  return `  ${padded.join('  ')}`.trimEnd()
}

function oneLine(cell: string): string {
  return cell.replaceAll('\n', ' ')
}

/** Code points, near enough to columns for the names and figures that stand in reports. */
function width(cell: string): number {
  return [...cell].length
}
