/** format: values put into a text at %s, %I and %L, as PostgreSQL does. */
import type { Cell } from '../../base/cell.ts'
import { parseInteger } from '../../catalog/codec/integer.ts'
import { OUT_OF_RANGE, RowError, refuse } from '../../catalog/codec/row-error.ts'
import { textLength } from '../../catalog/codec/text.ts'
import { TEXT, type LogicalType } from '../../catalog/logical-type.ts'
import type { FunctionDeclaration, Inspection } from '../../expression/function-table.ts'
import { bound, define, takes } from '../declare.ts'
import { printerOf } from './build.ts'
import { GROWN_LENGTH_MAX } from './limits.ts'
import { quoteIdentifier, quoteLiteral } from './quote.ts'

const WRONG_FORMAT = new RowError(
  'VALUE_INVALID_ARGUMENT',
  'The format has a % that is not followed by s, I or L, or it has none of that number.',
)
const NULL_NAME = new RowError('VALUE_INVALID_ARGUMENT', 'NULL is no name that %I could write.')

/** One %: from 1, `next` stands for the value behind the one that was taken last. */
interface Conversion {
  readonly kind: 's' | 'I' | 'L'
  readonly value: number | 'next'
  readonly width: number | { readonly value: number | 'next' }
  readonly isLeft: boolean
}

const SPECIFIER = /^(?:(\d+)\$)?(-*)(?:\*(?:(\d+)\$)?|(\d+))?([sIL])/u

/** Plain texts and conversions; undefined where the format is wrong. */
function parseFormat(format: string): readonly (string | Conversion)[] | undefined {
  const parts: (string | Conversion)[] = []
  let rest = format
  for (let at = rest.indexOf('%'); at >= 0; at = rest.indexOf('%')) {
    parts.push(rest.slice(0, at))
    rest = rest.slice(at + 1)
    if (rest.startsWith('%')) {
      parts.push('%')
      rest = rest.slice(1)
      continue
    }
    const match = SPECIFIER.exec(rest)
    if (match === null) return undefined
    const conversion = conversionOf(match)
    if (conversion === undefined) return undefined
    parts.push(conversion)
    rest = rest.slice(match[0].length)
  }
  return [...parts, rest]
}

const INTEGER_MAX = 2_147_483_647

function conversionOf(match: RegExpExecArray): Conversion | undefined {
  const [whole, position, flags = '', widthPosition, width, kind = 's'] = match
  const numbers = [position, widthPosition, width].map((text) => Number(text ?? 1))
  const isWrong = position !== undefined && Number(position) === 0
  if (isWrong || Number(widthPosition ?? 1) === 0) return undefined
  if (numbers.some((number) => number > INTEGER_MAX)) return undefined
  const taken = widthPosition === undefined ? 'next' : Number(widthPosition)
  return {
    kind: kind as Conversion['kind'],
    value: position === undefined ? 'next' : Number(position),
    width: whole.includes('*') ? { value: taken } : Number(width ?? 0),
    isLeft: flags !== '',
  }
}

/** Which value each conversion takes, from 0, in the order in which they are taken. */
function takenBy(parts: readonly (string | Conversion)[]): readonly number[] {
  let next = 0
  const take = (value: number | 'next'): number => {
    const at = value === 'next' ? next : value - 1
    next = at + 1
    return at
  }
  return parts.flatMap((part) => {
    if (typeof part === 'string') return []
    const width = typeof part.width === 'number' ? [] : [take(part.width.value)]
    return [...width, take(part.value)]
  })
}

function printValue(kind: Conversion['kind'], text: string | null): string {
  if (text === null) return kind === 'L' ? 'NULL' : kind === 'I' ? refuse(NULL_NAME) : ''
  if (kind === 's') return text
  return kind === 'I' ? quoteIdentifier(text) : quoteLiteral(text)
}

function pad(text: string, width: number, isLeft: boolean): string {
  const missing = Math.abs(width) - textLength(text)
  if (missing <= 0) return text
  if (missing > GROWN_LENGTH_MAX) return refuse(OUT_OF_RANGE)
  const blanks = ' '.repeat(missing)
  return isLeft || width < 0 ? text + blanks : blanks + text
}

