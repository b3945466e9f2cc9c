/** to_char of intervals, by PostgreSQL's patterns. */
import type { Cell } from '../../base/cell.ts'
import { checkInteger } from '../../catalog/codec/integer.ts'
import { isFiniteInterval, type Interval } from '../../catalog/codec/interval.ts'
import type { Inspection } from '../../expression/function-table.ts'
import { takes } from '../declare.ts'
import { takeApart, type Pattern } from './format.ts'
import { ROMAN, ROMAN_WIDTH, inCaseOf, ordinalOf } from './pattern-text.ts'

const SECOND = 1_000_000n
const MINUTE = 60n * SECOND
const HOUR = 60n * MINUTE

/** Each part has its own sign. */
interface Parts {
  readonly years: number
  readonly months: number
  readonly days: number
  readonly hours: number
  readonly minutes: number
  readonly seconds: number
  readonly micros: number
}

function partsOf({ months, days, micros }: Interval): Parts {
  return {
    years: Math.trunc(months / 12),
    months: months % 12,
    days,
    hours: Number(micros / HOUR),
    minutes: Number((micros % HOUR) / MINUTE),
    seconds: Number((micros % MINUTE) / SECOND),
    micros: Number(micros % SECOND),
  }
}

type Print = (parts: Parts, pattern: Pattern) => string

/** Filled with zeros to a width, which a minus is part of. */
function filled(value: number, width: number): string {
  const text = String(Math.abs(value))
  return value < 0 ? `-${text.padStart(width - 1, '0')}` : text.padStart(width, '0')
}

/** A number below zero is one wider, where `isSigned`. */
function digits(width: number, isSigned: boolean, of: (parts: Parts) => number): Print {
  return (parts, { fill, ordinal }) => {
    const value = of(parts)
    const wanted = fill ? 0 : isSigned && value < 0 ? width + 1 : width
    const text = filled(value + 0, wanted)
    return text + ordinalOf(text, ordinal)
  }
}

/** Hours of the clock, wide as the hours of the interval. */
const clockHours: Print = ({ hours }, { fill, ordinal }) => {
  const text = filled(hours % 12 || 12, fill ? 0 : hours < 0 ? 3 : 2)
  return text + ordinalOf(text, ordinal)
}

/** As `digits`, where the years decide on the width, of which the last digits are shown. */
function lastOfYear(width: number): Print {
  return (parts, { fill, ordinal }) => {
    const wanted = fill ? 0 : parts.years < 0 ? width + 1 : width
    const text = filled((parts.years % 10 ** width) + 0, wanted)
    return text + ordinalOf(text, ordinal)
  }
}

function fraction(count: number): Print {
  return (parts, { ordinal }) => {
    const text = filled(Math.trunc(parts.micros / 10 ** (6 - count)) + 0, count)
    return text + ordinalOf(text, ordinal)
  }
}

/** About: years of 360 days. */
function span({ years, months, days }: Parts): number {
  return checkInteger('integer', (years * 12 + months) * 30 + days)
}

function isAfternoon({ hours }: Parts): boolean {
  return hours % 24 >= 12
}

const noon: Print = (parts, { written }) => {
  const word = isAfternoon(parts) ? 'pm' : 'am'
  return inCaseOf(written.includes('.') ? `${word[0]}.${word[1]}.` : word, written)
}

/** Months below zero count back from the year's end; none are a December of whole years. */
const roman: Print = ({ years, months }, { written, fill }) => {
  if (months === 0 && years === 0) return ''
  const place = months === 0 ? (years >= 0 ? 11 : 0) : months < 0 ? 12 + months : months - 1
  return inCaseOf(ROMAN[place] ?? '', written).padEnd(fill ? 0 : ROMAN_WIDTH)
}

const PATTERNS: Readonly<Record<string, Print>> = {
  YYYY: digits(4, true, ({ years }) => years),
  YYY: lastOfYear(3),
  YY: lastOfYear(2),
  Y: (parts, { ordinal }) => {
    const text = String((parts.years % 10) + 0)
    return text + ordinalOf(text, ordinal)
  },
  'Y,YYY': ({ years }, { ordinal }) => {
    const thousands = Math.trunc(years / 1000)
    const text = `${thousands + 0},${filled((years % 1000) + 0, 3)}`
    return text + ordinalOf(text, ordinal)
  },
  CC: digits(2, true, ({ years }) => Math.trunc(years / 100)),
  Q: ({ months }, { ordinal }) => {
    if (months === 0) return ''
    const text = String(Math.trunc((months - 1) / 3) + 1)
    return text + ordinalOf(text, ordinal)
  },
  MM: digits(2, true, ({ months }) => months),
  RM: roman,
  WW: digits(2, false, (parts) => Math.trunc((span(parts) - 1) / 7) + 1),
  W: digits(0, false, ({ days }) => Math.trunc((days - 1) / 7) + 1),
  DDD: digits(3, false, span),
  DD: digits(2, false, ({ days }) => days),
  HH24: digits(2, true, ({ hours }) => hours),
  HH12: clockHours,
  HH: clockHours,
  MI: digits(2, true, ({ minutes }) => minutes),
  SS: digits(2, true, ({ seconds }) => seconds),
  MS: fraction(3),
  US: fraction(6),
  ...Object.fromEntries([1, 2, 3, 4, 5, 6].map((count) => [`FF${count}`, fraction(count)])),
  SSSS: digits(0, false, (parts) => secondsOf(parts)),
  SSSSS: digits(0, false, (parts) => secondsOf(parts)),
  ...Object.fromEntries(['AM', 'PM', 'A.M.', 'P.M.'].map((word) => [word, noon])),
}

function secondsOf({ hours, minutes, seconds }: Parts): number {
  return hours * 3600 + minutes * 60 + seconds
}

function print(interval: Interval, format: string): string | null {
  if (format === '' || !isFiniteInterval(interval)) return null
  const parts = partsOf(interval)
  const texts = takeApart(format).map((part) =>
    part.kind === 'pattern' ? (PATTERNS[part.word]?.(parts, part) ?? '') : part.text,
  )
  return texts.join('')
}

function inspectFormat([, format]: readonly (Cell | undefined)[]): Inspection {
  if (typeof format !== 'string') return {}
  const wrong = takeApart(format).find(
    (part): part is Pattern => part.kind === 'pattern' && !(part.word in PATTERNS),
  )
  if (wrong === undefined) return {}
  const message = `An interval is bound to no date, so "${wrong.written}" says nothing about it.`
  return { problem: { operand: 1, message } }
}

export const intervalPrinting = takes(['interval', 'text'], 'text', print, {
  names: ['interval', 'format'],
  constants: [1],
  nullable: true,
  fallible: true,
  safe: ([, format]) => typeof format === 'string' && !/DDD|WW/iu.test(format),
  inspect: inspectFormat,
})
