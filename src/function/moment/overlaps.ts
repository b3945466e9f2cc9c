/** `(start, end) overlaps (start, end)`, where an end may be the length of the span, too. */
import type { Interval } from '../../catalog/codec/interval.ts'
import { BOOLEAN } from '../../catalog/logical-type.ts'
import type { FunctionDeclaration, ParameterType } from '../../expression/function-table.ts'
import { bound, define, type OpenSignature } from '../declare.ts'
import { addInterval, addToTime } from './interval-shift.ts'

type Point = number | bigint
type Bound = Point | null

/** From the earlier of two to the later, which is NULL where either is; null: both are. */
function spanOf(one: Bound, other: Bound): readonly [start: Point, end: Bound] | null {
  if (one === null) return other === null ? null : [other, null]
  if (other === null) return [one, null]
  return one > other ? [other, one] : [one, other]
}

/** What ends when another starts does not overlap it, but a span of no length is within others. */
function overlaps(start: Bound, end: Bound, otherStart: Bound, otherEnd: Bound): boolean | null {
  const [left, right] = [spanOf(start, end), spanOf(otherStart, otherEnd)]
  if (left === null || right === null) return null
  if (left[0] === right[0]) return left[1] === null || right[1] === null ? null : true
  const [first, last] = left[0] < right[0] ? [left, right] : [right, left]
  if (first[1] === null) return null
  if (last[0] < first[1]) return true
  return last[1] === null ? null : false
}

type Shift = (start: Point, length: Interval) => Point

const OPTIONS = { strict: false, nullable: true } as const

/** The four forms: each of the two ends is a point, or a length that is added to the start. */
function forms(type: ParameterType, shift: Shift, fallible: boolean): readonly OpenSignature[] {
  const ends = [
    [type, type],
    [type, 'interval'],
    ['interval', type],
    ['interval', 'interval'],
  ] as const
  return ends.map(([first, second]) => {
    const endOf = (kind: ParameterType, start: Bound, end: unknown): Bound => {
      if (type === kind) return end as Bound
      return start === null || end === null ? null : shift(start, end as Interval)
    }
    const bind = () => (a: Bound, b: unknown, c: Bound, d: unknown) =>
      overlaps(a, endOf(first, a, b), c, endOf(second, c, d))
    const isFallible = fallible && (first === 'interval' || second === 'interval')
    return bound([type, first, type, second], BOOLEAN, bind, { ...OPTIONS, fallible: isFallible })
  })
}

const addToMoment: Shift = (start, length) => addInterval(start as bigint, length)

export const overlapping: readonly FunctionDeclaration[] = [
  define('function', 'overlaps', {
    summary: 'True where two spans share a moment. Written `(start, end) overlaps (start, end)`.',
    examples: [
      [
        "(date '2024-01-01', date '2024-02-01') overlaps (date '2024-01-31', date '2024-03-01')",
        't',
      ],
      [
        "(date '2024-01-01', interval '1 month') overlaps (date '2024-02-01', interval '1 day')",
        'f',
      ],
    ],
    signatures: [
      ...forms('timestamptz', addToMoment, true),
      ...forms('timestamp', addToMoment, true),
      ...forms('time', (start, length) => addToTime(start as number, length), true),
    ],
  }),
]
