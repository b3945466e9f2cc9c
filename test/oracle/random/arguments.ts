/** What functions are given where any value would be pointless: formats, patterns ... */
import type { FunctionDeclaration, Signature } from '../../../src/expression/function-table.ts'
import type { Generator } from './generator.ts'
import { columnPiece, fixedPiece, piece, quoted, type Piece } from './piece.ts'

type Argument = (generator: Generator, depth: number) => Piece

/** By place; a function that repeats its last parameter repeats its last argument. */
type Arguments = readonly (Argument | null)[]

function oneOf(...texts: readonly string[]): Argument {
  return ({ random }) => fixedPiece(quoted(random.pick(texts)))
}

function raw(...texts: readonly string[]): Argument {
  return ({ random }) => fixedPiece(random.pick(texts))
}

/** A number that stays below what makes a text of millions of characters. */
const short: Argument = (generator, depth) => {
  const { random } = generator
  const inner = random.chance(0.5) ? null : generator.expression('integer', depth)
  if (inner?.readsRow !== true) return { ...columnPiece('integer', 'k1'), isFixed: true }
  const most = random.below(40)
  const least = piece('integer', [inner], ([text = '']) => `least(${text}, ${most})`)
  return { ...least, isFixed: true }
}

function column(want: Piece['want'], name: string, chance: number): Argument {
  return (generator, depth) =>
    generator.random.chance(chance) ? columnPiece(want, name) : generator.expression(want, depth)
}

/** A small number, or any. */
function count(min: number, max: number): Argument {
  return (generator, depth) => {
    const { random } = generator
    if (random.chance(0.2)) return generator.expression('integer', depth)
    const offset = min + random.below(max - min + 1)
    return piece('integer', [columnPiece('integer', 'k1')], ([k = '']) => `(${k} + ${offset})`)
  }
}

const PATTERN = oneOf(
  'a+',
  '(a|b)(b*)',
  '[[:space:]]',
  '',
  '^a|b$',
  '(é)|ß',
  'a.',
  String.raw`\w+`,
  String.raw`\d`,
  String.raw`^\s+|\s+$`,
  '(a+)*',
  '(a|b+)*c?',
  '(a{1,2}){2}',
  '(?:(a)|b)*',
  '[^a-z]+',
)
const SIMILAR = oneOf('%a%', '(a|b)_*', '[a-z]+', '_', '%')
const FLAGS = oneOf('', 'i', 'c', 'ic')
const REPLACE_FLAGS = oneOf('', 'g', 'i', 'gi')
const REPLACEMENT: Argument = (generator, depth) =>
  generator.random.chance(0.5)
    ? fixedPiece(quoted(generator.random.pick(['', '-', String.raw`\1`, String.raw`<\&>`, '\\\\'])))
    : generator.expression('text', depth)

const LIKE: Argument = (generator, depth) =>
  generator.random.chance(0.6)
    ? fixedPiece(
        quoted(generator.random.pick(['a%', '%b', '_a%', '%a%b%', String.raw`\%`, 'ab_', '', '%'])),
      )
    : generator.expression('text', depth)

const OF_DAY = ['year', 'month', 'day', 'quarter', 'week', 'isoyear', 'dow', 'isodow', 'doy']
const OF_ERA = ['decade', 'century', 'millennium', 'epoch']
const OF_TIME = ['hour', 'minute', 'second', 'milliseconds', 'microseconds']
const TRUNCATED = oneOf(...OF_TIME, ...OF_DAY.slice(0, 5), 'decade', 'century', 'millennium')
const FIELDS: Readonly<Record<string, Argument>> = {
  date: oneOf(...OF_DAY, ...OF_ERA),
  time: oneOf(...OF_TIME, 'epoch'),
  interval: oneOf(...OF_TIME, 'year', 'month', 'day', 'quarter', ...OF_ERA),
  timestamp: oneOf(...OF_DAY, ...OF_ERA, ...OF_TIME),
  timestamptz: oneOf(...OF_DAY, ...OF_ERA, ...OF_TIME),
}

const ZONE: Argument = (generator) =>
  generator.random.chance(0.5)
    ? columnPiece('text', 'zone')
    : fixedPiece(quoted(generator.random.pick(['UTC', 'Europe/Berlin', 'America/New_York'])))

const WRITTEN_DATE = column('text', 'date_text', 0.8)
const WRITTEN_NUMBER = column('text', 'number_text', 0.8)
const TEXT_PATH: Argument = (generator, depth) =>
  generator.random.chance(0.5) ? columnPiece('text[]', 'tk') : generator.expression('text[]', depth)
const KEY = column('text', 't3', 0.6)
const BYTES_FORMAT = oneOf('hex', 'base64', 'escape')
const NORMAL_FORM = raw('NFC', 'NFD', 'NFKC', 'NFKD')
const READ_FORMAT = oneOf(
  'YYYY-MM-DD',
  'DD.MM.YYYY',
  'DD/MM/YY',
  'MM/DD/YYYY HH24:MI:SS',
  'YYYYMMDD',
  'DD Mon YYYY',
  'Month DD, YYYY',
  'FMDD.FMMM.YYYY',
  'YYYY-MM-DD HH24:MI:SS.US',
)
const PRINT_FORMAT = oneOf(
  'YYYY-MM-DD HH24:MI:SS.US',
  'DD.MM.YY',
  'FMDay, DDth "of" FMMonth',
  'HH12:MI AM',
  'IYYY-IW-ID',
  'J Q WW W DDD D',
  'CC BC Y,YYY',
  'RM TZ OF MS',
)

