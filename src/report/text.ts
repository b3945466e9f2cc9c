/** Renders a report for a terminal. */
import type { Block, ReportDocument, TableColumn, TableRow, Tone } from './document.ts'

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
  lines.push(paint(`${MARKS[tone]} ${oneLine(sentence)}`, CODES[tone]))
  return `${lines.join('\n')}\n`
}

type Paint = (text: string, code: string) => string

function renderBlock(block: Block, paint: Paint): string[] {
  switch (block.kind) {
    case 'heading':
      return [paint(oneLine(block.text), '1')]
    case 'paragraph': {
      const text = oneLine(block.text)
      return [block.tone === undefined ? text : paint(text, CODES[block.tone])]
    }
    case 'list':
      return block.items.map((item) => `  - ${oneLine(item)}`)
    case 'code':
      return block.text.split('\n').map((text) => `    ${oneLine(text)}`)
    case 'table':
      return renderTable(block, paint)
  }
}

/** Wider tables are shown as a list of records: no terminal is that wide. */
const WIDTH_MAX = 180

type Table = Extract<Block, { kind: 'table' }>

function renderTable(block: Table, paint: Paint): string[] {
  const columns = block.columns.map((column) => ({ ...column, name: oneLine(column.name) }))
  const rows = block.rows.map((row) => ({ ...row, cells: row.cells.map(oneLine) }))
  const widths = columns.map((column, index) =>
    Math.max(width(column.name), ...rows.map((row) => width(row.cells[index] ?? ''))),
  )
  if (widths.reduce((sum, each) => sum + each + 2, 0) > WIDTH_MAX) return records(columns, rows)
  const names = columns.map((column) => column.name)
  const lines = rows.map((row) => {
    const text = line(row.cells, columns, widths)
    if (row.isTotal === true) return paint(text, '1')
    return row.tone === undefined || row.tone === 'good' ? text : paint(text, CODES[row.tone])
  })
  return [paint(line(names, columns, widths), '2'), ...lines]
}

function records(columns: readonly TableColumn[], rows: readonly TableRow[]): string[] {
  const widest = Math.max(...columns.map((column) => width(column.name)))
  return rows.flatMap((row, number) => [
    ...(number === 0 ? [] : ['']),
    ...columns.flatMap(({ name }, index) => {
      const cell = row.cells[index] ?? ''
      return cell === '' ? [] : [`  ${name}${' '.repeat(widest - width(name))}  ${cell}`]
    }),
  ])
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

/** Nothing of a value reaches the terminal as a command. */
function oneLine(text: string): string {
  return text.replace(/\s*[\r\n]+\s*/gu, ' ').replace(/\p{Cc}/gu, '\ufffd')
}

const WIDE = new RegExp(
  String.raw`[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f]|` +
    String.raw`[\uff01-\uff60\uffe0-\uffe6\u{1f300}-\u{1faff}\u{20000}-\u{3fffd}]`,
  'u',
)

/** Columns of a terminal, near enough: wide characters take two, marks on others none. */
function width(cell: string): number {
  return [...cell].reduce(
    (sum, sign) => sum + (WIDE.test(sign) ? 2 : /\p{M}|\p{Cf}/u.test(sign) ? 0 : 1),
    0,
  )
}
