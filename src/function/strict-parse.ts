/**
 * parse_date, parse_timestamp, parse_number and parse_boolean: the whole text fits, or is refused.
 */
import type { Cell } from '../base/cell.ts'
import { parseArray } from '../catalog/codec/array.ts'
import { parseNumeric, type Numeric } from '../catalog/codec/numeric.ts'
import { RowError, refuse } from '../catalog/codec/row-error.ts'
import { joinTimestamp } from '../catalog/codec/timestamp.ts'
import { BOOLEAN, NUMERIC } from '../catalog/logical-type.ts'
import type {
  FunctionDeclaration,
  Inspection,
  Parameter,
  ParameterType,
} from '../expression/function-table.ts'
import type { ScannedMoment } from './moment/scan.ts'
import { define, takes, type OpenSignature } from './declare.ts'
import {
  canOverlap,
  parseStrictFormat,
  readStrictly,
  type StrictFormat,
} from './moment/strict-format.ts'

const MISFIT = new RowError('VALUE_INVALID_DATE', 'The text fits none of the formats.')
const NOT_A_NUMBER = new RowError(
  'VALUE_NOT_A_NUMBER',
  'The text is not a number with these marks, prefix and suffix.',
)
const NOT_A_BOOLEAN = new RowError(
  'VALUE_INVALID_BOOLEAN',
  'The text is neither among `yes` nor among `no`.',
)

/** Formats are constants, so there are as many as a project writes. */
const formats = new Map<string, StrictFormat>()

function formatOf(text: string): StrictFormat {
  const known = formats.get(text)
  if (known !== undefined) return known
  const parsed = parseStrictFormat(text, true)
  if (typeof parsed === 'string') throw new Error(parsed)
  formats.set(text, parsed)
  return parsed
}

function readFirst(text: string, choices: readonly string[]): ScannedMoment {
  for (const choice of choices) {
    const moment = readStrictly(text, formatOf(choice))
    if (moment !== undefined) return moment
  }
  return refuse(MISFIT)
}

function inspectFormats(
  withTime: boolean,
): (constants: readonly (Cell | undefined)[]) => Inspection {
  return ([, ...constants]) => {
    const parsed: StrictFormat[] = []
    for (const [index, constant] of constants.entries()) {
      const format = parseStrictFormat(constant ?? '', withTime)
      if (typeof format === 'string') return { problem: { operand: index + 1, message: format } }
      const clash = parsed.findIndex((earlier) => canOverlap(earlier, format))
      if (clash >= 0) return { overlaps: overlapMessage(constants[clash], constant) }
      parsed.push(format)
    }
    return {}
  }
}

function overlapMessage(one: Cell | undefined, other: Cell | undefined): string {
  return `A text can fit both ${one} and ${other}; the first of them is taken.`
}

/** `text` and what else a function takes, by name; what is left out is NULL. */
function named(
  others: readonly (readonly [name: string, type: ParameterType])[],
  content: Pick<OpenSignature, 'returns' | 'inspect'> & {
    readonly apply: (...values: never[]) => unknown
    readonly isOptional: boolean
  },
): OpenSignature {
  const { returns, inspect, apply, isOptional } = content
  const parameters: Parameter[] = others.map(([name, type]) => ({
    name,
    type,
    constant: true,
    ...(isOptional ? { optional: true } : {}),
  }))
  return {
    parameters: [{ name: 'text', type: 'text' }, ...parameters],
    returns,
    strict: false,
    nullable: true,
    fallible: true,
    bind: () => apply,
    ...(inspect === undefined ? {} : { inspect }),
  }
}

const WHOLE = /^\d+$/u

/** A sign may stand on either side of the prefix; groups are of three digits, all or none. */
function parseNumber(text: string | null, ...marks: readonly (string | null)[]): Numeric | null {
  if (text === null) return null
  const [decimal = null, group = null, prefix = null, suffix = null] = marks
  const [sign, unsigned] = takeSign(text)
  let rest = unsigned.startsWith(prefix ?? '') ? unsigned.slice(prefix?.length ?? 0) : unsigned
  const [innerSign, digits] = sign === '' ? takeSign(rest) : ['', rest]
  rest = digits
  if (suffix !== null && rest.endsWith(suffix)) rest = rest.slice(0, rest.length - suffix.length)
  const mark = rest.lastIndexOf(decimal ?? '.')
  const whole = mark < 0 ? rest : rest.slice(0, mark)
  const fraction = mark < 0 ? '' : rest.slice(mark + (decimal ?? '.').length)
  if (mark >= 0 && !WHOLE.test(fraction)) return refuse(NOT_A_NUMBER)
  const plain = ungrouped(whole, group)
  return parseNumeric(`${sign}${innerSign}${plain}${mark < 0 ? '' : `.${fraction}`}`)
}

