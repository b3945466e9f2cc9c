/**
 * Comparisons: the six operators, IS DISTINCT FROM, GREATEST and LEAST, for every type with an
 * order.
 */
import { compareNumeric } from '../catalog/codec/numeric-arithmetic.ts'
import type { Numeric } from '../catalog/codec/numeric.ts'
import { compareText, trimPadding } from '../catalog/codec/text.ts'
import { BOOLEAN, TEXT, type LogicalType } from '../catalog/logical-type.ts'
import type { FunctionDeclaration } from '../expression/function-table.ts'
import { midnight } from './cast/moment.ts'
import { bound, define } from './declare.ts'
import { compareJsonb } from './json/compare.ts'
import { compareIntervals } from './moment/interval-scale.ts'

/** Negative, zero or positive. */
type Compare = (left: never, right: never) => number
type AnyCompare = (left: unknown, right: unknown) => number

type Plain = number | bigint | string | boolean

function comparePlain(left: Plain, right: Plain): number {
  if (left === right) return 0
  return left < right ? -1 : 1
}

/** NaN equals itself and is greater than all else, and both zeros are equal. */
function compareFloating(left: number, right: number): number {
  if (left < right) return -1
  if (left > right) return 1
  return Number(Number.isNaN(left)) - Number(Number.isNaN(right))
}

/** Element by element, NULL behind all others; then the shorter before the longer. */
function compareArrays(element: LogicalType): Compare {
  const compare = compareOf(element) as AnyCompare
  return (left: readonly unknown[], right: readonly unknown[]) => {
    const length = Math.min(left.length, right.length)
    for (let index = 0; index < length; index += 1) {
      const [one, other] = [left[index], right[index]]
      const isOneNull = one === null || other === null
      const order = isOneNull ? Number(one === null) - Number(other === null) : compare(one, other)
      if (order !== 0) return order
    }
    return left.length - right.length
  }
}

/** As below, for values that are not NULL. */
export function compareValues(type: LogicalType): (left: unknown, right: unknown) => number {
  return compareOf(type) as AnyCompare
}

/** The order of a type's values, as PostgreSQL has it with texts ordered by bytes. */
export function compareOf(type: LogicalType): Compare {
  switch (type.kind) {
    case 'text':
      if (!type.fixed) return compareText
      return (left: string, right: string) => compareText(trimPadding(left), trimPadding(right))
    case 'numeric':
      return (left: Numeric, right: Numeric) => compareNumeric(left, right)
    case 'real':
    case 'double':
      return compareFloating
    case 'enum':
      return (left: string, right: string) => type.labels.indexOf(left) - type.labels.indexOf(right)
    case 'interval':
      return compareIntervals
    case 'jsonb':
      return compareJsonb
    case 'array':
      return compareArrays(type.element)
    default:
      return comparePlain
  }
}

const TIMESTAMP: LogicalType = { kind: 'timestamp', precision: 6 }

const TESTS: Readonly<Record<string, (order: number) => boolean>> = {
  '=': (order) => order === 0,
  '<>': (order) => order !== 0,
  '<': (order) => order < 0,
  '<=': (order) => order <= 0,
  '>': (order) => order > 0,
  '>=': (order) => order >= 0,
}

/** Types whose values are equal where JavaScript says so. */
const IDENTICAL: ReadonlySet<string> = new Set([
  'boolean',
  'smallint',
  'integer',
  'bigint',
  'date',
  'time',
  'timestamp',
  'timestamptz',
  'uuid',
  'bytea',
  'enum',
])

type Test = (left: never, right: never) => boolean

/** A date is compared with a timestamp as its midnight, however far away that is. */
function bindTest(sign: string, [left = TEXT, right = left]: readonly LogicalType[]): Test {
  if (left.kind === right.kind) return bindSame(sign, left)
  const test = bindSame(sign, TIMESTAMP)
  if (left.kind === 'date') return (days: number, moment) => test(midnight(days), moment)
  if (right.kind === 'date') return (moment, days: number) => test(moment, midnight(days))
  return test
}

function bindSame(sign: string, type: LogicalType): (left: unknown, right: unknown) => boolean {
  const isIdentical = IDENTICAL.has(type.kind) || (type.kind === 'text' && !type.fixed)
  if (isIdentical && sign === '=') return (left, right) => left === right
  if (isIdentical && sign === '<>') return (left, right) => left !== right
  const compare = compareValues(type)
  const test = TESTS[sign] ?? (() => false)
  return (left, right) => test(compare(left, right))
}

function comparison(sign: string, summary: string, example: string): FunctionDeclaration {
  return define('operator', sign, {
    summary,
    examples: [[example, 't']],
    signatures: [bound(['same', 'same'], BOOLEAN, (types) => bindTest(sign, types))],
  })
}

function distinct(not: boolean): FunctionDeclaration {
  const bind = (types: readonly LogicalType[]) => {
    const equal = bindTest('=', types) as (left: unknown, right: unknown) => boolean
    return (left: unknown, right: unknown) => {
      if (left === null || right === null) return (left === right) === not
      return equal(left, right) === not
    }
  }
  return define('operator', not ? 'is not distinct from' : 'is distinct from', {
    summary: `Whether two values differ${not ? ' not' : ''}, with NULL as a value like any other.`,
    examples: [[`1 is ${not ? 'not ' : ''}distinct from NULL`, not ? 'f' : 't']],
    signatures: [bound(['same', 'same'], BOOLEAN, bind, { strict: false })],
  })
}

function extreme(name: string, sign: 1 | -1, example: readonly [string, string]) {
  const bind = ([type]: readonly LogicalType[]) => {
    const compare = compareValues(type ?? TEXT)
    return (...values: unknown[]) =>
      values.reduce((best, value) => {
        if (value === null) return best
        return best === null || compare(value, best) * sign > 0 ? value : best
      }, null)
  }
  return define('function', name, {
    summary: `The ${sign > 0 ? 'greatest' : 'least'} of the values; what is NULL does not count.`,
    examples: [example],
    signatures: [
      bound(['same'], ([type]) => type ?? TEXT, bind, {
        strict: false,
        variadic: true,
        nullable: true,
      }),
    ],
  })
}

export const comparisons: readonly FunctionDeclaration[] = [
  comparison('=', 'True where two values are equal.', "'Ada' = 'Ada'"),
  comparison('<>', 'True where two values differ.', '1 <> 2'),
  comparison('<', 'True where the left is before the right; texts by bytes.', "'Z' < 'a'"),
  comparison('<=', 'True where the left is not after the right.', '1.0 <= 1'),
  comparison(
    '>',
    'True where the left is after the right.',
    "date '2024-02-29' > date '2024-02-28'",
  ),
  comparison('>=', 'True where the left is not before the right.', '2 >= 1.5'),
  distinct(false),
  distinct(true),
  extreme('greatest', 1, ['greatest(1, 3, NULL, 2)', '3']),
  extreme('least', -1, ["least('b', 'a')", 'a']),
]
