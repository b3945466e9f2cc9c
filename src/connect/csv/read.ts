/** Turns the files of one table into batches of canonical cells, and names each bad record. */
import type { Cell, Row } from '../../base/cell.ts'
import type {
  FileStreamOptions,
  FileTable,
  ReadBatch,
  ReadProblem,
} from '../../plugin/connector.ts'
import type { UndecodableQueue } from './decoder.ts'
import { FilesDigest } from './digest.ts'
import type { FileLayout } from './layout.ts'
import { fileLayout } from './layout.ts'
import type { FileRequest } from './records.ts'
import { readRecords } from './records.ts'
import { RowReader, type DataRecord, type OpenTable, type RowFindings } from './row-reader.ts'
import { csvFormat, shownFile, tableFiles } from './settings.ts'
import type { CsvRecord } from './splitter.ts'

export interface FileRead {
  readonly columns: readonly string[]
  readonly options: FileStreamOptions
}

/** Streams the named columns of all files of the table, one file after the other. */
export async function* readFileTable(
  open: OpenTable,
  request: FileRead,
): AsyncGenerator<ReadBatch> {
  const { batchRows, batchBytes, signal, onDigest } = request.options
  const digest = onDigest === undefined ? null : new FilesDigest()
  for (const file of await tableFiles(open.table)) {
    const layout = await readLayout(open, file)
    const header = new HeaderSkipper(open.table, layout)
    let reader: RowReader | null = null
    let batch = new BatchBuilder()
    let number = 0
    digest?.begin(shownFile(open.table, file))
    const onBytes = digest === null ? {} : { onBytes: (bytes: Buffer) => digest.update(bytes) }
    for await (const group of readRecords({ ...fileRequest(open.table, file), ...onBytes })) {
      for (const record of group.records) {
        if (header.skips(record, group.undecodable)) continue
        number += 1
        reader ??= new RowReader(open, { file, layout, names: request.columns })
        batch.add(reader, { record, number, group })
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
  if (digest !== null) onDigest?.(digest.digest())
}

/** Leaves out the header, and blank lines. */
class HeaderSkipper {
  readonly #width: number
  #isDue: boolean

  constructor(table: FileTable, layout: FileLayout) {
    this.#width = layout.width
    this.#isDue = table.header
  }

  skips(record: CsvRecord, undecodable: UndecodableQueue): boolean {
    // In a table of one column a blank line is an empty value.
    if (isBlank(record)) return this.#width > 1 || this.#isDue
    if (!this.#isDue) return false
    this.#isDue = false
    for (const field of record.fields) undecodable.take(field)
    return true
  }
}

/** The layout of a file of the table, from its first record. */
export async function readLayout(open: OpenTable, file: string): Promise<FileLayout> {
  const { table, declared } = open
  for await (const { records } of readRecords(fileRequest(table, file))) {
    const first = records.find((record) => !isBlank(record))
    if (first !== undefined) return fileLayout({ table, declared, file, first: first.fields })
  }
  return fileLayout({ table, declared, file, first: null })
}

function fileRequest(table: FileTable, file: string): FileRequest {
  return { file, format: csvFormat(table), encoding: table.encoding }
}

function isBlank({ fields, quoted }: CsvRecord): boolean {
  return fields.length === 1 && fields[0] === '' && quoted === null
}

class BatchBuilder implements ReadBatch, RowFindings {
  readonly #rows: Cell[][] = []
  readonly problems: ReadProblem[] = []
  readonly nulled = new Map<number, number>()
  readonly lines = null
  bytes = 0

  get count(): number {
    return this.#rows.length
  }

  row(index: number): Row {
    return this.#rows[index] ?? []
  }

  add(reader: RowReader, data: DataRecord): void {
    this.#rows.push(reader.read(data, this))
    this.bytes += data.record.length
  }

  findProblem(problem: Omit<ReadProblem, 'row'>): void {
    this.problems.push({ row: this.#rows.length, ...problem })
  }

  countNulled(column: number): void {
    this.nulled.set(column, (this.nulled.get(column) ?? 0) + 1)
  }
}