const NUMBER_FORMAT = oneOf('999', 'S9990.00', 'FM999,999.99', '000D0', '9.99EEEE', '999MI', 'RN')
const NUMBER_FORMATS = Object.fromEntries(
  ['smallint', 'integer', 'bigint', 'numeric', 'real', 'double'].map(
    (kind) => [`to_char_${kind}_text`, [null, NUMBER_FORMAT]] as const,
  ),
)

const SIZED: Arguments = [null, short]
const JSON_PATH: Arguments = [null, TEXT_PATH]
const JSON_KEY: Arguments = [null, KEY]

/** By key of a signature, else by name of a function or an operator. */
const ARGUMENTS: Readonly<Record<string, Arguments>> = {
  ...Object.fromEntries(
    Object.entries(FIELDS).flatMap(([kind, field]) => [
      [`extract_text_${kind}`, [field]],
      [`date_part_text_${kind}`, [field]],
    ]),
  ),
  date_trunc: [TRUNCATED],
  repeat: SIZED,
  lpad: SIZED,
  rpad: SIZED,
  chr: [count(-5, 300)],
  substring_text_text: [null, PATTERN],
  substring_text_text_text: [null, oneOf('%#"b#"%', 'a#"%#"'), oneOf('#')],
  'similar to': [null, SIMILAR, oneOf('#')],
  'not similar to': [null, SIMILAR, oneOf('#')],
  normalize: [null, NORMAL_FORM],
  is_normalized: [null, NORMAL_FORM],
  '~~': [null, LIKE],
  '!~~': [null, LIKE],
  '~~*': [null, LIKE],
  '!~~*': [null, LIKE],
  like_escape: [LIKE, oneOf('#', '', '\\', '%')],
  regexp_replace: [null, PATTERN, REPLACEMENT, REPLACE_FLAGS],
  '~': [null, PATTERN],
  '~*': [null, PATTERN],
  '!~': [null, PATTERN],
  '!~*': [null, PATTERN],
  regexp_like: [null, PATTERN, FLAGS],
  regexp_count: [null, PATTERN, null, FLAGS],
  regexp_substr: [null, PATTERN, null, null, FLAGS, null],
  regexp_match: [null, PATTERN, FLAGS],
  regexp_split_to_array: [null, PATTERN, FLAGS],
  make_date: [count(1990, 2030), count(0, 12), count(0, 31)],
  make_time: [count(0, 23), count(0, 59)],
  make_timestamp: [
    count(1990, 2030),
    count(0, 12),
    count(0, 31),
    count(0, 23),
    count(0, 59),
    column('double', 'd2', 0.8),
  ],
  make_timestamptz: [
    count(1990, 2030),
    count(0, 12),
    count(0, 31),
    count(0, 23),
    count(0, 59),
    column('double', 'd2', 0.8),
    ZONE,
  ],
  format_text: [oneOf('plain', '100%%')],
  format_text_any: [oneOf('%s', '%I', '%L', '%1$s: %1$L', '%s-%s', '[%-6s]', '%s %%')],
  to_char: [null, PRINT_FORMAT],
  ...NUMBER_FORMATS,
  to_char_interval_text: [null, oneOf('YYYY-MM-DD HH24:MI:SS.US', 'HH12:MI AM', 'DD "days" HH24')],
  to_number: [WRITTEN_NUMBER, oneOf('999999.99', 'S999999D99', '9G999D99', 'FM99')],
  to_date: [WRITTEN_DATE, READ_FORMAT],
  to_timestamp_text_text: [WRITTEN_DATE, READ_FORMAT],
  timezone: [ZONE],
  parse_date: [WRITTEN_DATE, oneOf('YYYY-MM-DD', 'DD/MM/YYYY', 'DD.MM.YYYY')],
  parse_timestamp: [
    WRITTEN_DATE,
    oneOf('YYYY-MM-DD', 'DD.MM.YYYY HH24:MI', 'YYYY-MM-DD HH24:MI:SS'),
  ],
  parse_number: [
    WRITTEN_NUMBER,
    oneOf('.', '.', ','),
    oneOf(' ', "'"),
    oneOf('$', 'EUR'),
    oneOf(' EUR'),
  ],
  parse_boolean: [
    column('text', 't3', 0.8),
    raw("array['a', '1']", "array['key']"),
    raw("array['b', '0', '']", "array['-1']"),
  ],
  '#>': JSON_PATH,
  '#>>': JSON_PATH,
  '?': JSON_KEY,
  '?|': JSON_PATH,
  '?&': JSON_PATH,
  '->': [null, null],
  encode: [null, BYTES_FORMAT],
  decode: [null, BYTES_FORMAT],
  convert_to: [null, oneOf('UTF8', 'utf-8')],
  convert_from: [null, oneOf('UTF8')],
}

/** The generator of an argument; undefined: any value of its type will do. */
export function argumentOf(
  { name }: FunctionDeclaration,
  { key, parameters, variadic }: Signature,
  index: number,
): Argument | undefined {
  const list = ARGUMENTS[key] ?? ARGUMENTS[name] ?? []
  const place = variadic === true ? Math.min(index, parameters.length - 1) : index
  return list[place] ?? undefined
}

/** Constants of functions that have none here: such a function would never be asked about. */
export function lackingArguments(declarations: readonly FunctionDeclaration[]): readonly string[] {
  return declarations.flatMap((declaration) =>
    declaration.signatures.flatMap((signature) =>
      signature.parameters.flatMap((parameter, index) =>
        parameter.constant === true && argumentOf(declaration, signature, index) === undefined
          ? [`${signature.key}: ${parameter.name}`]
          : [],
      ),
    ),
  )
}
