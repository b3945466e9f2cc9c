import { describe, expect, it } from 'vitest'
import { functionTable } from '../../src/function/table.ts'
import { createPostgresDatabase, useDatabase } from '../support/databases.ts'
import {
  BOOLEAN,
  CODE,
  INTEGER,
  SHELF,
  TEXT,
  booleans,
  codes,
  integers,
  shelves,
  texts,
} from '../support/oracle-cells.ts'
import { ORACLE_SCHEMA, expectSame, oracleSeed, questionsOf } from '../support/oracle.ts'

const database = useDatabase(() => createPostgresDatabase(ORACLE_SCHEMA, 'embedded'))
const seed = oracleSeed()

const COLUMNS = {
  t: { type: TEXT, cells: texts },
  u: { type: TEXT, cells: texts },
  v: { type: SHELF, cells: shelves },
  w: { type: CODE, cells: codes },
  x: { type: CODE, cells: codes },
  i: { type: INTEGER, cells: integers },
  b: { type: BOOLEAN, cells: booleans },
}

const ANY_TEXT = ['c.t', 'c.v', 'c.w']

async function ask(all: readonly string[], count: number): Promise<void> {
  await expectSame(database(), questionsOf({ texts: all, columns: COLUMNS }, count, seed), seed)
}

describe('texts are handled as in PostgreSQL', () => {
  it('case, trimming, length, digest', async () => {
    const calls = ['lower', 'upper', 'initcap', 'btrim', 'ltrim', 'rtrim', 'length', 'md5']
    const plain = ANY_TEXT.flatMap((text) => calls.map((call) => `${call}(${text})`))
    const sets = ANY_TEXT.flatMap((text) => [
      `btrim(${text}, c.u)`,
      `trim(leading 'a ' from ${text})`,
      `trim(trailing c.u from ${text})`,
      `trim(${text})`,
    ])
    await ask([...plain, ...sets], 2400)
  })

  it('parts', async () => {
    const all = ANY_TEXT.flatMap((text) => [
      `substring(${text}, 2)`,
      `substring(${text} from -1 for 4)`,
      `substring(${text} from 2 for 3)`,
      `substr(${text}, c.i, 3)`,
      `substring(${text}, 2, c.i)`,
      `left(${text}, 3)`,
      `left(${text}, -2)`,
      `left(${text}, c.i)`,
      `right(${text}, 3)`,
      `right(${text}, -2)`,
      `right(${text}, c.i)`,
      `lpad(${text}, 7)`,
      `rpad(${text}, 7, c.u)`,
      `lpad(${text}, 4, c.u)`,
      `split_part(${text}, c.u, 1)`,
      `split_part(${text}, ' ', 2)`,
      `split_part(${text}, 'a', -1)`,
      `split_part(${text}, 'a', 0)`,
      `position(c.u in ${text})`,
      `strpos(${text}, 'a')`,
      `replace(${text}, c.u, 'X')`,
      `replace(${text}, 'a', c.u)`,
    ])
    await ask(all, 3000)
  })

  it('putting together', async () => {
    const all = ANY_TEXT.flatMap((text) => [
      `${text} || c.u`,
      `${text} || '-' || c.i`,
      `c.b || ${text}`,
      `c.w || c.x`,
      `concat(${text}, c.b, c.i, null)`,
      `concat_ws(c.u, ${text}, c.b, c.i)`,
      `concat_ws('/', ${text}, c.x)`,
    ])
    await ask(all, 1200)
  })

  it('comparison', async () => {
    const signs = ['=', '<>', '<', '<=', '>', '>=', 'is distinct from']
    const sides = ['c.t', 'c.u', 'c.v', "'a'", "'a  '"]
    const padded = ['c.w', 'c.x', "'a'", "'ab  '", 'c.t']
    const all = signs.flatMap((sign) =>
      [sides, padded].flatMap((group) =>
        group.flatMap((left) => group.map((right) => `${left} ${sign} ${right}`)),
      ),
    )
    const forms = [
      "c.t in ('a', 'b', c.u)",
      "c.w in ('a', 'ab  ')",
      'c.t between c.u and c.v',
      "coalesce(c.v, 'abcdefgh')",
      'coalesce(c.w, c.x)',
      "case when c.b then c.w else 'ab' end",
      'nullif(c.t, c.u)',
      "nullif(c.w, 'a')",
      'nullif(c.v, c.w)',
      'greatest(c.t, c.u, c.v)',
      'least(c.w, c.x)',
    ]
    await ask([...all, ...forms, ...forms], 2500)
  })

  it('LIKE and ILIKE', async () => {
    const patterns = ["'a%'", "'%b'", "'_a%'", "'%a%b%'", "'\\%'", "'%\\'", "'ab_'", 'c.u', "'%ß%'"]
    const all = ANY_TEXT.flatMap((text) =>
      patterns.flatMap((pattern) => [
        `${text} like ${pattern}`,
        `${text} ilike ${pattern}`,
        `${text} not like ${pattern}`,
        `${text} not ilike ${pattern} escape '_'`,
        `${text} like ${pattern} escape ''`,
      ]),
    )
    await ask(all, 3000)
  })

  it('casts to text types', async () => {
    const types = ['text', 'varchar', 'varchar(2)', 'char(3)', 'char', 'bpchar']
    const all = [...ANY_TEXT, 'c.b', 'c.i'].flatMap((value) =>
      types.flatMap((type) => [`${value}::${type}`, `length(${value}::${type})`]),
    )
    await ask(all, 1800)
  })
})

