/** Puts a number's digits into a format, character by character as PostgreSQL does. */
import { RowError, refuse } from '../../catalog/codec/row-error.ts'
import type { NumberFormat, NumberPattern } from './format.ts'

const NO_ORDINAL = new RowError(
  'VALUE_INVALID_ARGUMENT',
  'NaN and the infinities have no ending such as th.',
)
/** What no number and no format has. */
const END = '\0'

/** A number as text without its sign, and how it stands to the format. */
export interface PrintedNumber {
  readonly text: string
  readonly sign: '+' | '-' | ''
  /** Places before the point that the format has more than the number. */
  readonly spaces: number
}

interface Printer {
  readonly format: NumberFormat
  readonly number: PrintedNumber
  readonly fill: boolean
  readonly isRoman: boolean
  readonly hasPoint: boolean
  readonly bracket: boolean
  readonly signAt: NumberFormat['signAt']
  readonly zeroStart: number
  readonly hasZero: boolean
  /** Index of the last digit that FM leaves; null: all are written. */
  readonly last: number | null
  /** The place at which the number ends. */
  readonly count: number
  isSigned: boolean
  isWithin: boolean
  place: number
  digit: number
  out: string
}

/** What of a format is the same for every number. */
interface Flags extends Pick<Printer, 'fill' | 'isRoman' | 'hasPoint'> {
  readonly hasOwnSign: boolean
  readonly needsSign: boolean
  readonly hasBrackets: boolean
}

const flags = new WeakMap<NumberFormat, Flags>()

function flagsOf(format: NumberFormat): Flags {
  const known = flags.get(format)
  if (known !== undefined) return known
  const has = (pattern: NumberPattern | 'point'): boolean => format.has.has(pattern)
  const made = {
    fill: has('FM'),
    isRoman: has('RN') || has('rn'),
    hasPoint: has('point'),
    hasOwnSign: has('PL') || has('MI') || has('SG'),
    needsSign: has('SG') || (has('PL') && has('MI')) ? false : has('PL'),
    hasBrackets: has('PR'),
  }
  flags.set(format, made)
  return made
}

function createPrinter(format: NumberFormat, number: PrintedNumber, shift: number): Printer {
  const { fill, isRoman, hasPoint, hasOwnSign, needsSign, hasBrackets } = flagsOf(format)
  const isBare = number.sign === '+' && fill && format.signAt === 'none'
  const isSigned = hasOwnSign ? !needsSign : isBare
  const isAtEnd = !hasOwnSign && format.signAt === 'before' && isBehindAll(format, shift)
  const isZeroed = format.zeroStart > 0
  return {
    format,
    number,
    fill,
    isRoman,
    hasPoint,
    bracket: hasBrackets && (hasOwnSign || number.sign === '-' || !fill),
    signAt: isAtEnd ? 'behind' : format.signAt,
    zeroStart: isZeroed ? format.zeroStart - 1 : 0,
    hasZero: isZeroed,
    last: fill && hasPoint ? lastRelevant(format, number) : null,
    count: format.fraction + format.whole + shift - 1 + (!isSigned && number.spaces === 0 ? 1 : 0),
    isSigned,
    isWithin: false,
    place: 0,
    digit: 0,
    out: '',
  }
}

function isBehindAll({ whole, beforeSign }: NumberFormat, shift: number): boolean {
  return whole + shift === beforeSign
}

function lastRelevant({ zeroEnd }: NumberFormat, { text, spaces }: PrintedNumber): number | null {
  const point = text.indexOf('.')
  if (point < 0) return null
  let last = point
  for (let index = point + 1; index < text.length; index += 1) {
    if (text[index] !== '0') last = index
  }
  return zeroEnd > spaces ? Math.max(last, Math.min(text.length - 1, zeroEnd - spaces)) : last
}

/** The number in the format. `shift`: places that V adds before the point. */
export function printNumber(format: NumberFormat, number: PrintedNumber, shift: number): string {
  const printer = createPrinter(format, number, shift)
  for (const token of format.tokens) {
    if (token.kind === 'text') printer.out += token.text
    else printPattern(printer, token.pattern)
  }
  // Where a number has fewer digits than its format, nothing follows them.
  return printer.out.split(END, 1)[0] ?? ''
}

const ROMAN_WIDTH = 15

