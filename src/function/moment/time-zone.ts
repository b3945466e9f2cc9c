/**
 * Offsets of IANA time zones, and AT TIME ZONE with gaps and overlaps as PostgreSQL settles them.
 */
import type { Cell } from '../../base/cell.ts'
import { RowError, refuse } from '../../catalog/codec/row-error.ts'
import { checkTimestamp, isFiniteTimestamp } from '../../catalog/codec/timestamp.ts'
import type { FunctionDeclaration, Inspection } from '../../expression/function-table.ts'
import { dateToTimestamp } from '../cast/moment.ts'
import { define, takes } from '../declare.ts'

const UNKNOWN_ZONE = new RowError(
  'VALUE_UNKNOWN_ZONE',
  'There is no such time zone. Write a name such as Europe/Berlin, or UTC.',
)

/** Abbreviations such as CET are no zones: PostgreSQL reads them as an offset the year round. */
const NAME = /^(?:UTC|GMT|[a-z_]+(?:\/[a-z0-9_+-]+)+)$/iu

const DAY_MS = 86_400_000
/** The rules of the calendar repeat after 400 years, which are whole weeks. */
const CYCLE_MS = 146_097 * DAY_MS
const CYCLE_START_MS = Date.UTC(2800, 0, 1)
const EARLIEST_MS = Date.UTC(1800, 0, 1)

interface Zone {
  readonly format: Intl.DateTimeFormat
  /** By day since 1970: the offset at its start, in milliseconds. */
  readonly offsets: Map<number, number>
}

const zones = new Map<string, Zone>()

function zoneOf(name: string): Zone {
  const known = zones.get(name)
  if (known !== undefined) return known
  if (!NAME.test(name)) return refuse(UNKNOWN_ZONE)
  try {
    const format = new Intl.DateTimeFormat('en-US', { timeZone: name, timeZoneName: 'longOffset' })
    const zone = { format, offsets: new Map<number, number>() }
    zones.set(name, zone)
    return zone
  } catch {
    return refuse(UNKNOWN_ZONE)
  }
}

const OFFSET = /GMT(?:([+-])(\d\d):(\d\d)(?::(\d\d))?)?$/u

function exactOffset(zone: Zone, ms: number): number {
  const match = OFFSET.exec(zone.format.format(ms))
  const [, sign, hours = '0', minutes = '0', seconds = '0'] = match ?? []
  const offset = (Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds)) * 1000
  return sign === '-' ? -offset : offset
}

const OFFSETS_MAX = 100_000

function offsetAtDay(zone: Zone, day: number): number {
  const known = zone.offsets.get(day)
  if (known !== undefined) return known
  if (zone.offsets.size >= OFFSETS_MAX) zone.offsets.clear()
  const offset = exactOffset(zone, day * DAY_MS)
  zone.offsets.set(day, offset)
  return offset
}

/** Milliseconds to add to UTC at a moment in milliseconds. */
function offsetAt(zone: Zone, ms: number): number {
  const within = withinCycle(ms)
  const day = Math.floor(within / DAY_MS)
  const start = offsetAtDay(zone, day)
  return start === offsetAtDay(zone, day + 1) ? start : exactOffset(zone, within)
}

function withinCycle(ms: number): number {
  if (ms < EARLIEST_MS) return EARLIEST_MS
  return ms < CYCLE_START_MS ? ms : ms - Math.ceil((ms - CYCLE_START_MS + 1) / CYCLE_MS) * CYCLE_MS
}

/** The local time of a moment. */
function toLocal(name: string, moment: bigint): bigint {
  if (!isFiniteTimestamp(moment)) return moment
  const zone = zoneOf(name)
  return checkTimestamp(moment + micros(offsetAt(zone, milliseconds(moment))))
}

/**
 * The moment of a local time. One that a clock never showed is read by the offset before the gap,
 * one that it showed twice by the offset after.
 */
export function toMoment(name: string, local: bigint): bigint {
  if (!isFiniteTimestamp(local)) return local
  const zone = zoneOf(name)
  const ms = milliseconds(local)
  const before = offsetAt(zone, ms - DAY_MS)
  const after = offsetAt(zone, ms + DAY_MS)
  const isBefore = offsetAt(zone, ms - before) === before
  const isAfter = offsetAt(zone, ms - after) === after
  return checkTimestamp(local - micros(isAfter || (after < before && !isBefore) ? after : before))
}

/** The date becomes a moment first, and one that cannot is refused though the zone be NULL. */
function ofDate(name: string | null, days: number | null): bigint | null {
  if (days === null) return null
  const moment = dateToTimestamp(days)
  return name === null ? null : toLocal(name, moment)
}

function milliseconds(moment: bigint): number {
  const whole = moment / 1000n
  return Number(moment < 0n && whole * 1000n !== moment ? whole - 1n : whole)
}

function micros(ms: number): bigint {
  return BigInt(ms) * 1000n
}

function isZone(name: string): boolean {
  try {
    zoneOf(name)
    return true
  } catch {
    return false
  }
}

/** Looks at the operand that names a zone. */
export function inspectZone(
  operand: number,
): (constants: readonly (Cell | undefined)[]) => Inspection {
  return (constants) => {
    const name = constants[operand]
    if (typeof name !== 'string' || isZone(name)) return {}
    return { problem: { operand, message: `"${name}": ${UNKNOWN_ZONE.message}` } }
  }
}

const OPTIONS = {
  fallible: true,
  inspect: inspectZone(0),
  safe: ([name]: readonly (Cell | undefined)[]) => typeof name === 'string',
} as const

export const timeZones: readonly FunctionDeclaration[] = [
  define('function', 'timezone', {
    summary:
      'What `moment at time zone NAME` is: local time to a moment, or a moment to local time.',
    examples: [
      ["timestamp '2024-07-01 12:00' at time zone 'Europe/Berlin'", '2024-07-01 10:00:00+00'],
      ["timestamptz '2024-07-01 10:00+00' at time zone 'Europe/Berlin'", '2024-07-01 12:00:00'],
    ],
    signatures: [
      takes(['text', 'timestamp'], 'timestamptz', toMoment, OPTIONS),
      takes(['text', 'timestamptz'], 'timestamp', toLocal, OPTIONS),
      takes(['text', 'date'], 'timestamp', ofDate, { ...OPTIONS, strict: false, nullable: true }),
    ],
  }),
]
