/**
 * Compares tables by code that is not Mapwright's: rows straight from a driver or file, normalised
 * (numbers without trailing zeros, booleans 0 and 1, bytes as hex, moments ISO in UTC), as
 * multisets.
 */
import { DatabaseSync, type SQLOutputValue } from 'node:sqlite'
import mysql from 'mysql2'
import pg from 'pg'

type TruthRow = readonly (string | null)[]

export interface TruthTable {
  readonly columns: readonly string[]
  readonly rows: readonly TruthRow[]
}

export interface RowDifferences {
  /** Rows of the expected table that the actual one lacks, each as often as it lacks them. */
  readonly missing: readonly TruthRow[]
  readonly extra: readonly TruthRow[]
}

export interface KeyedDifferences {
  readonly missing: readonly string[]
  readonly extra: readonly string[]
  readonly changed: readonly {
    /** Key values joined by `|`. */
    readonly key: string
    readonly column: string
    readonly expected: string | null
    readonly actual: string | null
  }[]
}

export async function postgresTruth(url: string, query: string): Promise<TruthTable> {
  const client = new pg.Client({
    connectionString: url,
    types: { getTypeParser: () => (text: string) => text },
  })
  await client.connect()
  try {
    await client.query("set timezone = 'UTC'; set datestyle = 'ISO'; set bytea_output = 'hex'")
    const result = await client.query<(string | null)[]>({ text: query, rowMode: 'array' })
    return {
      columns: result.fields.map((field) => field.name),
      rows: result.rows.map((row) =>
        row.map((text, index) =>
          text === null ? null : postgresValue(text, result.fields[index]?.dataTypeID ?? 0),
        ),
      ),
    }
  } finally {
    await client.end()
  }
}

/** By type OID: boolean, bytea, numbers, times. */
function postgresValue(text: string, oid: number): string {
  if (oid === 16) return text === 't' ? '1' : '0'
  if (oid === 17) return text.slice(2)
  if ([20, 21, 23, 700, 701, 1700].includes(oid)) return plainNumber(text)
  if ([1083, 1114, 1184].includes(oid)) return plainMoment(text)
  // char(n) is padded on its way out, and its blanks mean nothing.
  return oid === 1042 ? text.replace(/ +$/u, '') : text
}

export async function mysqlTruth(url: string, query: string): Promise<TruthTable> {
  const connection = mysql.createConnection({ uri: url, charset: 'utf8mb4', timezone: 'Z' })
  try {
    await connection.promise().query("set time_zone = '+00:00', sql_mode = 'ANSI_QUOTES'")
    const [rows, fields] = await connection.promise().query<mysql.RowDataPacket[][]>({
      sql: query,
      rowsAsArray: true,
      typeCast: (field) => mysqlValue(field.type, field.buffer()),
    })
    return { columns: fields.map((field) => field.name), rows: rows as unknown as TruthRow[] }
  } finally {
    await connection.promise().end()
  }
}

function mysqlValue(type: string, bytes: Buffer | null): string | null {
  if (bytes === null) return null
  if (type === 'BIT') return BigInt(`0x${bytes.toString('hex')}`).toString()
  const text = bytes.toString('utf8')
  if (/^(?:TINY|SHORT|LONG|LONGLONG|INT24|FLOAT|DOUBLE|DECIMAL|NEWDECIMAL|YEAR)$/u.test(type)) {
    return plainNumber(text)
  }
  if (/^(?:TIMESTAMP|DATETIME|TIME)/u.test(type)) return plainMoment(text)
  // Bytes that are no text show themselves; select hex(column) for those that might be.
  return Buffer.from(text, 'utf8').equals(bytes) ? text : bytes.toString('hex')
}

export function sqliteTruth(file: string, query: string): TruthTable {
  const database = new DatabaseSync(file, { readOnly: true })
  try {
    const statement = database.prepare(query)
    statement.setReadBigInts(true)
    const columns = statement.columns().map((column) => column.name)
    const rows = statement
      .all()
      .map((row) => columns.map((column) => sqliteValue(row[column] ?? null)))
    return { columns, rows }
  } finally {
    database.close()
  }
}

function sqliteValue(value: SQLOutputValue): string | null {
  if (value === null) return null
  if (typeof value === 'string') return value
  if (value instanceof Uint8Array) return Buffer.from(value).toString('hex')
  return plainNumber(String(value))
}

