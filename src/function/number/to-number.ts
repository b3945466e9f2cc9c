/** to_number: reads the digits of a text by a format, character by character as PostgreSQL does. */
import type { Cell } from '../../base/cell.ts'
import { computeNumeric } from '../../catalog/codec/numeric-arithmetic.ts'
import { fitNumeric, parseNumeric, type Numeric } from '../../catalog/codec/numeric.ts'
import { RowError, refuse } from '../../catalog/codec/row-error.ts'
import type { FunctionDeclaration, Inspection } from '../../expression/function-table.ts'
import { define, takes } from '../declare.ts'
import { powerOf } from './exact-powers.ts'
import { numberFormat, type NumberFormat, type NumberPattern } from './format.ts'
import { readRoman } from './roman.ts'
import { NUMBER_FORMAT } from './to-char.ts'

const NOT_ROMAN = new RowError('VALUE_NOT_A_NUMBER', 'The text is no number in Roman numerals.')

interface Reader {
  readonly format: NumberFormat
  readonly input: readonly string[]
  at: number
  sign: string
  digits: string
  whole: number
  fraction: number
  isBehindPoint: boolean
}

const REST = '\u0080'
const TEN: Numeric = { unscaled: 10n, scale: 0 }

function readNumber(text: string, written: string): Numeric | null {
  const format = numberFormat(written)
  if (typeof format === 'string') throw new Error('a format that was not looked at')
  if (written === '') return null
  const input = [...text].flatMap(unitsOf)
  const reader: Reader = {
    format,
    input,
    at: 0,
    sign: ' ',
    digits: '',
    whole: format.whole,
    fraction: 0,
    isBehindPoint: false,
  }
  for (const token of format.tokens) {
    if (isAtEnd(reader)) break
    if (token.kind === 'text') skip(reader)
    else readPattern(reader, token.pattern)
  }
  const precision = reader.whole + format.shifted + reader.fraction
  const number = parseNumeric(reader.sign.trim() + reader.digits.replace(/\.$/u, ''))
  const fitted = fitNumeric(number, { precision, scale: reader.fraction }, 'round')
  if (!format.has.has('V')) return fitted
  const factor = powerOf(TEN, { unscaled: BigInt(-format.shifted), scale: 0 })
  return computeNumeric('*', fitted, factor)
}

function isAtEnd({ at, input }: Reader): boolean {
  return at >= input.length
}

/** PostgreSQL's patterns go on by bytes: a character stands at the first of its own. */
function unitsOf(character: string): readonly string[] {
  const point = character.codePointAt(0) ?? 0
  const bytes = point < 0x80 ? 1 : point < 0x800 ? 2 : point < 0x1_0000 ? 3 : 4
  return [character, ...Array<string>(bytes - 1).fill(REST)]
}

/** Passes over a character, or over one byte within one. */
function skip(reader: Reader): void {
  const isWithin = reader.input[reader.at] === REST
  reader.at += 1
  if (isWithin) return
  while (reader.input[reader.at] === REST) reader.at += 1
}

function isDigit(character: string | undefined): boolean {
  return character !== undefined && /^\d$/.test(character)
}

function readPattern(reader: Reader, pattern: NumberPattern): void {
  const { input, format } = reader
  const character = input[reader.at]
  switch (pattern) {
    case '9':
    case '0':
    case '.':
    case 'D':
      readPlace(reader, pattern)
      reader.at += 1
      return
    case ',':
    case 'G':
      if (!format.has.has('FM') && character === ',') reader.at += 1
      return
    case 'RN':
    case 'rn':
      readRomanPart(reader)
      return
    case 'L':
      skipOther(reader, 1)
      return
    case 'TH':
    case 'th':
      if (!['point', 'RN', 'rn'].some((each) => format.has.has(each as 'point')))
        skipOther(reader, 2)
      return
    case 'MI':
    case 'PL':
    case 'SG':
      if (isSignOf(pattern, character)) {
        reader.sign = character ?? ' '
        reader.at += 1
      } else {
        skipOther(reader, 1)
      }
      return
    default:
  }
}

