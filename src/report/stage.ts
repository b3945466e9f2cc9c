/** What was copied into the stage, or would be, into blocks of a report. */
import type { StagedCopy } from '../stage/needs.ts'
import { figure, table, type Block } from './document.ts'

export interface StageState {
  readonly copies: readonly StagedCopy[]
  /** What would have to be copied first. */
  readonly missing: readonly string[]
}

const KILOBYTE = 1000
const MEGABYTE = 1_000_000

export function stageBlocks({ copies, missing }: StageState): readonly Block[] {
  if (copies.length + missing.length === 0) return []
  const staged = copies.map((copy) => ({
    cells: [
      copy.table,
      figure(copy.rows),
      copy.unreadable === 0 ? '' : figure(copy.unreadable),
      size(copy.bytes),
      copy.isNew ? 'copied' : 'there already',
    ],
  }))
  const waiting = missing.map((name) => ({ cells: [name, '', '', '', 'a run copies it first'] }))
  const columns = ['table', 'rows:end', 'unreadable:end', 'size:end', 'state']
  return [
    { kind: 'heading', text: 'Staged for joins and lookups' },
    table(columns, [...staged, ...waiting]),
    ...unreadableBlocks(copies),
    ...nulledBlocks(copies),
  ]
}

/** Whoever meets such a row is refused with it, or meets none where its key is lost. */
function unreadableBlocks(copies: readonly StagedCopy[]): readonly Block[] {
  if (copies.every(({ unreadable }) => unreadable === 0)) return []
  const text =
    'Unreadable rows have a cell that is none of its type, or are wrong as a whole. No rule is ' +
    'given such a cell: a row that needs one is refused, and where the cell is what a row is ' +
    'found by, nobody finds it.'
  return [{ kind: 'paragraph', text, tone: 'attention' }]
}

function nulledBlocks(copies: readonly StagedCopy[]): readonly Block[] {
  const rows = copies.flatMap((copy) =>
    Object.entries(copy.nulled).map(([column, count]) => ({
      cells: [copy.table, column, figure(count)],
    })),
  )
  if (rows.length === 0) return []
  return [
    { kind: 'heading', text: 'Read as NULL while staged, by column' },
    table(['table', 'column', 'rows:end'], rows),
  ]
}

function size(bytes: number): string {
  if (bytes < MEGABYTE) return `${Math.ceil(bytes / KILOBYTE)} kB`
  return `${figure(Math.round(bytes / MEGABYTE))} MB`
}
