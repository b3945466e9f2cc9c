/** Orders the values of rows, and starts aggregates that sort or tell apart what they are given. */
import type { Accumulator, AggregateUse, Ordering, Value } from '../../expression/function-table.ts'
import { compareValues } from '../compare.ts'

type Compare = (left: readonly Value[], right: readonly Value[]) => number

/** The first values that differ decide; 0 where none does. */
export function orderRows(keys: readonly Ordering[]): Compare {
  const compares = keys.map(compareBy)
  return (left, right) => {
    for (const [index, compare] of compares.entries()) {
      const order = compare(left[index], right[index])
      if (order !== 0) return order
    }
    return 0
  }
}

function compareBy({ type, descending, nullsFirst }: Ordering): (a: Value, b: Value) => number {
  const compare = compareValues(type)
  const sign = descending ? -1 : 1
  const nullOrder = nullsFirst ? -1 : 1
  return (left, right) => {
    if (left === null || right === null) {
      if (left === right) return 0
      return left === null ? nullOrder : -nullOrder
    }
    return compare(left, right) * sign
  }
}

/** Rows are held back where they are sorted: by what is given behind the operands, or by these. */
export function startAggregate(
  start: () => Accumulator,
  { operands, distinct, order }: AggregateUse,
): () => Accumulator {
  const width = operands.length
  if (distinct) {
    const keys = operands.map((type) => ({ type, descending: false, nullsFirst: false }))
    const compare = orderRows(keys)
    return () => sorted(start(), compare, (row, last) => last !== null && compare(row, last) === 0)
  }
  if (order.length === 0) return start
  const compare = orderRows(order)
  const byOrder: Compare = (left, right) => compare(left.slice(width), right.slice(width))
  return () => sorted(start(), byOrder, () => false)
}

function sorted(
  inner: Accumulator,
  compare: Compare,
  repeats: (row: readonly Value[], last: readonly Value[] | null) => boolean,
): Accumulator {
  const rows: (readonly Value[])[] = []
  return {
    add: (...values) => void rows.push(values),
    end: () => {
      let last: readonly Value[] | null = null
      for (const row of rows.toSorted(compare)) {
        if (!repeats(row, last)) inner.add(...row)
        last = row
      }
      return inner.end()
    },
  }
}

/** What SQLite's integers hold; an infinity is beyond all that is not one. */
const FAR = 2n ** 62n

/** Days of a date, microseconds of a moment, or the number itself. */
export function positionOf(value: Value): bigint {
  if (typeof value === 'bigint') return value > FAR ? FAR : value < -FAR ? -FAR : value
  const number = value as number
  if (Number.isFinite(number)) return BigInt(number)
  return number > 0 ? FAR : -FAR
}
