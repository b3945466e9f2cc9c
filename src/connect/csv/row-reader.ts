/** Turns records into rows of the asked columns, and says of each what is wrong with it. */
import type { Cell } from '../../base/cell.ts'
import { EngineError } from '../../base/error.ts'
import type { Table } from '../../catalog/catalog.ts'
import { RECORD_COLUMN } from '../../catalog/file-numbering.ts'
import type { ConnectionSettings, FileTable, ReadProblem } from '../../plugin/connector.ts'
import type { UndecodableByte } from './decoder.ts'
import type { FileLayout } from './layout.ts'
import type { FileRecords } from './records.ts'
import { shownFile } from './settings.ts'
import type { CsvRecord } from './splitter.ts'
import { createFieldReader, NULLED, type BadField, type FieldReader } from './value.ts'

/** One table of a file set, as it is declared. */
export interface OpenTable {
  readonly table: FileTable
  readonly declared: Table | null
  readonly settings: ConnectionSettings
}

/** One file of the table, and the names of the columns that are asked for. */
export interface RowsWanted {
  readonly file: string
  readonly layout: FileLayout
  readonly names: readonly string[]
}

/** A data record; `number` is its own within the file, from 1, the header not counted. */
export interface DataRecord {
  readonly record: CsvRecord
  readonly number: number
  /** The records it came with. */
  readonly group: Pick<FileRecords, 'encoding' | 'undecodable' | 'mayHoldNul'>
}

/** What is found out about the row that is being read. */
export interface RowFindings {
  findProblem(problem: Omit<ReadProblem, 'row'>): void
  countNulled(column: number): void
}

interface WantedColumn {
  readonly name: string
  /** Index into the row. */
  readonly index: number
  /** In the record; undefined for `_row` and `_file`. */
  readonly position: number | undefined
  readonly readSound: FieldReader
  readonly readAny: FieldReader
}

/** Problem column of a record that is wrong as a whole. */
const WHOLE_ROW = -1

/** Made anew for each file, whose columns may move. */
export class RowReader {
  readonly #table: FileTable
  readonly #width: number
  readonly #fileName: string
  readonly #wanted: readonly WantedColumn[]
  readonly #fromFields: readonly (WantedColumn & { readonly position: number })[]
  /** True when a row is the fields of its record, as they come. */
  readonly #isAll: boolean

  constructor({ table, settings }: OpenTable, { file, layout, names }: RowsWanted) {
    this.#table = table
    this.#width = layout.width
    this.#fileName = shownFile(table, file)
    this.#wanted = names.map((name, index) => {
      const column = layout.columns.find((each) => each.name === name)
      if (column === undefined) {
        const message = `Table ${table.name} has no column ${name}; take a new snapshot.`
        throw new EngineError('CONNECT_FILE_COLUMN', message)
      }
      const readSound = createFieldReader(column, table, settings, 'sound')
      const readAny = createFieldReader(column, table, settings, 'any')
      return { name, index, position: layout.positions.get(name), readSound, readAny }
    })
    this.#fromFields = this.#wanted.flatMap((wanted) => {
      const { position } = wanted
      return position === undefined ? [] : [{ ...wanted, position }]
    })
    const asTheyCome = this.#fromFields.filter(({ index, position }) => index === position)
    this.#isAll = names.length === layout.width && asTheyCome.length === layout.width
  }

  /** The row may be made of the record's own fields. */
  read(data: DataRecord, findings: RowFindings): Cell[] {
    const { record, group } = data
    const { fields, quoted } = record
    const isWhole = record.quoteProblem === null && fields.length === this.#width
    if (!isWhole || group.undecodable.length > 0) return this.#readBad(data, findings)
    const row: Cell[] = this.#isAll ? fields : this.#pick(data)
    for (const { index, position, readSound, readAny } of this.#fromFields) {
      const field = row[index] as string
      const isQuoted = quoted !== null && quoted[position] === true
      const read = group.mayHoldNul ? readAny(field, isQuoted) : readSound(field, isQuoted)
      if (read === field) continue
      row[index] = typeof read === 'string' || read === null ? read : settle(read, index, findings)
    }
    return row
  }

  #pick({ record, number }: DataRecord): Cell[] {
    const row: Cell[] = []
    for (const { name, position } of this.#wanted) {
      const field = position === undefined ? undefined : record.fields[position]
      row.push(field ?? this.#numbering(name, number))
    }
    return row
  }

  /** Of a record that is wrong as a whole, or is among some that could not be decoded. */
  #readBad(data: DataRecord, findings: RowFindings): Cell[] {
    const { fields, quoted } = data.record
    const isRagged = this.#findWholeProblems(data, findings)
    const marks = fields.map((field) => data.group.undecodable.take(field))
    return this.#wanted.map(({ name, index, position, readAny }) => {
      if (position === undefined) return this.#numbering(name, data.number)
      const field = fields[position] ?? null
      // That the field is not there has been said of the whole row.
      if (field === null && isRagged) return null
      const bad = marks[position] ?? []
      const isDecoded = field === null || bad.length === 0
      const read = isDecoded
        ? readAny(field, quoted?.[position] === true)
        : this.#undecodableField(field, bad, data)
      return typeof read === 'string' || read === null ? read : settle(read, index, findings)
    })
  }

  /** True when the record has too few or too many fields. */
  #findWholeProblems({ record, number }: DataRecord, findings: RowFindings): boolean {
    const place = `Record ${number} of ${this.#fileName} (line ${record.line})`
    if (record.quoteProblem !== null) {
      const message = `${place}: ${record.quoteProblem}`
      findings.findProblem({ column: WHOLE_ROW, code: 'ROW_QUOTE', message })
    }
    const isRagged = this.#isRagged(record)
    if (isRagged) {
      const message = `${place} has ${record.fields.length} fields, not ${this.#width}.`
      findings.findProblem({ column: WHOLE_ROW, code: 'ROW_RAGGED', message })
    }
    return isRagged
  }

  /** Filling adds what is missing, and takes off only what is empty. */
  #isRagged({ fields, quoted }: CsvRecord): boolean {
    if (fields.length === this.#width) return false
    if (this.#table.ragged === 'reject') return true
    const isEmpty = (field: string, position: number): boolean =>
      position < this.#width || (field === '' && quoted?.[position] !== true)
    return !fields.every(isEmpty)
  }

  #numbering(name: string, number: number): string {
    return name === RECORD_COLUMN.name ? String(number) : this.#fileName
  }

  #undecodableField(
    field: string,
    marks: readonly UndecodableByte[],
    { number, group }: DataRecord,
  ): BadField {
    const signs = marks.map((mark) => mark.shown).values()
    const shown = field.replace(/\p{Cs}/gu, () => signs.next().value ?? '')
    const [first] = marks
    const message =
      `Record ${number} of ${this.#fileName}: ${first?.shown} at byte offset ${first?.offset} ` +
      `is not ${group.encoding}.`
    return { shown, code: 'VALUE_ENCODING', message }
  }
}

function settle(read: BadField | typeof NULLED, column: number, findings: RowFindings): Cell {
  if (read === NULLED) {
    findings.countNulled(column)
    return null
  }
  const { shown, code, message } = read
  findings.findProblem({ column, code, message })
  return shown
}
