/** Reads a text by a format as to_date and to_timestamp do: leniently, but never by guessing. */
import { daysInMonth, isLeapYear, toDays } from '../../catalog/codec/calendar.ts'
import { checkDate } from '../../catalog/codec/date.ts'
import { RowError, refuse } from '../../catalog/codec/row-error.ts'
import { isSeparatorOrBlank, type FieldName, type FormatNode } from './format.ts'

const MISFIT = new RowError('VALUE_INVALID_DATE', 'The text does not fit the format of the date.')

export const MONTHS: readonly string[] = [
  'january',
  'february',
  'march',
  'april',
  'may',
  'june',
  'july',
  'august',
  'september',
  'october',
  'november',
  'december',
]

export const WEEKDAYS: readonly string[] = [
  'sunday',
  'monday',
  'tuesday',
  'wednesday',
  'thursday',
  'friday',
  'saturday',
]

type Slot =
  'year' | 'month' | 'day' | 'dayOfYear' | 'hour' | 'minute' | 'second' | 'milli' | 'micro'

interface Scan {
  readonly text: string
  offset: number
  /** Blanks skipped beyond what the format asks for; a text node then takes none. */
  surplus: number
  readonly slots: Record<Slot, number>
  isTwelveHours: boolean
  isAfternoon: boolean
}

/** Days since 1970-01-01 and microseconds of the day. */
export interface ScannedMoment {
  readonly days: number
  readonly time: number
}

export function scanMoment(text: string, nodes: readonly FormatNode[]): ScannedMoment {
  const scan: Scan = {
    text,
    offset: 0,
    surplus: 0,
    slots: {
      year: 0,
      month: 0,
      day: 0,
      dayOfYear: 0,
      hour: 0,
      minute: 0,
      second: 0,
      milli: 0,
      micro: 0,
    },
    isTwelveHours: false,
    isAfternoon: false,
  }
  for (const [index, node] of nodes.entries()) {
    if (scan.offset >= text.length) break
    if (node.kind === 'field' || index === 0) skipBlanks(scan)
    if (scan.offset >= text.length && node.kind !== 'field') break
    if (node.kind === 'separator') takeSeparator(scan)
    else if (node.kind === 'text') takeText(scan)
    else takeField(scan, node, isDigitNext(nodes, index))
  }
  return { days: daysOf(scan), time: timeOf(scan) }
}

const BLANK = /[ \t\n\v\f\r]/u

function skipBlanks(scan: Scan): void {
  while (BLANK.test(scan.text[scan.offset] ?? '')) {
    scan.offset += 1
    scan.surplus += 1
  }
}

function takeSeparator(scan: Scan): void {
  scan.surplus -= 1
  if (!isSeparatorOrBlank(scan.text[scan.offset] ?? '')) return
  scan.offset += 1
  scan.surplus += 1
}

function takeText(scan: Scan): void {
  if (scan.surplus > 0) scan.surplus -= 1
  else scan.offset += String.fromCodePoint(scan.text.codePointAt(scan.offset) ?? 0).length
}

type Field = FormatNode & { readonly kind: 'field' }

const WORDS: ReadonlySet<FieldName> = new Set(['MON', 'MONTH', 'DY', 'DAY', 'AM', 'A.M.'])

/** Where a digit follows, a field takes exactly its width; else as many digits as there are. */
function isDigitNext(nodes: readonly FormatNode[], index: number): boolean {
  const node = nodes[index]
  if (node?.kind === 'field' && (node.fill || node.ordinal)) return false
  const next = nodes[index + 1]
  if (next === undefined) return false
  return next.kind === 'field' ? !WORDS.has(next.field) : /\d/u.test(next.text)
}

const NUMBERS: Partial<Record<FieldName, readonly [Slot, number]>> = {
  YYYY: ['year', 4],
  YYY: ['year', 3],
  YY: ['year', 2],
  Y: ['year', 1],
  MM: ['month', 2],
  DD: ['day', 2],
  DDD: ['dayOfYear', 3],
  HH24: ['hour', 2],
  HH12: ['hour', 2],
  MI: ['minute', 2],
  SS: ['second', 2],
  MS: ['milli', 3],
  US: ['micro', 6],
}

function takeField(scan: Scan, node: Field, isFixed: boolean): void {
  const number = NUMBERS[node.field]
  if (number === undefined) takeWord(scan, node.field)
  else {
    const [slot, width] = number
    const { value, length } = takeNumber(scan, isFixed ? width : null)
    setSlot(scan, slot, scaled(node.field, value, length))
    if (node.field === 'HH12') scan.isTwelveHours = true
    if (node.ordinal) scan.offset = Math.min(scan.offset + 2, scan.text.length)
  }
  scan.surplus = 0
  skipBlanks(scan)
}