function isSignOf(pattern: 'MI' | 'PL' | 'SG', character: string | undefined): boolean {
  return (character === '-' && pattern !== 'PL') || (character === '+' && pattern !== 'MI')
}

/** Passes over characters that can be no part of a number. */
function skipOther(reader: Reader, count: number): void {
  for (let skipped = 0; skipped < count && !isAtEnd(reader); skipped += 1) {
    if ('0123456789.,+-'.includes(reader.input[reader.at] ?? '')) return
    skip(reader)
  }
}

function readRomanPart(reader: Reader): void {
  const found = readRoman(reader.input, reader.at)
  if (found === undefined) return refuse(NOT_ROMAN)
  reader.at = found.end
  const digits = String(found.value)
  reader.digits += digits
  reader.whole = digits.length
}

function readPlace(reader: Reader, pattern: '9' | '0' | '.' | 'D'): void {
  if (reader.input[reader.at] === ' ') reader.at += 1
  if (isAtEnd(reader)) return
  const isFirst = reader.sign === ' ' && !/\d/.test(reader.digits)
  if (isFirst && (pattern === '9' || pattern === '0')) readSignBefore(reader)
  if (isAtEnd(reader)) return
  const isRead = readCharacter(reader)
  if (isRead === 'full') return
  if (reader.sign === ' ' && /\d/.test(reader.digits)) readSignBehind(reader, isRead)
}

function readSignBefore(reader: Reader): void {
  const { format, input } = reader
  const character = input[reader.at]
  const isBracket = character === '<' && format.has.has('PR')
  if (character === '-' || isBracket) takeSign(reader, '-')
  else if (character === '+') takeSign(reader, '+')
}

function takeSign(reader: Reader, sign: string): void {
  reader.sign = sign
  reader.at += 1
}

/** A digit or the point. `full`: the format takes no more digits behind the point. */
function readCharacter(reader: Reader): boolean | 'full' {
  const { format } = reader
  const character = reader.input[reader.at]
  if (isDigit(character)) {
    if (reader.isBehindPoint && reader.fraction === format.fraction) return 'full'
    reader.digits += character
    if (reader.isBehindPoint) reader.fraction += 1
    return true
  }
  if (!format.has.has('point') || reader.isBehindPoint || character !== '.') return false
  reader.digits += '.'
  reader.isBehindPoint = true
  return true
}

/** S stands right behind the last digit; the other signs wherever what is read is no digit. */
function readSignBehind(reader: Reader, isRead: boolean): void {
  const { format, input } = reader
  const next = input[reader.at + 1]
  if (format.signAt !== 'none') {
    if (!isRead || next === undefined || isDigit(next)) return
    if (next === '-' || next === '+') takeSign(reader, next)
    return
  }
  const isSigned = format.has.has('MI') || format.has.has('PL') || format.has.has('SG')
  const character = input[reader.at]
  if (!isRead && isSigned && (character === '-' || character === '+')) reader.sign = character
}

function inspectFormat(constants: readonly (Cell | undefined)[]): Inspection {
  const [, text] = constants
  const format = typeof text === 'string' ? numberFormat(text) : undefined
  if (typeof format === 'object' && format.has.has('EEEE')) {
    return { problem: { operand: 1, message: 'EEEE is a pattern of to_char only.' } }
  }
  return NUMBER_FORMAT.inspect(constants)
}

export const numberReading: readonly FunctionDeclaration[] = [
  define('function', 'to_number', {
    summary: 'Reads a number by a format, leniently: see parse_number for the strict way.',
    examples: [
      ["to_number('1,234.50', '9,999.99')", '1234.50'],
      ["to_number('12-', '99S')", '-12'],
    ],
    signatures: [
      takes(['text', 'text'], 'numeric', readNumber, {
        ...NUMBER_FORMAT,
        names: ['text', 'format'],
        nullable: true,
        inspect: inspectFormat,
      }),
    ],
  }),
]
