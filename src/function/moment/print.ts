/** to_char of dates and moments, by PostgreSQL's patterns. */
import type { Cell } from '../../base/cell.ts'
import { dayOfWeek, fromDays, isoWeek, isoWeekStart, toDays } from '../../catalog/codec/calendar.ts'
import { isFiniteTimestamp, splitTimestamp } from '../../catalog/codec/timestamp.ts'
import type { FunctionDeclaration, Inspection } from '../../expression/function-table.ts'
import { dateToTimestamp } from '../cast/moment.ts'
import { takeApart, type Pattern } from './format.ts'
import { define, takes } from '../declare.ts'
import { numberPrinting } from '../number/to-char.ts'
import { intervalPrinting } from './interval-print.ts'
import { ROMAN, ROMAN_WIDTH, inCaseOf, ordinalOf } from './pattern-text.ts'

const SECOND = 1_000_000
const MINUTE = 60 * SECOND
const HOUR = 60 * MINUTE
/** Days from the beginning of the Julian period to 1970-01-01. */
const JULIAN_EPOCH = 2_440_588

const MONTHS =
  'January February March April May June July August September October November December'.split(' ')
const DAYS = 'Sunday Monday Tuesday Wednesday Thursday Friday Saturday'.split(' ')
const NAME_WIDTH = 9

/** What a moment is made of. */
interface Parts {
  readonly days: number
  /** Microseconds of the day. */
  readonly time: number
  /** Astronomical. */
  readonly year: number
  readonly month: number
  readonly day: number
  /** False: there is no zone that could be shown. */
  readonly zoned: boolean
}

/** As a person writes it: the year before 1 is 1 BC. */
function written(year: number): number {
  return year > 0 ? year : 1 - year
}

const TWO_DIGITS = Array.from({ length: 100 }, (_, value) => String(value).padStart(2, '0'))

function number(value: number, width: number, { fill }: Pattern): string {
  if (width === 2 && !fill && value >= 0 && value < 100) return TWO_DIGITS[value] as string
  if (width === 4 && value >= 1000) return String(value)
  const text = String(Math.abs(value)).padStart(fill ? 0 : width, '0')
  return value < 0 ? `-${text}` : text
}

type Print = (parts: Parts, pattern: Pattern) => string

function digits(width: number, of: (parts: Parts) => number): Print {
  return (parts, pattern) => {
    const text = number(of(parts), width, pattern)
    return text + ordinalOf(text, pattern.ordinal)
  }
}

/** A name in the case of its pattern. */
function name(
  names: readonly string[],
  length: number | null,
  of: (parts: Parts) => number,
): Print {
  return (parts, { written: how, fill }) => {
    const whole = names[of(parts)] ?? ''
    const short = length === null ? whole : whole.slice(0, length)
    const cased = inCaseOf(short, how)
    return fill || length !== null ? cased : cased.padEnd(NAME_WIDTH)
  }
}

/** One of two words, with points and in the case of the pattern. */
function either(first: string, second: string, isSecond: (parts: Parts) => boolean): Print {
  return (parts, { written: how }) => {
    const word = isSecond(parts) ? second : first
    return inCaseOf(how.includes('.') ? `${word[0]}.${word[1]}.` : word, how)
  }
}

function hour12(parts: Parts): number {
  return Math.floor(parts.time / HOUR) % 12 || 12
}

function isAfternoon({ time }: Parts): boolean {
  return Math.floor(time / HOUR) % 24 >= 12
}

function isoYear({ days }: Parts): number {
  return written(isoWeek(days).year)
}

function dayOfIsoYear({ days }: Parts): number {
  return days - isoWeekStart(isoWeek(days).year, 1) + 1
}

function dayOfYear({ days, year }: Parts): number {
  return days - toDays(year, 1, 1) + 1
}

function century({ year }: Parts): number {
  return year > 0 ? Math.floor((year - 1) / 100) + 1 : Math.ceil(year / 100) - 1
}

/** The first digits of the fraction of a second; they are no number that FM could shorten. */
function fraction(count: number): Print {
  return ({ time }, { ordinal }) => {
    const text = String(time % SECOND)
      .padStart(6, '0')
      .slice(0, count)
    return text + ordinalOf(text, ordinal)
  }
}