const INTEGER_MAX = 2_147_483_647

function takeNumber(scan: Scan, width: number | null): { value: number; length: number } {
  const rest = scan.text.slice(scan.offset)
  if (width !== null && rest.length < width) return refuse(MISFIT)
  const digits = /^[+-]?\d+/u.exec(width === null ? rest : rest.slice(0, width))?.[0]
  if (digits === undefined || (width !== null && digits.length < width)) return refuse(MISFIT)
  const value = Number(digits)
  if (Math.abs(value) > INTEGER_MAX) return refuse(MISFIT)
  scan.offset += digits.length
  return { value, length: digits.length }
}

/** Years of fewer than four digits are the nearest to 2020; `5` of MS is 500 milliseconds. */
function scaled(field: FieldName, value: number, length: number): number {
  if (field === 'MS') return length < 3 ? value * 10 ** (3 - length) : value
  if (field === 'US') return length < 6 ? value * 10 ** (6 - length) : value
  if ((field === 'YYY' || field === 'YY' || field === 'Y') && length < 4) return nearYear(value)
  return value
}

export function nearYear(year: number): number {
  if (year < 70) return year + 2000
  if (year < 100) return year + 1900
  if (year < 520) return year + 2000
  return year < 1000 ? year + 1000 : year
}

function setSlot(scan: Scan, slot: Slot, value: number): void {
  const { slots } = scan
  if (slots[slot] !== 0 && slots[slot] !== value) refuse(MISFIT)
  slots[slot] = value
}

const AFTERNOONS: Partial<Record<FieldName, readonly string[]>> = {
  AM: ['am', 'pm'],
  'A.M.': ['a.m.', 'p.m.'],
}

function takeWord(scan: Scan, field: FieldName): void {
  const names = AFTERNOONS[field] ?? namesOf(field)
  const rest = scan.text.slice(scan.offset, scan.offset + 12).toLowerCase()
  const index = names.findIndex((name) => rest.startsWith(name))
  if (index < 0) refuse(MISFIT)
  scan.offset += names[index]?.length ?? 0
  if (field === 'MON' || field === 'MONTH') setSlot(scan, 'month', index + 1)
  if (field === 'AM' || field === 'A.M.') {
    scan.isTwelveHours = true
    scan.isAfternoon = index === 1
  }
}

function namesOf(field: FieldName): readonly string[] {
  const names = field === 'MON' || field === 'MONTH' ? MONTHS : WEEKDAYS
  return field === 'MON' || field === 'DY' ? names.map((name) => name.slice(0, 3)) : names
}

/** What the text does not say is the first of its kind; the year then is 1 BC. */
function daysOf({ slots }: Scan): number {
  const year = slots.year < 0 ? slots.year + 1 : slots.year
  if (slots.dayOfYear !== 0 && (slots.month <= 1 || slots.day <= 1)) {
    const length = isLeapYear(year) ? 366 : 365
    const isInYear = slots.dayOfYear >= 1 && slots.dayOfYear <= length
    if (slots.year === 0 || !isInYear) return refuse(MISFIT)
    return checkDate(toDays(year, 1, 1) + slots.dayOfYear - 1)
  }
  const month = slots.month === 0 ? 1 : slots.month
  const day = slots.day === 0 ? 1 : slots.day
  const isComplete = slots.year !== 0 && slots.month !== 0 && slots.day !== 0
  const dayMax = isComplete ? daysInMonth(year, month) : 31
  if (month < 1 || month > 12 || day < 1 || day > dayMax) return refuse(MISFIT)
  return checkDate(toDays(year, month, day))
}

function timeOf(scan: Scan): number {
  const { minute, second, milli, micro } = scan.slots
  const hour = scan.isTwelveHours ? hourOfTwelve(scan) : scan.slots.hour
  const fraction = milli * 1000 + micro
  const isTime = hour >= 0 && hour < 24 && minute >= 0 && minute < 60 && second >= 0 && second < 60
  if (!isTime || fraction < 0 || fraction >= 1_000_000) return refuse(MISFIT)
  return ((hour * 60 + minute) * 60 + second) * 1_000_000 + fraction
}

function hourOfTwelve({ slots, isAfternoon }: Scan): number {
  const { hour } = slots
  if (hour < 1 || hour > 12) return refuse(MISFIT)
  return (hour % 12) + (isAfternoon ? 12 : 0)
}