const REPLACEMENTS = [
  String.raw`regexp_replace(c.t, 'a+', 'X')`,
  String.raw`regexp_replace(c.t, 'a*', 'X', 'g')`,
  String.raw`regexp_replace(c.t, 'a|ab|b', '<\&>', 'g')`,
  String.raw`regexp_replace(c.t, '(a?)(ab)?', '[\1|\2]')`,
  String.raw`regexp_replace(c.t, '(a|ab)(b*)', '[\1|\2]', 'g')`,
  String.raw`regexp_replace(c.t, '(a|b)*', '[\1]', 'g')`,
  String.raw`regexp_replace(c.t, '^\s+|\s+$', '', 'g')`,
  String.raw`regexp_replace(c.t, '[^[:alnum:]]', '', 'g')`,
  String.raw`regexp_replace(c.t, '\W', '_', 'g')`,
  String.raw`regexp_replace(c.t, '\d', '#', 'g')`,
  String.raw`regexp_replace(c.t, '\m.', '<\&', 'g')`,
  String.raw`regexp_replace(c.t, '.\M', '\&>', 'g')`,
  String.raw`regexp_replace(c.t, '\y', '|', 'g')`,
  String.raw`regexp_replace(c.t, '[a-z]', '\\', 'g')`,
  String.raw`regexp_replace(c.t, '[A-Z]é?', '<\&>', 'gi')`,
  String.raw`regexp_replace(c.t, 'ß|σ', '<\&>', 'gi')`,
  String.raw`regexp_replace(c.t, '(.)(.)', '\2\1', 'g')`,
  String.raw`regexp_replace(c.t, '(.*) (.*)', '\2 \1')`,
  String.raw`regexp_replace(c.t, 'a{2}', 'X')`,
  String.raw`regexp_replace(c.t, '(a|b){1,2}', '[\1]', 'g')`,
  String.raw`regexp_replace(c.t, '[[:space:]]', '~', 'g')`,
  String.raw`regexp_replace(c.t, '[[:upper:]]', '^', 'g')`,
  String.raw`regexp_replace(c.t, '[[:punct:]]', '!', 'g')`,
  String.raw`regexp_replace(c.t, '[]a-]', '!', 'g')`,
  String.raw`regexp_replace(c.t, '(^|b)a', '\1-', 'g')`,
  String.raw`regexp_replace(c.t, '', '-', 'g')`,
]

describe('regexp_replace', () => {
  it('finds the leftmost longest match and its groups', async () => {
    await ask(REPLACEMENTS, 2600)
  })
})

const PLANES_END = 0x20000
const SURROGATES = [0xd800, 0xdfff] as const

describe('every character of the first two planes', () => {
  it.each(['lower', 'upper', 'initcap'])('%s', async (call) => {
    const rows = await database().execute(
      `select i, ${call}(chr(i)) as mapped from generate_series(1, ${PLANES_END - 1}) as i
       where i not between ${SURROGATES[0]} and ${SURROGATES[1]} order by i`,
    )
    const declaration = functionTable.find('function', call)
    const apply = declaration?.signatures[0]?.bind([TEXT], TEXT) as (text: string) => string
    const different = rows
      .map((row) => ({ character: String.fromCodePoint(Number(row['i'])), mapped: row['mapped'] }))
      .filter(({ character, mapped }) => apply(character) !== mapped)
    expect(different).toEqual([])
  })
})
