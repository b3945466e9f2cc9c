/** Rows in COPY's binary format: what is copied, decoded and encoded is what PostgreSQL prints. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import fc from 'fast-check'
import { sql, type Kysely } from 'kysely'
import type { Cell, Row } from '../../../src/base/cell.ts'
import type { Catalog, Column, Table } from '../../../src/catalog/catalog.ts'
import { postgresConnector } from '../../../src/connect/postgres/index.ts'
import type {
  ColumnUse,
  PackedSource,
  ReadBatch,
  ReadColumn,
  SourceConnection,
  TargetConnection,
} from '../../../src/plugin/connector.ts'
import { connectionSettings } from '../../support/connection-settings.ts'
import { createPostgresDatabase, useDatabase } from '../../support/databases.ts'

const SCHEMA = `
  create type mood as enum ('glad', 'łaskawy');
  create domain amount as numeric(30,4) check (value <> 13);
  create table kinds (id integer primary key, flag boolean, small smallint, whole integer,
    big bigint, exact numeric, fixed numeric(12,2), single real, double double precision,
    words text, short varchar(40), padded char(6), feeling mood, day date, clock time,
    moment timestamp, instant timestamptz, mark uuid, raw bytea, document json, parsed jsonb,
    cost amount);
  create table listed (id integer primary key, tags text[])`

/** Of each column: texts that PostgreSQL takes for it, the ends of its range among them. */
const VALUES: Readonly<Record<string, fc.Arbitrary<string>>> = {
  flag: fc.constantFrom('t', 'f'),
  small: fc.oneof(
    fc.constantFrom('-32768', '32767'),
    fc.integer({ min: -32_768, max: 32_767 }).map(String),
  ),
  whole: fc.oneof(fc.constantFrom('-2147483648', '2147483647', '0'), fc.integer().map(String)),
  big: fc.oneof(
    fc.constantFrom('-9223372036854775808', '9223372036854775807', '-1', '4294967296'),
    fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }).map(String),
    fc.maxSafeInteger().map(String),
  ),
  exact: fc.oneof(
    fc.constantFrom('NaN', 'Infinity', '-Infinity', '0', '0.0000', '-0.00000001', '10000.0001'),
    fc.constantFrom('1'.padEnd(1000, '0'), `0.${'0'.repeat(300)}7`, `-${'9'.repeat(400)}.25`),
    decimals(60, 30),
  ),
  fixed: decimals(10, 2),
  single: fc.oneof(
    fc.constantFrom('NaN', 'Infinity', '-Infinity', '-0', '3.4028235e+38', '1e-45'),
    fc.float({ noNaN: true, noDefaultInfinity: true }).map(String),
  ),
  double: fc.oneof(
    fc.constantFrom('NaN', 'Infinity', '-Infinity', '-0', '5e-324', '1.7976931348623157e+308'),
    fc.double({ noNaN: true, noDefaultInfinity: true }).map(String),
  ),
  words: texts(300),
  short: texts(20),
  padded: fc.constantFrom('', 'a', 'ab  ', '  a', 'sześć'),
  feeling: fc.constantFrom('glad', 'łaskawy'),
  day: fc.oneof(
    fc.constantFrom('infinity', '-infinity', '4713-01-01 BC', '5874897-12-31', '0001-01-01'),
    fc.constantFrom('2000-02-29', '1999-12-31', '1900-02-28', '0044-03-15 BC'),
    fc
      .date({ min: new Date('0001-01-01'), max: new Date('9999-12-31'), noInvalidDate: true })
      .map((date) => date.toISOString().slice(0, 10)),
  ),
  clock: fc.oneof(
    fc.constantFrom('00:00:00', '24:00:00', '23:59:59.999999'),
    fc.integer({ min: 0, max: 86_399_999 }).map((millis) => {
      return new Date(millis).toISOString().slice(11, 23)
    }),
  ),
  moment: moments(''),
  instant: moments('+00'),
  mark: fc.uuid(),
  raw: fc.uint8Array({ maxLength: 40 }).map((bytes) => `\\x${Buffer.from(bytes).toString('hex')}`),
  document: fc.json().filter((text) => !text.includes('\\u0000')),
  parsed: fc.json().filter((text) => !text.includes('\\u0000') && text.isWellFormed()),
  cost: decimals(20, 4),
}

function decimals(whole: number, scale: number): fc.Arbitrary<string> {
  const digits = (max: number) =>
    fc.array(fc.integer({ min: 0, max: 9 }), { maxLength: max }).map((list) => list.join(''))
  return fc
    .tuple(fc.boolean(), digits(whole), digits(scale))
    .map(([isNegative, before, behind]) => {
      return `${isNegative ? '-' : ''}${before || '0'}${behind === '' ? '' : `.${behind}`}`
    })
}

