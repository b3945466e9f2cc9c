/** Turns the files of one table into batches of canonical cells, and names each bad record. */
import type { Cell, Row } from '../../base/cell.ts'
import { EngineError } from '../../base/error.ts'
import type { Table } from '../../catalog/catalog.ts'
import { FILE_COLUMN, RECORD_COLUMN } from '../../catalog/file-numbering.ts'
import type {
  ConnectionSettings,
  FileTable,
  ReadBatch,
  ReadProblem,
  StreamOptions,
} from '../../plugin/connector.ts'
import type { UndecodableByte, UndecodableQueue } from './decoder.ts'
import type { FileLayout } from './layout.ts'
import { fileLayout } from './layout.ts'
import type { FileRequest } from './records.ts'
import { readRecords } from './records.ts'
import { csvFormat, shownFile, tableFiles } from './settings.ts'
import type { CsvRecord } from './splitter.ts'
import type { FieldReader, ReadCell } from './value.ts'
import { createFieldReader } from './value.ts'

/** One table of a file set, as it is declared. */
export interface OpenTable {
  readonly table: FileTable
  readonly declared: Table | null
  readonly settings: ConnectionSettings
}

export interface FileRead {
  readonly columns: readonly string[]
  readonly options: StreamOptions
}

/** A data record, and the marks of bytes that could not be decoded in its file. */
interface DataRecord {
  readonly record: CsvRecord
  /** From 1, the header not counted. */
  readonly number: number
  /** As it is shown. */
  readonly file: string
  readonly layout: FileLayout
  readonly encoding: string
  readonly undecodable: UndecodableQueue
}

/** Problem column of a record that is wrong as a whole. */
const WHOLE_ROW = -1

/** Streams the named columns of all files of the table, one file after the other. */
export async function* readFileTable(
  open: OpenTable,
  request: FileRead,
): AsyncGenerator<ReadBatch> {
  const { batchRows, batchBytes, signal } = request.options
  for (const file of await tableFiles(open.table)) {
    let reader: RowReader | null = null
    let batch = new BatchBuilder()
    for await (const group of readDataRecords(open, file)) {
      for (const data of group) {
        reader ??= new RowReader(open, data.layout, request.columns)
        batch.add(reader, data)
        if (batch.count >= batchRows || batch.bytes >= batchBytes) {
          signal?.throwIfAborted()
          yield batch
          batch = new BatchBuilder()
        }
      }
    }
    signal?.throwIfAborted()
    if (batch.count > 0) yield batch
  }
}

/** The layout of a file of the table, from its first record. */
export async function readLayout(open: OpenTable, file: string): Promise<FileLayout> {
  const { table, declared } = open
  for await (const { records } of readRecords(fileRequest(table, file))) {
    for (const record of records) {
      if (isBlank(record)) continue
      return fileLayout({ table, declared, file, first: record.fields })
    }
  }
  return fileLayout({ table, declared, file, first: null })
}

function fileRequest(table: FileTable, file: string): FileRequest {
  return { file, format: csvFormat(table), encoding: table.encoding }
}

/** Groups of records after the header, blank lines left out. */
async function* readDataRecords(
  open: OpenTable,
  file: string,
): AsyncGenerator<Iterable<DataRecord>> {
  const { table } = open
  const layout = await readLayout(open, file)
  const shown = shownFile(table, file)
  const state = { number: 0, headerSeen: !table.header }
  for await (const group of readRecords(fileRequest(table, file))) {
    const { records, ...decoding } = group
    yield dataRecords(records, { file: shown, layout, ...decoding }, state)
  }
}

function* dataRecords(
  records: Iterable<CsvRecord>,
  place: Omit<DataRecord, 'record' | 'number'>,
  state: { number: number; headerSeen: boolean },
): Generator<DataRecord> {
  for (const record of records) {
    // In a table of one column a blank line is an empty value.
    if (isBlank(record) && (place.layout.width > 1 || !state.headerSeen)) continue
    if (!state.headerSeen) {
      state.headerSeen = true
      for (const field of record.fields) place.undecodable.take(field)
      continue
    }
    state.number += 1
    yield { record, number: state.number, ...place }
  }
}

function isBlank({ fields, quoted }: CsvRecord): boolean {
  return fields.length === 1 && fields[0] === '' && quoted === null
}

type FieldProblem = Pick<ReadProblem, 'column' | 'code' | 'message'>

