/** The proleptic Gregorian calendar: days since 1970-01-01 to year, month, day and back. */

export interface CalendarDay {
  /** Astronomical: the year before 1 is 0, which is written 1 BC. */
  readonly year: number
  readonly month: number
  readonly day: number
}

const DAYS_OF_ERA = 146_097
const YEARS_OF_ERA = 400
/** Days from 0000-03-01 to 1970-01-01: counting years from March puts the leap day last. */
const EPOCH_FROM_MARCH = 719_468

const MONTH_DAYS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]

export function isLeapYear(year: number): boolean {
  return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0)
}

export function daysInMonth(year: number, month: number): number {
  return month === 2 && isLeapYear(year) ? 29 : (MONTH_DAYS[month - 1] ?? 0)
}

/** Days since 1970-01-01 of a day that exists. */
export function toDays(year: number, month: number, day: number): number {
  const shifted = month > 2 ? year : year - 1
  const era = Math.floor(shifted / YEARS_OF_ERA)
  const yearOfEra = shifted - era * YEARS_OF_ERA
  const dayOfYear = Math.floor((153 * (month > 2 ? month - 3 : month + 9) + 2) / 5) + day - 1
  const dayOfEra =
    yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear
  return era * DAYS_OF_ERA + dayOfEra - EPOCH_FROM_MARCH
}

export function fromDays(days: number): CalendarDay {
  const shifted = days + EPOCH_FROM_MARCH
  const era = Math.floor(shifted / DAYS_OF_ERA)
  const dayOfEra = shifted - era * DAYS_OF_ERA
  const yearOfEra = Math.floor(
    (dayOfEra -
      Math.floor(dayOfEra / 1460) +
      Math.floor(dayOfEra / 36_524) -
      Math.floor(dayOfEra / 146_096)) /
      365,
  )
  const dayOfYear =
    dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100))
  const shiftedMonth = Math.floor((5 * dayOfYear + 2) / 153)
  const day = dayOfYear - Math.floor((153 * shiftedMonth + 2) / 5) + 1
  const month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
  const year = yearOfEra + era * YEARS_OF_ERA + (month <= 2 ? 1 : 0)
  return { year, month, day }
}

/** 0 is Sunday. */
export function dayOfWeek(days: number): number {
  return (((days + 4) % 7) + 7) % 7
}

export interface IsoWeek {
  readonly year: number
  readonly week: number
}

/** ISO 8601: week 1 is the one with the year's first Thursday. */
export function isoWeek(days: number): IsoWeek {
  const thursday = days - ((dayOfWeek(days) + 6) % 7) + 3
  const { year } = fromDays(thursday)
  return { year, week: Math.floor((thursday - toDays(year, 1, 1)) / 7) + 1 }
}

/** The Monday of a week of an ISO year. */
export function isoWeekStart(year: number, week: number): number {
  const fourth = toDays(year, 1, 4)
  return fourth - ((dayOfWeek(fourth) + 6) % 7) + (week - 1) * 7
}