function texts(maxLength: number): fc.Arbitrary<string> {
  return fc.oneof(
    fc
      .string({ unit: 'binary', maxLength })
      .map((text) => text.replaceAll('\0', '').toWellFormed())
      .filter((text) => [...text].length <= maxLength),
    fc.constantFrom('', '\\N', 'a\tb\nc', 'Łukasz', '👩‍👧', 'x'.repeat(20)),
  )
}

function moments(zone: string): fc.Arbitrary<string> {
  const [min, max] = [new Date('0001-01-01'), new Date('9999-12-31')]
  return fc.oneof(
    fc.constantFrom('infinity', '-infinity'),
    fc.constantFrom('2000-01-01 00:00:00', '1999-12-31 23:59:59.999999').map((at) => at + zone),
    fc.constantFrom('4713-01-01 00:00:00', '0044-03-15 12:00:00').map((at) => `${at}${zone} BC`),
    fc.constantFrom('294276-12-31 23:59:59.999999', '2286-11-20 17:46:40').map((at) => at + zone),
    fc
      .tuple(fc.date({ min, max, noInvalidDate: true }), fc.integer({ min: 0, max: 999 }))
      .map(([date, micros]) => {
        const text = date.toISOString().slice(0, 23).replace('T', ' ')
        return `${text}${String(micros).padStart(3, '0')}${zone}`
      }),
  )
}

const NAMES = Object.keys(VALUES)
const rowOfTexts = fc.tuple(...NAMES.map((name) => fc.option(VALUES[name] ?? fc.constant(''))))