interface WantedColumn {
  /** Index into the row. */
  readonly index: number
  /** In the record; undefined for `_row` and `_file`. */
  readonly position: number | undefined
  readonly read: FieldReader
}

/** Reads the asked columns of a record; made anew for each file, whose columns may move. */
class RowReader {
  readonly #table: FileTable
  readonly #names: readonly string[]
  readonly #width: number
  readonly #wanted: readonly WantedColumn[]

  constructor({ table, settings }: OpenTable, layout: FileLayout, names: readonly string[]) {
    this.#table = table
    this.#names = names
    this.#width = layout.width
    this.#wanted = names.map((name, index) => {
      const column = layout.columns.find((each) => each.name === name)
      if (column === undefined) {
        const message = `Table ${table.name} has no column ${name}; take a new snapshot.`
        throw new EngineError('CONNECT_FILE_COLUMN', message)
      }
      const read = createFieldReader(column, table, settings)
      return { index, position: layout.positions.get(name), read }
    })
  }

  read(data: DataRecord): { row: Cell[]; problems: FieldProblem[]; nulled: number[] } {
    const { fields, quoted } = data.record
    const row: Cell[] = this.#names.map((name) => numbering(name, data))
    const problems = this.#wholeProblems(data)
    const ragged = problems.some((problem) => problem.code === 'ROW_RAGGED')
    const nulled: number[] = []
    const marks = fields.map((field) => data.undecodable.take(field))
    for (const { index, position, read } of this.#wanted) {
      if (position === undefined) continue
      const field = fields[position]
      // That the field is not there has been said of the whole row.
      if (field === undefined && ragged) continue
      const bad = marks[position] ?? []
      const result =
        field !== undefined && bad.length > 0
          ? undecodableCell(field, bad, data)
          : read(field ?? null, quoted?.[position] === true)
      row[index] = result.cell
      if (result.nulled) nulled.push(index)
      if (result.problem !== null) problems.push({ column: index, ...result.problem })
    }
    return { row, problems, nulled }
  }

  #wholeProblems({ record, number, file }: DataRecord): FieldProblem[] {
    const problems: FieldProblem[] = []
    const place = `Record ${number} of ${file} (line ${record.line})`
    if (record.quoteProblem !== null) {
      const message = `${place}: ${record.quoteProblem}`
      problems.push({ column: WHOLE_ROW, code: 'ROW_QUOTE', message })
    }
    if (this.#isRagged(record)) {
      const message = `${place} has ${record.fields.length} fields, not ${this.#width}.`
      problems.push({ column: WHOLE_ROW, code: 'ROW_RAGGED', message })
    }
    return problems
  }

  /** Filling adds what is missing, and takes off only what is empty. */
  #isRagged({ fields, quoted }: CsvRecord): boolean {
    if (fields.length === this.#width) return false
    if (this.#table.ragged === 'reject') return true
    const isEmpty = (field: string, position: number): boolean =>
      position < this.#width || (field === '' && quoted?.[position] !== true)
    return !fields.every(isEmpty)
  }
}

function numbering(name: string, data: DataRecord): Cell {
  if (name === RECORD_COLUMN.name) return String(data.number)
  return name === FILE_COLUMN.name ? data.file : null
}

function undecodableCell(
  field: string,
  marks: readonly UndecodableByte[],
  { number, file, encoding }: DataRecord,
): ReadCell {
  const shown = marks.map((mark) => mark.shown).values()
  const cell = field.replace(/\p{Cs}/gu, () => shown.next().value ?? '')
  const [first] = marks
  const message =
    `Record ${number} of ${file}: ${first?.shown} at byte offset ${first?.offset} ` +
    `is not ${encoding}.`
  return { cell, problem: { code: 'VALUE_ENCODING', message }, nulled: false }
}

class BatchBuilder implements ReadBatch {
  readonly #rows: Cell[][] = []
  readonly problems: ReadProblem[] = []
  readonly nulled = new Map<number, number>()
  bytes = 0

  get count(): number {
    return this.#rows.length
  }

  row(index: number): Row {
    return this.#rows[index] ?? []
  }

  add(reader: RowReader, data: DataRecord): void {
    const { row, problems, nulled } = reader.read(data)
    for (const index of nulled) this.nulled.set(index, (this.nulled.get(index) ?? 0) + 1)
    for (const problem of problems) this.problems.push({ row: this.#rows.length, ...problem })
    this.#rows.push(row)
    this.bytes += data.record.length
  }
}
