/** Dates and times of day: ISO text to numbers and back, as PostgreSQL prints them. */
import { daysInMonth, fromDays, toDays } from './calendar.ts'
import { INEXACT, OUT_OF_RANGE, RowError, refuse } from './row-error.ts'

export const INVALID_DATE = new RowError(
  'VALUE_INVALID_DATE',
  'The text is not an ISO date or time that exists. Use parse_date or parse_timestamp for others.',
)

/** Of a text that has the form of a date: another form, such as a format, is no help. */
const NO_SUCH_DAY = new RowError('VALUE_INVALID_DATE', 'There is no such day in the calendar.')

/** PostgreSQL's limits, in days since 1970-01-01: 4714-11-24 BC and 5874897-12-31. */
const DATE_MIN = toDays(-4713, 11, 24)
const DATE_MAX = toDays(5_874_897, 12, 31)

const MICROS_OF_SECOND = 1_000_000
const MICROS_OF_MINUTE = 60_000_000
const MICROS_OF_HOUR = 3_600_000_000
export const MICROS_OF_DAY = 86_400_000_000

const ISO_DATE = /^(\d{4,7})-(\d\d)-(\d\d)(?:[ T]00:00(?::00(?:\.0+)?)?)?( BC)?$/
const ISO_TIME = /^(\d\d):(\d\d)(?::(\d\d)(?:\.(\d+))?)?$/

const ZERO = 48
const DASH = 45

/** The day that `YYYY-MM-DD` begins a text with; NaN where another form or no such day does. */
export function plainDay(text: string): number {
  if (text.charCodeAt(4) !== DASH || text.charCodeAt(7) !== DASH) return Number.NaN
  let [year, month, day] = [0, 0, 0]
  for (let at = 0; at < 10; at += 1) {
    if (at === 4 || at === 7) continue
    const digit = text.charCodeAt(at) - ZERO
    if (!(digit >= 0 && digit <= 9)) return Number.NaN
    if (at < 4) year = year * 10 + digit
    else if (at < 7) month = month * 10 + digit
    else day = day * 10 + digit
  }
  const exists = year > 0 && month > 0 && month < 13 && day > 0 && day <= daysInMonth(year, month)
  return exists ? toDays(year, month, day) : Number.NaN
}

/** Days since 1970-01-01, or an infinity. A time of midnight behind the date is no loss. */
export function parseDate(text: string): number {
  const plain = text.length === 10 ? plainDay(text) : Number.NaN
  if (!Number.isNaN(plain)) return plain
  const match = ISO_DATE.exec(text)
  if (match === null) return parseInfinity(text)
  return dayOf(match[1] ?? '', match[2] ?? '', match[3] ?? '', match[4] !== undefined)
}

/** The day that digits write; refuses one that does not exist. */
export function dayOf(yearText: string, monthText: string, dayText: string, bc: boolean): number {
  const written = Number(yearText)
  if (written === 0) return refuse(NO_SUCH_DAY)
  return existingDay(bc ? 1 - written : written, Number(monthText), Number(dayText))
}

/** Days of an astronomical year, month and day; refuses one that does not exist. */
export function existingDay(year: number, month: number, day: number): number {
  if (month < 1 || month > 12 || day < 1 || day > daysInMonth(year, month)) {
    return refuse(NO_SUCH_DAY)
  }
  return checkDate(toDays(year, month, day))
}

export function checkDate(days: number): number {
  if (!Number.isFinite(days)) return days
  return days < DATE_MIN || days > DATE_MAX ? refuse(OUT_OF_RANGE) : days
}

function parseInfinity(text: string): number {
  if (text === 'infinity') return Number.POSITIVE_INFINITY
  if (text === '-infinity') return Number.NEGATIVE_INFINITY
  return refuse(INVALID_DATE)
}

export function formatDate(days: number): string {
  if (!Number.isFinite(days)) return days > 0 ? 'infinity' : '-infinity'
  const text = formatDay(days)
  return isBeforeChrist(days) ? `${text} BC` : text
}

/** Days come again and again: the texts of as many as a lifetime has are kept. */
const KEPT_DAYS = 1 << 15
const keptDays = new Int32Array(KEPT_DAYS)
const keptTexts: string[] = Array.from({ length: KEPT_DAYS }, () => '')

/** Year, month and day without the era. */
export function formatDay(days: number): string {
  const place = days & (KEPT_DAYS - 1)
  if (keptDays[place] === days && keptTexts[place] !== '') return keptTexts[place] as string
  const text = printDay(days)
  keptDays[place] = days
  keptTexts[place] = text
  return text
}

function printDay(days: number): string {
  const { year, month, day } = fromDays(days)
  const written = year > 0 ? year : 1 - year
  const fourDigits = written > 999 ? String(written) : String(written).padStart(4, '0')
  return `${fourDigits}-${twoDigits(month)}-${twoDigits(day)}`
}

const YEAR_ONE = toDays(1, 1, 1)

export function isBeforeChrist(days: number): boolean {
  return days < YEAR_ONE
}

/** Microseconds since midnight of `HH:MM[:SS[.ffffff]]`; 24:00 is the end of the day. */
export function parseTime(text: string, precision: number, rounding: 'round' | 'refuse'): number {
  const match = ISO_TIME.exec(text)
  if (match === null) return refuse(INVALID_DATE)
  const [hour, minute, second] = [Number(match[1]), Number(match[2]), Number(match[3] ?? 0)]
  if (hour > 24 || minute > 59 || second > 59) return refuse(INVALID_DATE)
  const micros = parseFraction(match[4] ?? '', precision, rounding)
  const time = hour * MICROS_OF_HOUR + minute * MICROS_OF_MINUTE + second * MICROS_OF_SECOND
  return time + micros > MICROS_OF_DAY ? refuse(INVALID_DATE) : time + micros
}

/** Microseconds of the digits behind the point, at that many digits. */
export function parseFraction(
  digits: string,
  precision: number,
  rounding: 'round' | 'refuse',
): number {
  if (digits === '') return 0
  if (
    digits.length > precision &&
    rounding === 'refuse' &&
    /[1-9]/u.test(digits.slice(precision))
  ) {
    return refuse(INEXACT)
  }
  // Half to even at the sixth digit, and away from zero at the type's: as PostgreSQL does it.
  return roundMicros(roundHalfEven(Number(`0.${digits}`) * MICROS_OF_SECOND), precision)
}

function roundHalfEven(value: number): number {
  const floor = Math.floor(value)
  const rest = value - floor
  if (rest !== 0.5) return Math.round(value)
  return floor % 2 === 0 ? floor : floor + 1
}

/** Microseconds rounded to that many digits of the second. */
export function roundMicros(micros: number, precision: number): number {
  if (precision >= 6) return micros
  const unit = 10 ** (6 - precision)
  return Math.floor((micros + unit / 2) / unit) * unit
}

export function formatTime(micros: number): string {
  if (micros === 0) return '00:00:00'
  const hour = Math.floor(micros / MICROS_OF_HOUR)
  const minute = Math.floor((micros % MICROS_OF_HOUR) / MICROS_OF_MINUTE)
  const second = Math.floor((micros % MICROS_OF_MINUTE) / MICROS_OF_SECOND)
  const text = `${twoDigits(hour)}:${twoDigits(minute)}:${twoDigits(second)}`
  const fraction = micros % MICROS_OF_SECOND
  if (fraction === 0) return text
  return `${text}.${String(fraction).padStart(6, '0').replace(/0+$/u, '')}`
}

function twoDigits(value: number): string {
  return value < 10 ? `0${value}` : String(value)
}