describe('[postgres] packed rows', () => {
  const database = useDatabase(() => createPostgresDatabase(SCHEMA))
  let source: SourceConnection
  let target: TargetConnection
  let catalog: Catalog
  beforeAll(async () => {
    const settings = connectionSettings('postgres', database().url)
    source = await postgresConnector.openSource(settings)
    target = await postgresConnector.openTarget(settings)
    catalog = await target.catalog()
  })
  afterAll(async () => {
    await source.close()
    await target.close()
  })

  function table(name: string): Table {
    const found = catalog.tables.find((each) => each.name === name)
    if (found === undefined) throw new Error(`there is no ${name}`)
    return found
  }

  /** Fills the table by the server's own casts, and gives each row as the server prints it. */
  async function fill(rows: readonly Row[]): Promise<Row[]> {
    await target.begin()
    await target.script('truncate kinds')
    for (const [index, row] of rows.entries()) {
      const values = row.map((cell) => sql`${cell}`)
      await sql`insert into kinds values (${sql.join([sql.lit(index), ...values])})`.execute(
        target.db,
      )
    }
    await target.commit()
    return await printed()
  }

  async function printed(): Promise<Row[]> {
    const reading = target.stream(selected(table('kinds').columns), wanted('value'), OPTIONS)
    const rows: Row[] = []
    for await (const batch of reading) {
      for (let at = 0; at < batch.count; at += 1) rows.push(batch.row(at))
    }
    return rows
  }

  function selected(
    columns: readonly Column[],
    packed: PackedSource | null = null,
    use?: ColumnUse,
  ) {
    const db = target.db as Kysely<Record<string, Record<string, unknown>>>
    return db
      .selectFrom('kinds')
      .select(
        columns.map((column) => {
          const read = { ...column, table: table('kinds'), ...(use === undefined ? {} : { use }) }
          const cell = packed === null ? target.cell.bind(target) : packed.cell
          return sql`${cell(sql.id(column.name), read)}`.as(column.name)
        }),
      )
      .orderBy('kinds.id')
      .compile()
  }

  function wanted(use: ColumnUse): ReadColumn[] {
    return table('kinds').columns.map((column) => ({ ...column, table: table('kinds'), use }))
  }

  function packedBatches(use: ColumnUse): AsyncIterable<ReadBatch> {
    const packed = source.sql?.packed(wanted(use)) ?? null
    if (packed === null) throw new Error('the columns do not come packed')
    return packed.stream(selected(table('kinds').columns, packed, use), OPTIONS)
  }

  function startBatch(copies?: readonly number[]) {
    const { columns } = table('kinds')
    const request = { table: table('kinds'), columns, key: ['id'], mode: 'insert' } as const
    expect(target.takesPacked(request)).toBe(true)
    return target.startBatch(copies === undefined ? request : { ...request, copies })
  }

  async function refill(add: (batch: ReturnType<typeof startBatch>) => Promise<void> | void) {
    const batch = startBatch(table('kinds').columns.map((_, index) => index))
    await add(batch)
    await target.begin()
    await target.script('truncate kinds')
    await batch.load()
    await target.commit()
  }

  const rounds = { numRuns: 12, endOnFailure: true }
  const rowsOfTexts = fc.array(rowOfTexts, { minLength: 1, maxLength: 30 })

  it('holds what the server prints, whether rules read a column or not', async () => {
    await fc.assert(
      fc.asyncProperty(rowsOfTexts, async (rows) => {
        const expected = await fill(rows)
        for (const use of ['value', 'copy', 'presence'] as const) {
          let index = 0
          for await (const batch of packedBatches(use)) {
            for (let at = 0; at < batch.count; at += 1) {
              const row = expected[index] ?? []
              expect(batch.row(at)).toEqual(row)
              const read = batch.packed?.read(at) ?? []
              if (use === 'value') expect(read).toEqual(row)
              if (use === 'presence') {
                expect(read.map((cell) => cell === null)).toEqual(row.map((cell) => cell === null))
              }
              index += 1
            }
          }
          expect(index).toBe(rows.length)
        }
      }),
      rounds,
    )
  })

  it('gives the server the same values, copied or written anew', async () => {
    await fc.assert(
      fc.asyncProperty(rowsOfTexts, async (rows) => {
        const expected = await fill(rows)
        await refill((batch) => {
          for (const row of expected) batch.add(row)
        })
        expect(await printed()).toEqual(expected)
        await refill(async (batch) => {
          for await (const from of packedBatches('copy')) {
            for (let at = 0; at < from.count; at += 1) {
              batch.add(from.packed?.read(at) ?? [], from.packed ?? null)
            }
          }
        })
        expect(await printed()).toEqual(expected)
      }),
      rounds,
    )
  })

  it('takes a batch apart, and says which cell is no value of its column', async () => {
    const { columns } = table('kinds')
    const row = (id: number, name: string, cell: Cell): Cell[] =>
      columns.map((column) =>
        column.name === 'id' ? String(id) : column.name === name ? cell : null,
      )
    const batch = startBatch()
    for (const each of [
      row(0, 'words', 'good'),
      row(1, 'words', 'a\0b'),
      row(2, 'words', '\ud800'),
      row(3, 'whole', '2147483648'),
      row(4, 'moment', 'yesterday'),
      row(5, 'exact', '1,5'),
    ]) {
      batch.add(each)
    }
    await target.begin()
    await target.script('truncate kinds')
    await expect(batch.load()).rejects.toMatchObject({ code: 'VALUE_NUL_CHARACTER', row: 1 })
    expect(await batch.loadGood()).toBeNull()
    const refused = []
    for (let at = 0; at < batch.count; at += 1) {
      const part = batch.slice(at, at + 1)
      refused.push(
        await part.load().then(
          () => null,
          ({ code, column }) => [code, column],
        ),
      )
    }
    await target.commit()
    expect(refused).toEqual([
      null,
      ['VALUE_NUL_CHARACTER', 'words'],
      ['VALUE_ENCODING', 'words'],
      ['VALUE_OUT_OF_RANGE', 'whole'],
      ['VALUE_TYPE', 'moment'],
      ['VALUE_TYPE', 'exact'],
    ])
    expect(await printed()).toEqual([row(0, 'words', 'good')])
  })

  it('packs no table with a column that has no binary form here', () => {
    const { columns } = table('listed')
    const request = { table: table('listed'), columns, key: ['id'], mode: 'insert' } as const
    expect(target.takesPacked(request)).toBe(false)
    const copied = columns.map((column) => ({
      ...column,
      table: table('listed'),
      use: 'copy' as const,
    }))
    expect(source.sql?.packed(copied)).toBeNull()
  })

  it('reads an empty table, and rows that are larger than what is read at once', async () => {
    await fill([])
    for await (const batch of packedBatches('copy')) expect(batch.count).toBe(0)
    const long = 'ä\t'.repeat(400_000)
    const expected = await fill([NAMES.map((name) => (name === 'words' ? long : null))])
    const seen: Row[] = []
    for await (const batch of packedBatches('copy')) {
      for (let at = 0; at < batch.count; at += 1) seen.push(batch.row(at))
    }
    expect(seen).toEqual(expected)
    expect(seen[0]).toContain(long)
  })
})

const OPTIONS = { batchRows: 7, batchBytes: 1 << 20 }