/** A CSV with a header, quoted by RFC 4180; an empty unquoted field is NULL. */
export function csvTruth(
  text: string,
  kinds: Readonly<Record<string, 'number' | 'boolean' | 'moment'>> = {},
): TruthTable {
  const [header = [], ...records] = csvRecords(text)
  const columns = header.map((field) => field ?? '')
  const convert = (value: string | null, column: string): string | null => {
    const kind = kinds[column]
    if (value === null || kind === undefined) return value
    if (kind === 'number') return plainNumber(value)
    return kind === 'boolean' ? (/^(?:t|true|1)$/u.test(value) ? '1' : '0') : plainMoment(value)
  }
  return {
    columns,
    rows: records.map((record) =>
      columns.map((column, index) => convert(record[index] ?? null, column)),
    ),
  }
}

function csvRecords(text: string): (string | null)[][] {
  const records: (string | null)[][] = []
  let record: (string | null)[] = []
  const field = /"((?:[^"]|"")*)"|([^",\r\n]*)/uy
  for (let at = 0; at < text.length; at = field.lastIndex + 1) {
    field.lastIndex = at
    const match = field.exec(text)
    const quoted = match?.[1]
    const plain = match?.[2] ?? ''
    record.push(quoted === undefined ? (plain === '' ? null : plain) : quoted.replaceAll('""', '"'))
    const end = field.lastIndex
    if (text[end] === ',') {
      // A delimiter at the very end is followed by one more, empty field.
      if (end + 1 === text.length) record.push(null)
      continue
    }
    records.push(record)
    record = []
    if (text[end] === '\r' && text[end + 1] === '\n') field.lastIndex = end + 1
  }
  if (record.length > 0) records.push(record)
  return records
}

/** `007.50` is `7.5`, `1e3` is `1000`, `-0` is `0`. */
function plainNumber(text: string): string {
  const parts = /^([+-]?)(\d*)\.?(\d*)(?:[eE]([+-]?\d+))?$/u.exec(text.trim())
  if (parts === null) return text
  const [, sign = '', whole = '', fraction = '', exponent = '0'] = parts
  const point = whole.length + Number(exponent)
  const digits = (whole + fraction).padEnd(point, '0')
  const shifted = digits.padStart(digits.length + Math.max(0, -point), '0')
  const split = Math.max(0, point)
  const left = shifted.slice(0, split).replace(/^0+/u, '') || '0'
  const right = shifted.slice(split).replace(/0+$/u, '')
  const number = right === '' ? left : `${left}.${right}`
  return sign === '-' && number !== '0' ? `-${number}` : number
}

/** Without a zone of UTC and without trailing zeros of the second. */
function plainMoment(text: string): string {
  return text
    .replace('T', ' ')
    .replace(/(?:Z|\+00(?::?00)?)$/u, '')
    .replace(/(\.\d*?)0+$/u, '$1')
    .replace(/\.$/u, '')
}

/** Compares as multisets; columns are matched by place. */
export function compareRows(expected: TruthTable, actual: TruthTable): RowDifferences {
  const counts = new Map<string, number>()
  for (const row of expected.rows) {
    const text = JSON.stringify(row)
    counts.set(text, (counts.get(text) ?? 0) + 1)
  }
  const extra: TruthRow[] = []
  for (const row of actual.rows) {
    const text = JSON.stringify(row)
    const count = counts.get(text) ?? 0
    if (count === 0) extra.push(row)
    else counts.set(text, count - 1)
  }
  const missing = [...counts].flatMap(([text, count]) =>
    Array.from({ length: count }, () => JSON.parse(text) as TruthRow),
  )
  return { missing, extra }
}

/** Compares cell by cell the rows of one key; columns are matched by place, `key` holds places. */
export function compareByKey(
  expected: TruthTable,
  actual: TruthTable,
  key: readonly number[] = [0],
): KeyedDifferences {
  const keyOf = (row: TruthRow): string => key.map((index) => row[index]).join('|')
  const wanted = new Map(expected.rows.map((row) => [keyOf(row), row]))
  const found = new Map(actual.rows.map((row) => [keyOf(row), row]))
  const changed: KeyedDifferences['changed'][number][] = []
  for (const [rowKey, row] of wanted) {
    const other = found.get(rowKey)
    if (other === undefined) continue
    for (const [index, column] of expected.columns.entries()) {
      const [left = null, right = null] = [row[index], other[index]]
      if (left !== right) changed.push({ key: rowKey, column, expected: left, actual: right })
    }
  }
  return {
    missing: [...wanted.keys()].filter((rowKey) => !found.has(rowKey)),
    extra: [...found.keys()].filter((rowKey) => !wanted.has(rowKey)),
    changed,
  }
}