const PATTERNS: Readonly<Record<string, Print>> = {
  YYYY: digits(4, ({ year }) => written(year)),
  YYY: digits(3, ({ year }) => written(year) % 1000),
  YY: digits(2, ({ year }) => written(year) % 100),
  Y: digits(1, ({ year }) => written(year) % 10),
  'Y,YYY': ({ year }, { ordinal }) => {
    const whole = written(year)
    const text = `${Math.floor(whole / 1000)},${String(whole % 1000).padStart(3, '0')}`
    return text + ordinalOf(text, ordinal)
  },
  IYYY: digits(4, isoYear),
  IYY: digits(3, (parts) => isoYear(parts) % 1000),
  IY: digits(2, (parts) => isoYear(parts) % 100),
  I: digits(1, (parts) => isoYear(parts) % 10),
  CC: digits(2, century),
  Q: digits(0, ({ month }) => Math.ceil(month / 3)),
  MM: digits(2, ({ month }) => month),
  MON: name(MONTHS, 3, ({ month }) => month - 1),
  MONTH: name(MONTHS, null, ({ month }) => month - 1),
  RM: ({ month }, { written: how, fill }) =>
    inCaseOf(ROMAN[month - 1] ?? '', how).padEnd(fill ? 0 : ROMAN_WIDTH),
  WW: digits(2, (parts) => Math.floor((dayOfYear(parts) - 1) / 7) + 1),
  W: digits(0, ({ day }) => Math.floor((day - 1) / 7) + 1),
  IW: digits(2, ({ days }) => isoWeek(days).week),
  DDD: digits(3, dayOfYear),
  IDDD: digits(3, dayOfIsoYear),
  DD: digits(2, ({ day }) => day),
  D: digits(0, ({ days }) => dayOfWeek(days) + 1),
  ID: digits(0, ({ days }) => dayOfWeek(days) || 7),
  DY: name(DAYS, 3, ({ days }) => dayOfWeek(days)),
  DAY: name(DAYS, null, ({ days }) => dayOfWeek(days)),
  J: digits(0, ({ days }) => days + JULIAN_EPOCH),
  HH24: digits(2, ({ time }) => Math.floor(time / HOUR)),
  HH12: digits(2, hour12),
  HH: digits(2, hour12),
  MI: digits(2, ({ time }) => Math.floor((time % HOUR) / MINUTE)),
  SS: digits(2, ({ time }) => Math.floor((time % MINUTE) / SECOND)),
  MS: fraction(3),
  US: fraction(6),
  ...Object.fromEntries([1, 2, 3, 4, 5, 6].map((count) => [`FF${count}`, fraction(count)])),
  SSSS: digits(0, ({ time }) => Math.floor(time / SECOND)),
  SSSSS: digits(0, ({ time }) => Math.floor(time / SECOND)),
  AM: either('am', 'pm', isAfternoon),
  PM: either('am', 'pm', isAfternoon),
  'A.M.': either('am', 'pm', isAfternoon),
  'P.M.': either('am', 'pm', isAfternoon),
  AD: either('ad', 'bc', ({ year }) => year <= 0),
  BC: either('ad', 'bc', ({ year }) => year <= 0),
  'A.D.': either('ad', 'bc', ({ year }) => year <= 0),
  'B.C.': either('ad', 'bc', ({ year }) => year <= 0),
  TZ: ({ zoned }, { written: how }) => (zoned ? inCaseOf('UTC', how) : ''),
  TZH: () => '+00',
  TZM: () => '00',
  OF: (_, { fill }) => (fill ? '+0' : '+00'),
}

type Printer = (parts: Parts) => string

/** Formats are constants, so there are as many as a project writes. */
const printers = new Map<string, Printer>()

function printerOf(format: string): Printer {
  const known = printers.get(format)
  if (known !== undefined) return known
  const nodes = takeApart(format).map((part): Printer => {
    if (part.kind !== 'pattern') return () => part.text
    const pattern = PATTERNS[part.word]
    return pattern === undefined ? () => '' : (parts) => pattern(parts, part)
  })
  const printer: Printer = (parts) => {
    let text = ''
    for (const node of nodes) text += node(parts)
    return text
  }
  printers.set(format, printer)
  return printer
}

/** null: an infinity has no parts. */
function print(moment: bigint, format: string, zoned: boolean): string | null {
  if (!isFiniteTimestamp(moment)) return null
  const { days, time } = splitTimestamp(moment)
  return printParts(days, time, format, zoned)
}

function printParts(days: number, time: number, format: string, zoned: boolean): string {
  const { year, month, day } = fromDays(days)
  return printerOf(format)({ days, time, year, month, day, zoned })
}

/** Of these days it is sure that they are moments, too. */
const SURE_DAYS = 1_000_000

function printDay(days: number, format: string): string | null {
  if (days > -SURE_DAYS && days < SURE_DAYS) return printParts(days, 0, format, true)
  return print(dateToTimestamp(days), format, true)
}

function inspectFormat([, format]: readonly (Cell | undefined)[]): Inspection {
  if (typeof format !== 'string') return {}
  const unknown = takeApart(format).find(
    (part): part is Pattern => part.kind === 'pattern' && !(part.word in PATTERNS),
  )
  if (unknown === undefined) return {}
  const message = `The pattern "${unknown.written}" is not supported.`
  return { problem: { operand: 1, message } }
}

const FORMAT = {
  names: ['moment', 'format'],
  constants: [1],
  nullable: true,
  inspect: inspectFormat,
} as const

export const momentPrinting: readonly FunctionDeclaration[] = [
  define('function', 'to_char', {
    summary: 'A date, moment, interval or number as text in a format; NULL of an infinite moment.',
    examples: [
      ["to_char(-1234.5, 'FM999,999.00')", '-1,234.50'],
      ["to_char(date '2024-02-29', 'DD.MM.YYYY')", '29.02.2024'],
      [
        `to_char(timestamp '2024-02-29 20:05', 'FMDay, FMDDth "of" FMMonth, HH12:MI am')`,
        'Thursday, 29th of February, 08:05 pm',
      ],
    ],
    signatures: [
      takes(['timestamp', 'text'], 'text', (value, format) => print(value, format, false), FORMAT),
      takes(['timestamptz', 'text'], 'text', (value, format) => print(value, format, true), FORMAT),
      takes(['date', 'text'], 'text', printDay, { ...FORMAT, fallible: true }),
      intervalPrinting,
      ...numberPrinting,
    ],
  }),
]
