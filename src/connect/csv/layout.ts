/** Turns a file's header and the declared table into the columns of a file table. */
import { EngineError } from '../../base/error.ts'
import type { Column, Table } from '../../catalog/catalog.ts'
import { FILE_COLUMN, RECORD_COLUMN } from '../../catalog/file-numbering.ts'
import type { FileTable } from '../../plugin/connector.ts'
import { isPattern } from '../../plugin/file-pattern.ts'

/** Where the columns of one file are. */
export interface FileLayout {
  /** The file's own columns, then `_file` for a pattern, then `_row`. */
  readonly columns: readonly Column[]
  /** Position in a record by column name; `_file` and `_row` have none. */
  readonly positions: ReadonlyMap<string, number>
  /** Fields of a whole record. */
  readonly width: number
}

export interface LayoutRequest {
  readonly table: FileTable
  readonly declared: Table | null
  /** Shown in messages. */
  readonly file: string
  /** The first record: the header, or for a file without one its first row; null: empty file. */
  readonly first: readonly string[] | null
}

/** Throws CONNECT_FILE_HEADER where columns cannot be named, or a declared one is not there. */
export function fileLayout(request: LayoutRequest): FileLayout {
  const { table, declared, first } = request
  const names = table.header ? headerNames(request) : bareNames(declared, first)
  const byHeader = declared !== null && table.header
  const columns = byHeader ? matchDeclared(request, declared, names) : null
  const own = columns ?? names.map((name, index) => declared?.columns[index] ?? textColumn(name))
  const positions = new Map(own.map((column, index) => [column.name, index]))
  const reserved = isPattern(table.file) ? [FILE_COLUMN, RECORD_COLUMN] : [RECORD_COLUMN]
  const clash = reserved.map(({ name }) => name).find((name) => positions.has(name))
  if (clash !== undefined) throw headerError(request, `${clash} is a name of ours; rename it`)
  return { columns: [...own, ...reserved], positions, width: own.length }
}

function headerNames(request: LayoutRequest): readonly string[] {
  const names = request.first
  if (names === null) throw headerError(request, 'the file is empty, and a header is declared')
  for (const [index, name] of names.entries()) {
    const place = `column ${index + 1} of the header`
    if (name === '')
      throw headerError(request, `${place} has no name; name it or set header: false`)
    const before = names.indexOf(name)
    if (before < index) {
      throw headerError(request, `${place} is named "${name}", as column ${before + 1} is`)
    }
  }
  return names
}

function bareNames(declared: Table | null, first: readonly string[] | null): string[] {
  if (declared !== null) return declared.columns.map((column) => column.name)
  return (first ?? []).map((_, index) => `column_${index + 1}`)
}

/**
 * The columns in the file's order, under their declared names: equal, or equal but for case. A
 * header nobody declared is text, so that drift and coverage can speak of it.
 */
function matchDeclared(
  request: LayoutRequest,
  declared: Table,
  names: readonly string[],
): readonly Column[] {
  const found = new Map<string, Column>()
  const missing: string[] = []
  for (const column of declared.columns) {
    const name = names.find((each) => each === column.name) ?? sameButForCase(names, column.name)
    if (name === undefined) missing.push(column.name)
    else found.set(name, column)
  }
  if (missing.length > 0) {
    throw headerError(request, `the header lacks the declared ${missing.join(', ')}`)
  }
  return names.map((name) => found.get(name) ?? textColumn(name))
}

function sameButForCase(names: readonly string[], wanted: string): string | undefined {
  const candidates = names.filter((name) => name.toLowerCase() === wanted.toLowerCase())
  return candidates.length === 1 ? candidates[0] : undefined
}

function headerError(request: LayoutRequest, what: string): EngineError {
  const message = `Table ${request.table.name}, file ${request.file}: ${what}.`
  return new EngineError('CONNECT_FILE_HEADER', message)
}

function textColumn(name: string): Column {
  return { ...FILE_COLUMN, name, nullable: true, generated: false }
}
