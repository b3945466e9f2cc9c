/** The order of jsonb values, as PostgreSQL keeps them in an index. */
import { parseJson, type JsonNode } from '../../catalog/codec/json-tokens.ts'
import { compareNumeric } from '../../catalog/codec/numeric-arithmetic.ts'
import { parseNumeric } from '../../catalog/codec/numeric.ts'
import { compareText } from '../../catalog/codec/text.ts'

const RANKS: Readonly<Record<JsonNode['kind'], number>> = {
  null: 0,
  string: 1,
  number: 2,
  false: 3,
  true: 3,
  array: 4,
  object: 5,
}

/** Negative, zero or positive: null, string, number, boolean, array, object. */
export function compareJsonb(left: string, right: string): number {
  if (left === right) return 0
  const [one, other] = [parseJson(left), parseJson(right)]
  return compareAsRoots(one, other) || compareNodes(one, other)
}

/** A scalar on its own is kept as an array of one, and so an empty array comes before it. */
function compareAsRoots(left: JsonNode, right: JsonNode): number {
  const isEmpty = (node: JsonNode) => node.kind === 'array' && node.items.length === 0
  const isScalar = (node: JsonNode) => node.kind !== 'array' && node.kind !== 'object'
  if (isEmpty(left) && isScalar(right)) return -1
  return isScalar(left) && isEmpty(right) ? 1 : 0
}

function compareNodes(left: JsonNode, right: JsonNode): number {
  const order = RANKS[left.kind] - RANKS[right.kind]
  if (order !== 0) return order
  if (left.kind === 'string' && right.kind === 'string') {
    return compareText(left.value, right.value)
  }
  if (left.kind === 'number' && right.kind === 'number') {
    return compareNumeric(parseNumeric(left.text), parseNumeric(right.text))
  }
  if (left.kind === 'array' && right.kind === 'array') {
    const length = left.items.length - right.items.length
    return length || firstDifference(left.items, right.items, compareNodes)
  }
  if (left.kind === 'object' && right.kind === 'object') {
    const length = left.entries.length - right.entries.length
    return length || firstDifference(left.entries, right.entries, compareEntries)
  }
  return Number(left.kind === 'true') - Number(right.kind === 'true')
}

type Entry = readonly [key: string, value: JsonNode]

function compareEntries([key, value]: Entry, [otherKey, otherValue]: Entry): number {
  return compareText(key, otherKey) || compareNodes(value, otherValue)
}

function firstDifference<T>(
  left: readonly T[],
  right: readonly T[],
  compare: (one: T, other: T) => number,
): number {
  for (const [index, item] of left.entries()) {
    const order = compare(item, right[index] as T)
    if (order !== 0) return order
  }
  return 0
}
