/** Intervals: the texts that databases print for them, to the one text PostgreSQL prints. */
import { RowError, refuse } from './row-error.ts'
import { formatTime } from './date.ts'

const INVALID_INTERVAL = new RowError(
  'VALUE_INVALID_INTERVAL',
  'The text is not an interval such as `1 year 2 mons 3 days 04:05:06`.',
)

const UNIT = /([+-]?\d{1,9}) (year|mon|day)s?(?: |$)/y
const CLOCK = /([+-]?)(\d{1,9}):([0-5]\d):([0-5]\d)(?:\.(\d{1,6}))?$/y
const ORDER = ['year', 'mon', 'day']

/** Reads PostgreSQL's own style only; units in order, each at most once. */
export function canonicalInterval(text: string): string {
  const amounts = new Map<string, number>()
  let offset = 0
  let last = -1
  UNIT.lastIndex = 0
  for (let match = UNIT.exec(text); match !== null; match = UNIT.exec(text)) {
    const unit = match[2] ?? ''
    if (ORDER.indexOf(unit) <= last) return refuse(INVALID_INTERVAL)
    last = ORDER.indexOf(unit)
    amounts.set(unit, Number(match[1]))
    offset = UNIT.lastIndex
  }
  const micros = readClock(text, offset)
  const months = (amounts.get('year') ?? 0) * 12 + (amounts.get('mon') ?? 0)
  return printInterval(months, amounts.get('day') ?? 0, micros)
}

function readClock(text: string, offset: number): number {
  if (offset > 0 && offset === text.length) return 0
  CLOCK.lastIndex = offset
  const match = CLOCK.exec(text)
  if (match === null) return refuse(INVALID_INTERVAL)
  const [, sign, hours, minutes, seconds, fraction = ''] = match
  const whole = Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds)
  const micros = whole * 1_000_000 + Number(fraction.padEnd(6, '0'))
  return sign === '-' ? -micros : micros
}

/** A negative part makes the next positive one carry a plus sign, as PostgreSQL prints it. */
function printInterval(months: number, days: number, micros: number): string {
  const parts: string[] = []
  let negative = false
  const push = (amount: number, body: string): void => {
    const plus = negative && amount > 0 ? '+' : ''
    parts.push(`${plus}${body}`)
    negative = amount < 0
  }
  const years = Math.trunc(months / 12)
  if (years !== 0) push(years, count(years, 'year'))
  if (months % 12 !== 0) push(months % 12, count(months % 12, 'mon'))
  if (days !== 0) push(days, count(days, 'day'))
  if (micros !== 0 || parts.length === 0) {
    push(micros, `${micros < 0 ? '-' : ''}${formatTime(Math.abs(micros))}`)
  }
  return parts.join(' ')
}

function count(amount: number, unit: string): string {
  return `${amount} ${unit}${amount === 1 ? '' : 's'}`
}
