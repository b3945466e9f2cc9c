/** Literals: any value comes back from the server as it went in, and nothing escapes its quotes. */
import fc from 'fast-check'
import { sql, type CompiledQuery } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { inlineParameters, literal } from '../../../src/connect/postgres/literal.ts'
import { PostgresSession } from '../../../src/connect/postgres/session.ts'
import { connectionSettings } from '../../support/connection-settings.ts'
import { createPostgresDatabase, useDatabase } from '../../support/databases.ts'

const seed = Date.now() % 2 ** 31

/** Texts as they come, and texts that try to end their literal. */
const texts = fc
  .oneof(
    fc.string({ unit: 'binary', maxLength: 40 }),
    fc.string({
      unit: fc.constantFrom("'", '"', '\\', '$', '$1', ';', '-', '\n', 'E'),
      maxLength: 20,
    }),
  )
  .filter((text) => !text.includes('\0') && text.isWellFormed())

describe('[postgres] a literal', () => {
  const database = useDatabase(() => createPostgresDatabase())
  let session: PostgresSession
  beforeAll(async () => {
    const settings = connectionSettings('postgres', database().url)
    session = await PostgresSession.open(settings, 'source')
  })
  afterAll(async () => session.close())

  const answer = async (text: string) => (await session.query(text)).rows[0]?.['answer']

  it(`is what a parameter would be, for any text (seed ${seed})`, async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(texts, { minLength: 1, maxLength: 20 }), async (values) => {
        const list = values.map((value) => literal(value)).join(', ')
        const rows = await answer(
          `select json_agg(v)::text as answer from unnest(array[${list}]::text[]) v`,
        )
        expect(JSON.parse(rows ?? '')).toEqual(values)
      }),
      { seed, numRuns: 200 },
    )
  })

  it.each([
    [null, 'int', null],
    [-5, 'int', '-5'],
    [2n ** 62n, 'bigint', '4611686018427387904'],
    [true, 'boolean', 't'],
    [0.1, 'float8', '0.1'],
    [Buffer.from([0, 255, 39]), 'bytea', '\\x00ff27'],
    [new Date(Date.UTC(2024, 1, 29, 12)), 'timestamptz', '2024-02-29 12:00:00+00'],
    [['a "b"', null, 'c\\d', "e'f"], 'text[]', String.raw`{"a \"b\"",NULL,"c\\d",e'f}`],
  ])('writes %o as a value of type %s', async (value, type, expected) => {
    expect(await answer(`select ${literal(value)}::${type} as answer`)).toBe(expected)
  })

  it('refuses what no text can hold', () => {
    expect(() => literal('a\0b')).toThrow(expect.objectContaining({ code: 'CONNECT_LITERAL' }))
    expect(() => literal('\ud800')).toThrow(expect.objectContaining({ code: 'CONNECT_LITERAL' }))
  })

  it('takes the place of parameters, and of nothing that looks like one', async () => {
    const rows = sql<{ id: number; note: string }>`(values (1, '$1'), (2, 'it''s'))`
    const query = session.db
      .selectFrom(rows.as<'v'>(sql`v(id, note)`))
      .select(sql<string>`note || ${"'$2"} || '$1'`.as('answer'))
      .where('id', 'in', [1, 3])
      .where(sql.ref('note'), '=', '$1')
      .limit(1)
      .compile()
    expect(await answer(inlineParameters(query))).toBe("$1'$2$1")
  })

  it('does not guess where the parameters of raw text go', () => {
    const raw: CompiledQuery = { ...sql`select 1`.compile(session.db), parameters: ['lost'] }
    expect(() => inlineParameters(raw)).toThrow('build it with Kysely')
  })
})