const WIDTH_MIN = -2_147_483_648

function widthFrom(text: string | null): number {
  const width = text === null ? 0 : parseInteger('integer', text)
  return width === WIDTH_MIN ? refuse(OUT_OF_RANGE) : width
}

function bindFormat(operands: readonly LogicalType[]) {
  const printers = operands.slice(1).map(printerOf)
  return (format: unknown, ...values: readonly unknown[]) => {
    if (format === null) return null
    const parts = parseFormat(format as string) ?? refuse(WRONG_FORMAT)
    const taken = takenBy(parts)
    const texts = values.map((value, index) =>
      value === null ? null : (printers[index]?.(value) ?? null),
    )
    let [result, turn] = ['', 0]
    const next = (): string | null => {
      const text = texts[taken[turn] ?? texts.length]
      turn += 1
      return text === undefined ? refuse(WRONG_FORMAT) : text
    }
    for (const part of parts) {
      if (typeof part === 'string') result += part
      else {
        const width = typeof part.width === 'number' ? part.width : widthFrom(next())
        result += pad(printValue(part.kind, next()), width, part.isLeft)
      }
      if (result.length > GROWN_LENGTH_MAX) return refuse(OUT_OF_RANGE)
    }
    return result
  }
}

function inspect([format, ...values]: readonly (Cell | undefined)[]): Inspection {
  if (typeof format !== 'string') return {}
  const parts = parseFormat(format)
  if (parts === undefined) {
    const message = 'Each % is followed by s, I or L, or by another %: %s, %2$s, %-10s, %I, %L.'
    return { problem: { operand: 0, message } }
  }
  const last = Math.max(-1, ...takenBy(parts))
  if (last < values.length) return {}
  const message = `The format asks for ${last + 1} values, and there are ${values.length}.`
  return { problem: { operand: 0, message } }
}

/** Nothing is refused of a format without names and without widths that values give. */
function isSafe([format]: readonly (Cell | undefined)[]): boolean {
  const parts = typeof format === 'string' ? parseFormat(format) : undefined
  return (
    parts?.every(
      (part) => typeof part === 'string' || (part.kind !== 'I' && typeof part.width === 'number'),
    ) === true
  )
}

const OPTIONS = {
  strict: false,
  nullable: true,
  fallible: true,
  inspect,
  safe: isSafe,
} as const

export const formatting: readonly FunctionDeclaration[] = [
  define('function', 'format', {
    summary:
      'Puts values into a text: %s as they are, %I as a name of SQL, %L as a literal of SQL; ' +
      '%2$s the second, %-10s filled up to a width.',
    examples: [
      ["format('%s, %s', 'Lovelace', 'Ada')", 'Lovelace, Ada'],
      ["format('%2$s-%1$5s|', 7, 'A')", 'A-    7|'],
      ["format('%I = %L', 'Title', 'Ada''s')", `"Title" = 'Ada''s'`],
    ],
    signatures: [
      bound(['text'], TEXT, bindFormat, OPTIONS),
      bound(['text', 'any'], TEXT, bindFormat, { ...OPTIONS, variadic: true }),
    ],
  }),
  define('function', 'quote_ident', {
    summary: 'The text as a name of SQL, in quotes where it needs them.',
    examples: [["quote_ident('Title')", '"Title"']],
    signatures: [takes(['text'], 'text', quoteIdentifier)],
  }),
  define('function', 'quote_literal', {
    summary: 'The text as a literal of SQL.',
    examples: [["quote_literal('Ada''s')", "'Ada''s'"]],
    signatures: [takes(['text'], 'text', quoteLiteral)],
  }),
  define('function', 'quote_nullable', {
    summary: 'The text as a literal of SQL, and NULL as the word.',
    examples: [['quote_nullable(NULL)', 'NULL']],
    signatures: [
      bound(['text'], TEXT, () => (text: string | null) => printValue('L', text), {
        strict: false,
      }),
    ],
  }),
]
