/** The forms of the grammar that are no functions: CASE, COALESCE, IN, BETWEEN, AND ... */
import type { Generator } from './generator.ts'
import { literalOf } from './casts.ts'
import { ARRAYS } from './producers.ts'
import { elementOf, fixedPiece, piece, type Piece, type Want } from './piece.ts'

type Form = (generator: Generator, want: Want, depth: number) => Piece | undefined

const COMPARED: readonly Want[] = [
  'boolean',
  'smallint',
  'integer',
  'bigint',
  'numeric',
  'real',
  'double',
  'text',
  'bytea',
  'uuid',
  'date',
  'time',
  'timestamp',
  'timestamptz',
  'enum',
  'interval',
  'jsonb',
  'text[]',
  'integer[]',
]

/** The form, with a row read somewhere. */
function form(
  generator: Generator,
  want: Want,
  parts: readonly Piece[],
  write: (parts: readonly string[]) => string,
): Piece {
  return generator.readingRow(piece(want, parts, write))
}

function several(generator: Generator, want: Want, depth: number, least = 2): Piece[] {
  const count = least + generator.random.below(2)
  return Array.from({ length: count }, () => generator.expression(want, depth))
}

const searchedCase: Form = (generator, want, depth) => {
  const count = 1 + generator.random.below(2)
  const branches = Array.from({ length: count }, () => [
    generator.expression('boolean', depth),
    generator.expression(want, depth),
  ]).flat()
  const otherwise = generator.random.chance(0.7) ? [generator.expression(want, depth)] : []
  return form(generator, want, [...branches, ...otherwise], (parts) => {
    const whens = Array.from({ length: count }, (_, index) => {
      return `when ${parts[index * 2]} then ${parts[index * 2 + 1]}`
    })
    const rest = parts[count * 2]
    return `case ${whens.join(' ')}${rest === undefined ? '' : ` else ${rest}`} end`
  })
}

const simpleCase: Form = (generator, want, depth) => {
  const subject = generator.random.pick(COMPARED)
  const parts = [
    generator.reading(subject, depth),
    generator.expression(subject, depth),
    generator.expression(want, depth),
    generator.expression(want, depth),
  ]
  return form(
    generator,
    want,
    parts,
    ([of, value, then, otherwise]) => `case ${of} when ${value} then ${then} else ${otherwise} end`,
  )
}

const coalesce: Form = (generator, want, depth) =>
  form(generator, want, several(generator, want, depth), (parts) => `coalesce(${parts.join(', ')})`)

const nullif: Form = (generator, want, depth) => {
  if (!COMPARED.includes(want)) return undefined
  const parts = [generator.expression(want, depth), generator.expression(want, depth)]
  return form(generator, want, parts, ([one, other]) => `nullif(${one}, ${other})`)
}

const arrays: Form = (generator, want, depth) => {
  const element = elementOf(want)
  if (element === undefined) return undefined
  const items = several(generator, element, depth, 1)
  return form(generator, want, items, (parts) => `array[${parts.join(', ')}]`)
}

function logic(sign: 'and' | 'or'): Form {
  return (generator, want, depth) =>
    form(
      generator,
      want,
      several(generator, 'boolean', depth),
      (parts) => `(${parts.join(` ${sign} `)})`,
    )
}

const not: Form = (generator, want, depth) =>
  form(generator, want, [generator.expression('boolean', depth)], ([one]) => `(not ${one})`)

const nullTest: Form = (generator, want, depth) => {
  const test = generator.random.pick(['is null', 'is not null', 'isnull', 'notnull'])
  return form(generator, want, [generator.any(depth)], ([one]) => `(${one} ${test})`)
}

const truthTest: Form = (generator, want, depth) => {
  const words = ['true', 'not true', 'false', 'not false', 'unknown', 'not unknown']
  const test = generator.random.pick(words)
  const operand = generator.expression('boolean', depth)
  return form(generator, want, [operand], ([one]) => `(${one} is ${test})`)
}

const within: Form = (generator, want, depth) => {
  const of = generator.random.pick(COMPARED)
  const parts = [generator.reading(of, depth), ...several(generator, of, depth, 1)]
  const not = generator.random.pick(['', 'not '])
  return form(
    generator,
    want,
    parts,
    ([one, ...others]) => `(${one} ${not}in (${others.join(', ')}))`,
  )
}

/** A list of constants is looked up in a set. */
const withinConstants: Form = (generator, want, depth) => {
  const { random } = generator
  const of = random.pick<Want>(['integer', 'text', 'text', 'bigint', 'boolean', 'date'])
  const items = Array.from({ length: 2 + random.below(3) }, () => literalOf(of, random))
  const parts = items.filter((item) => item !== undefined)
  if (parts.length === 0) return undefined
  const not = random.pick(['', 'not '])
  return form(
    generator,
    want,
    [generator.reading(of, depth), ...parts],
    ([one, ...others]) => `(${one} ${not}in (${others.join(', ')}))`,
  )
}

const quantified: Form = (generator, want, depth) => {
  const { random } = generator
  const array = random.pick(ARRAYS)
  const [sign, word] = [random.pick(['=', '<>', '<', '>=']), random.pick(['any', 'all'])]
  const parts = [
    generator.reading(elementOf(array) ?? 'text', depth),
    generator.expression(array, depth),
  ]
  return form(generator, want, parts, ([one, list]) => `(${one} ${sign} ${word} (${list}))`)
}

const between: Form = (generator, want, depth) => {
  const of = generator.random.pick(COMPARED)
  const parts = [generator.reading(of, depth), ...several(generator, of, depth)].slice(0, 3)
  const word = generator.random.pick(['between', 'not between', 'between symmetric'])
  return form(generator, want, parts, ([one, low, high]) => `(${one} ${word} ${low} and ${high})`)
}

const escaped: Form = (generator, want, depth) => {
  const { random } = generator
  const word = random.pick(['like', 'not like', 'ilike'])
  const pattern = fixedPiece(random.pick(["'a#%'", "'%#_%'", "'##'", "'%b'"]))
  const parts = [generator.expression('text', depth), pattern, fixedPiece("'#'")]
  return form(
    generator,
    want,
    parts,
    ([text, like, escape]) => `(${text} ${word} ${like} escape ${escape})`,
  )
}

const OF_ALL: readonly Form[] = [searchedCase, simpleCase, coalesce, coalesce, nullif]
const OF_ARRAYS: readonly Form[] = [searchedCase, coalesce, arrays, arrays]
const OF_CONDITIONS: readonly Form[] = [
  ...OF_ALL,
  logic('and'),
  logic('and'),
  logic('or'),
  logic('or'),
  not,
  nullTest,
  truthTest,
  truthTest,
  truthTest,
  truthTest,
  within,
  withinConstants,
  withinConstants,
  between,
  between,
  quantified,
  quantified,
  quantified,
  quantified,
  quantified,
  escaped,
]

/** What gives a type beside functions, operators and casts. */
export function formsOf(want: Want): readonly Form[] {
  if (want === 'boolean') return OF_CONDITIONS
  return elementOf(want) === undefined ? OF_ALL : OF_ARRAYS
}