function takeSign(text: string): readonly [string, string] {
  return text.startsWith('-') || text.startsWith('+') ? [text[0] ?? '', text.slice(1)] : ['', text]
}

function ungrouped(whole: string, group: string | null): string {
  if (WHOLE.test(whole)) return whole
  if (group === null) return refuse(NOT_A_NUMBER)
  const [first = '', ...others] = whole.split(group)
  const isGrouped = /^\d{1,3}$/u.test(first) && others.every((part) => /^\d{3}$/u.test(part))
  return isGrouped ? first + others.join('') : refuse(NOT_A_NUMBER)
}

function inspectMarks([, ...marks]: readonly (Cell | undefined)[]): Inspection {
  const [decimal, group] = marks
  const index = marks.findIndex((mark) => mark === '' || /^[-+\d]/u.test(mark ?? ''))
  if (index >= 0) {
    const message = 'A mark, prefix or suffix is neither empty nor begins with a sign or a digit.'
    return { problem: { operand: index + 1, message } }
  }
  const isClash = (decimal ?? '.') === group
  return isClash
    ? { problem: { operand: 2, message: 'The group mark must not be the decimal mark.' } }
    : {}
}

function parseWord(
  text: string | null,
  yes: readonly unknown[],
  no: readonly unknown[],
): boolean | null {
  if (text === null) return null
  if (yes.includes(text)) return true
  return no.includes(text) ? false : refuse(NOT_A_BOOLEAN)
}

function inspectWords([, yes, no]: readonly (Cell | undefined)[]): Inspection {
  const [first, second] = [parseArray(yes ?? '{}'), parseArray(no ?? '{}')]
  const both = first.find((word) => second.includes(word))
  if (both === undefined) return {}
  return { problem: { operand: 2, message: `"${both}" is both a yes and a no.` } }
}

export const strictParsing: readonly FunctionDeclaration[] = [
  define('function', 'parse_date', {
    summary: 'Reads a date by the first of several formats that fits the whole text.',
    examples: [["parse_date('29/02/2024', 'YYYY-MM-DD', 'DD/MM/YYYY')", '2024-02-29']],
    signatures: [
      takes(['text', 'text'], 'date', (text, ...choices) => readFirst(text, choices).days, {
        fallible: true,
        variadic: true,
        constants: [1],
        names: ['text', 'format'],
        inspect: inspectFormats(false),
      }),
    ],
  }),
  define('function', 'parse_timestamp', {
    summary: 'Reads a timestamp by the first of several formats that fits the whole text.',
    examples: [["parse_timestamp('29.02.24 8:05', 'DD.MM.YY FMHH24:MI')", '2024-02-29 08:05:00']],
    signatures: [
      takes(
        ['text', 'text'],
        'timestamp',
        (text, ...choices) => {
          const { days, time } = readFirst(text, choices)
          return joinTimestamp(days, time)
        },
        {
          fallible: true,
          variadic: true,
          constants: [1],
          names: ['text', 'format'],
          inspect: inspectFormats(true),
        },
      ),
    ],
  }),
  define('function', 'parse_number', {
    summary: 'Reads a number with the marks, prefix and suffix it is written with.',
    examples: [
      [
        "parse_number('-1.234,50 EUR', decimal_mark => ',', group_mark => '.', suffix => ' EUR')",
        '-1234.50',
      ],
      ["parse_number('$5', prefix => '$')", '5'],
    ],
    signatures: [
      named(
        [
          ['decimal_mark', 'text'],
          ['group_mark', 'text'],
          ['prefix', 'text'],
          ['suffix', 'text'],
        ],
        { returns: NUMERIC, inspect: inspectMarks, apply: parseNumber, isOptional: true },
      ),
    ],
  }),
  define('function', 'parse_boolean', {
    summary: 'Reads a truth value from the words that stand for it.',
    examples: [["parse_boolean('J', yes => array['J', 'Y'], no => array['N'])", 't']],
    signatures: [
      named(
        [
          ['yes', 'array'],
          ['no', 'array'],
        ],
        { returns: BOOLEAN, inspect: inspectWords, apply: parseWord, isOptional: false },
      ),
    ],
  }),
]