function printPattern(printer: Printer, pattern: NumberPattern): void {
  const { fill, number } = printer
  switch (pattern) {
    case '9':
    case '0':
    case '.':
    case 'D':
      if (!printer.isRoman) printPlace(printer, pattern)
      return
    case ',':
    case 'G':
      if (printer.isWithin) printer.out += ','
      else if (!fill) printer.out += ' '
      return
    case 'L':
      printer.out += ' '
      return
    case 'RN':
    case 'rn': {
      const text = pattern === 'rn' ? number.text.toLowerCase() : number.text
      printer.out += fill ? text : text.padStart(ROMAN_WIDTH)
      return
    }
    case 'TH':
    case 'th':
      printer.out += ordinal(printer, pattern)
      return
    case 'MI':
      if (number.sign === '-') printer.out += '-'
      else if (!fill) printer.out += ' '
      return
    case 'PL':
      if (number.sign === '+') printer.out += '+'
      else if (!fill) printer.out += ' '
      return
    case 'SG':
      printer.out += number.sign
      return
    default:
  }
}

const ENDINGS: Readonly<Record<string, string>> = { 1: 'st', 2: 'nd', 3: 'rd' }

/** `st`, `nd`, `rd` or `th`; none where the number is below zero, has a point or does not fit. */
function ordinal({ number, hasPoint, isRoman }: Printer, pattern: 'TH' | 'th'): string {
  const isNone = number.text.startsWith('#') || number.sign === '-' || hasPoint
  if (isNone || isRoman) return ''
  if (!/\d$/u.test(number.text)) return refuse(NO_ORDINAL)
  const isTeen = number.text.at(-2) === '1'
  const ending = isTeen ? 'th' : (ENDINGS[number.text.at(-1) ?? ''] ?? 'th')
  return pattern === 'TH' ? ending.toUpperCase() : ending
}

/** A zero before the point is a blank where the format has digits behind it and no 0. */
function isBlankZero({ hasZero, digit, number, format }: Printer): boolean {
  return !hasZero && digit === 0 && number.text.startsWith('0') && format.fraction !== 0
}

function lastIsPoint({ last, number }: Printer): boolean {
  return last !== null && number.text[last] === '.'
}

function printPlace(printer: Printer, pattern: '9' | '0' | '.' | 'D'): void {
  const { number, fill, hasZero, zeroStart } = printer
  printer.isWithin = false
  printSignBefore(printer)
  const isBefore = printer.place < number.spaces
  if (isBefore && (zeroStart > printer.place || !hasZero)) {
    if (!fill) printer.out += ' '
  } else if (isBefore) {
    printer.out += '0'
    printer.isWithin = true
  } else {
    printDigit(printer, pattern)
    if (printer.digit < number.text.length) printer.digit += 1
  }
  printSignBehind(printer)
  printer.place += 1
}

function printSignBefore(printer: Printer): void {
  const { number, fill, hasZero, zeroStart, bracket, signAt } = printer
  const isReached = printer.place >= number.spaces || (hasZero && zeroStart === printer.place)
  if (printer.isSigned || !isReached || (isBlankZero(printer) && !lastIsPoint(printer))) return
  if (signAt !== 'none') {
    if (signAt === 'behind') return
    printer.out += number.sign === '-' ? '-' : '+'
  } else if (bracket) {
    printer.out += number.sign === '+' ? ' ' : '<'
  } else if (number.sign === '-') {
    printer.out += '-'
  } else if (!fill) {
    printer.out += ' '
  }
  printer.isSigned = true
}

function printDigit(printer: Printer, pattern: '9' | '0' | '.' | 'D'): void {
  const { number, fill, last, digit } = printer
  if (number.text[digit] === '.') {
    if (!lastIsPoint(printer) || fill) printer.out += '.'
    return
  }
  if (last !== null && digit > last && pattern !== '0') return
  if (!isBlankZero(printer)) {
    printer.out += number.text[digit] ?? END
    printer.isWithin = true
  } else if (!fill) {
    printer.out += ' '
  } else if (lastIsPoint(printer)) {
    printer.out += '0'
  }
}

function printSignBehind(printer: Printer): void {
  const { number, bracket, signAt, hasPoint } = printer
  const reached = printer.last !== null && printer.last === printer.digit
  const end = printer.count + (number.spaces > 0 ? 1 : 0) + (hasPoint ? 1 : 0)
  if (printer.place + 1 !== (reached ? printer.place : end)) return
  if (printer.isSigned && bracket) printer.out += number.sign === '+' ? ' ' : '>'
  else if (signAt === 'behind') printer.out += number.sign === '-' ? '-' : '+'
}
