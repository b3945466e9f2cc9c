/** Literals of every type, and the casts that lead to it. */
import { castRule } from '../../../src/catalog/cast.ts'
import type { LogicalType } from '../../../src/catalog/logical-type.ts'
import { formatType, parseTypeName } from '../../../src/catalog/type-name.ts'
import type { Generator } from './generator.ts'
import { columnPiece, elementOf, literalPiece, piece, type Piece, type Want } from './piece.ts'
import type { Random } from './random.ts'

const LITERALS: Readonly<Partial<Record<Want, readonly string[]>>> = {
  boolean: ['true', 'false'],
  smallint: ['3::smallint', "smallint '-7'", '32767::smallint'],
  integer: ['0', '1', '7', '(-3)', '2147483647', '100'],
  bigint: ['5000000000', '7::bigint', '(-9223372036854775808)', '0::bigint'],
  numeric: ['1.50', '0.0', '(-0.001)', '12345678901234567890.5', '10::numeric'],
  real: ['1.5::real', '0.1::real', "real '1e30'"],
  double: ['2.5::double precision', "double precision '1e-300'", '0.1::double precision'],
  text: ["'a'", "''", "'Ada  Lovelace '", "'ß'", "'1'", "'{}'", "E'a\\nb'"],
  bytea: ["'\\x00ff'::bytea", "'\\x'::bytea", "'\\x616263'::bytea"],
  uuid: ["uuid 'a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11'"],
  json: ['json \'{"a" : [1, null]}\'', 'json \'"x"\'', "json '[]'"],
  jsonb: ['jsonb \'{"a": [1, null], "b": 2}\'', 'jsonb \'["a", 1.0]\'', "jsonb 'null'"],
  date: ["date '2024-02-29'", "date '0044-03-15 BC'", "date '1999-12-31'"],
  time: ["time '08:05:07.5'", "time '24:00'", "time '00:00'"],
  timestamp: ["timestamp '2024-02-29 08:05'", "timestamp '1969-12-31 23:59:59.999999'"],
  timestamptz: ["timestamptz '2024-03-31 01:30+00'", "timestamptz '2000-01-01 00:00+00'"],
  interval: ["interval '1 day'", "interval '1 mon -1 day'", "interval '00:00:01.5'"],
  'text[]': ["array['a', null, 'b']", "array['']"],
  'integer[]': ['array[1, 2, null]'],
}

/** Of a type that has a word of its own. */
export function literalOf(want: Want, random: Random): Piece | undefined {
  const texts = LITERALS[want]
  return texts === undefined ? undefined : literalPiece(want, random.pick(texts))
}

const NAMES: readonly string[] = [
  'boolean',
  'smallint',
  'integer',
  'bigint',
  'numeric',
  'numeric(8,2)',
  'numeric(4,-1)',
  'real',
  'double precision',
  'text',
  'varchar(3)',
  'varchar(40)',
  'char(4)',
  'bytea',
  'uuid',
  'json',
  'jsonb',
  'date',
  'time',
  'time(2)',
  'timestamp',
  'timestamp(3)',
  'timestamptz',
  'timestamptz(0)',
  'interval',
]
const TYPES: readonly LogicalType[] = NAMES.map((name) => parseTypeName(name))

interface Cast {
  readonly from: Want
  readonly to: LogicalType
}

const CASTS: readonly Cast[] = TYPES.flatMap((to) =>
  [...new Map(TYPES.map((type) => [type.kind, type])).values()]
    .filter((from) => from.kind === to.kind || castRule(from, to, 'explicit') !== undefined)
    .map((from): Cast => ({ from: from.kind, to })),
)

/** A cast to the type. Texts are read where they may hold such a value. */
export function castPieces(generator: Generator, want: Want, depth: number): Piece | undefined {
  const { random } = generator
  if (elementOf(want) !== undefined) return undefined
  const casts = CASTS.filter(({ to }) => to.kind === want)
  if (casts.length === 0) return undefined
  const { from, to } = random.pick(casts)
  const isReading = from === 'text' && want !== 'text'
  const inner = isReading ? written(generator, want, depth) : generator.expression(from, depth)
  const name = formatType(to)
  const write = random.chance(0.5)
    ? ([text = '']: readonly string[]) => `(${text})::${name}`
    : ([text = '']: readonly string[]) => `cast(${text} as ${name})`
  return generator.readingRow(piece(want, [inner], write))
}

function written(generator: Generator, want: Want, depth: number): Piece {
  const { random } = generator
  const choice = random.below(10)
  if (choice < 3) return columnPiece('text', 'written')
  if (choice < 4) return generator.expression('text', depth)
  const inner = generator.expression(want, depth)
  return piece('text', [inner], ([text = '']) => `(${text})::text`)
}
