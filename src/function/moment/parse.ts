/** to_date and to_timestamp. */
import type { Cell } from '../../base/cell.ts'
import { OUT_OF_RANGE, RowError, refuse } from '../../catalog/codec/row-error.ts'
import {
  TIMESTAMP_INFINITY,
  TIMESTAMP_MINUS_INFINITY,
  checkTimestamp,
  joinTimestamp,
} from '../../catalog/codec/timestamp.ts'
import type { FunctionDeclaration, Inspection } from '../../expression/function-table.ts'
import { parseFormat, type FormatNode } from './format.ts'
import { scanMoment } from './scan.ts'
import { define, takes } from '../declare.ts'
import { roundHalfEven } from '../number/rounding.ts'

const NOT_A_NUMBER = new RowError('VALUE_OUT_OF_RANGE', 'NaN is no moment.')

/** Formats are constants, so there are as many as a project writes. */
const formats = new Map<string, readonly FormatNode[]>()

function nodesOf(format: string): readonly FormatNode[] {
  const known = formats.get(format)
  if (known !== undefined) return known
  const parsed = parseFormat(format)
  const nodes = 'nodes' in parsed ? parsed.nodes : []
  formats.set(format, nodes)
  return nodes
}

function inspectFormat([, format]: readonly (Cell | undefined)[]): Inspection {
  if (typeof format !== 'string') return {}
  const parsed = parseFormat(format)
  if ('nodes' in parsed) return {}
  const message =
    `The pattern "${parsed.unknown}" is not supported. There are YYYY YYY YY Y MM MON MONTH DD ` +
    'DDD DY DAY HH24 HH12 HH MI SS MS US AM PM; put other letters into double quotes.'
  return { problem: { operand: 1, message } }
}

/** PostgreSQL counts from 2000-01-01, and computes with binary fractions of seconds since then. */
const EPOCH_SECONDS = 946_684_800

/** Seconds since 1970, rounded to microseconds. */
function fromEpoch(seconds: number): bigint {
  if (Number.isNaN(seconds)) return refuse(NOT_A_NUMBER)
  if (!Number.isFinite(seconds)) {
    return seconds > 0 ? TIMESTAMP_INFINITY : TIMESTAMP_MINUS_INFINITY
  }
  const micros = roundHalfEven((seconds - EPOCH_SECONDS) * 1_000_000)
  if (!Number.isFinite(micros)) return refuse(OUT_OF_RANGE)
  return checkTimestamp(BigInt(micros) + BigInt(EPOCH_SECONDS) * 1_000_000n)
}

const OPTIONS = {
  fallible: true,
  constants: [1],
  names: ['text', 'format'],
  inspect: inspectFormat,
} as const

export const dateParsing: readonly FunctionDeclaration[] = [
  define('function', 'to_date', {
    summary: 'Reads a date by a format, leniently: see parse_date for the strict way.',
    examples: [["to_date('29.02.2024', 'DD.MM.YYYY')", '2024-02-29']],
    signatures: [
      takes(
        ['text', 'text'],
        'date',
        (text, format) => scanMoment(text, nodesOf(format)).days,
        OPTIONS,
      ),
    ],
  }),
  define('function', 'to_timestamp', {
    summary: 'Reads a moment in UTC by a format, leniently, or from seconds since 1970.',
    examples: [
      ["to_timestamp('29.02.2024 8:05', 'DD.MM.YYYY HH24:MI')", '2024-02-29 08:05:00+00'],
      ['to_timestamp(1709193900.5)', '2024-02-29 08:05:00.5+00'],
    ],
    signatures: [
      takes(
        ['text', 'text'],
        'timestamptz',
        (text, format) => {
          const { days, time } = scanMoment(text, nodesOf(format))
          return joinTimestamp(days, time)
        },
        OPTIONS,
      ),
      takes(['double'], 'timestamptz', fromEpoch, { fallible: true }),
    ],
  }),
]
