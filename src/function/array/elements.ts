/** Arrays: parts of them, elements put in and taken out, and what two have in common. */
import { OUT_OF_RANGE, RowError, refuse } from '../../catalog/codec/row-error.ts'
import { BOOLEAN, INTEGER, TEXT, type LogicalType } from '../../catalog/logical-type.ts'
import type { FunctionDeclaration } from '../../expression/function-table.ts'
import { compareOf } from '../compare.ts'
import { bound, define, type OpenSignature } from '../declare.ts'

type Items = readonly unknown[]

const NO_START = new RowError('VALUE_INVALID_ARGUMENT', 'The place to search from is NULL.')

const SEES_NULL = { strict: false, nullable: true } as const
const INTEGERS: LogicalType = { kind: 'array', element: INTEGER }
/** What an array may hold at most; PostgreSQL, too, has a limit. */
const LENGTH_MAX = 10_000_000

function elementType([array]: readonly LogicalType[]): LogicalType {
  return array?.kind === 'array' ? array.element : TEXT
}

/** An array of the same elements, without length and precision. */
function arrayOfSame(operands: readonly LogicalType[]): LogicalType {
  const array = operands.find(({ kind }) => kind === 'array')
  const element = elementType(array === undefined ? [] : [array])
  return { kind: 'array', element: wide(element) }
}

function wide(type: LogicalType): LogicalType {
  switch (type.kind) {
    case 'numeric':
      return { kind: 'numeric', precision: null, scale: null }
    case 'text':
      return { kind: 'text', length: null, fixed: type.fixed }
    case 'time':
    case 'timestamp':
    case 'timestamptz':
      return { kind: type.kind, precision: 6 }
    default:
      return type
  }
}

function checkLength(items: Items): Items {
  return items.length > LENGTH_MAX ? refuse(OUT_OF_RANGE) : items
}

/** NULL is an element like any other, and equal to another. */
function sameness(operands: readonly LogicalType[]): (left: unknown, right: unknown) => boolean {
  const compare = compareOf(elementType(operands)) as (left: unknown, right: unknown) => number
  return (left, right) =>
    left === null || right === null ? left === right : compare(left, right) === 0
}

function append(items: Items | null, item: unknown): Items {
  return checkLength([...(items ?? []), item])
}

function prepend(item: unknown, items: Items | null): Items {
  return checkLength([item, ...(items ?? [])])
}

function concatenate(left: Items | null, right: Items | null): Items | null {
  if (left === null || right === null) return left ?? right
  return checkLength([...left, ...right])
}

/** `array || array`, `array || element` and `element || array`. */
export const joinArrays: readonly OpenSignature[] = [
  bound(['arrays', 'arrays'], arrayOfSame, () => concatenate, { ...SEES_NULL, fallible: true }),
  bound(['arrays', 'element'], arrayOfSame, () => append, { strict: false, fallible: true }),
  bound(['element', 'arrays'], arrayOfSame, () => prepend, { strict: false, fallible: true }),
]

function positionOf(operands: readonly LogicalType[]) {
  const isSame = sameness(operands)
  return (items: Items | null, item: unknown, start: number | null = 1) => {
    if (items === null || items.length === 0) return null
    if (item === null && !items.includes(null)) return null
    if (start === null) return refuse(NO_START)
    const from = Math.max(start, 1) - 1
    const at = items.slice(from).findIndex((each) => isSame(each, item))
    return at < 0 ? null : from + at + 1
  }
}

function positionsOf(operands: readonly LogicalType[]) {
  const isSame = sameness(operands)
  return (items: Items | null, item: unknown) =>
    items?.flatMap((each, index) => (isSame(each, item) ? [index + 1] : [])) ?? null
}

function removeFrom(operands: readonly LogicalType[]) {
  const isSame = sameness(operands)
  return (items: Items | null, item: unknown) =>
    items?.filter((each) => !isSame(each, item)) ?? null
}

function replaceIn(operands: readonly LogicalType[]) {
  const isSame = sameness(operands)
  return (items: Items | null, item: unknown, by: unknown) =>
    items?.map((each) => (isSame(each, item) ? by : each)) ?? null
}

/** Membership by the texts of elements, or by comparing where equal ones may have several texts. */
function membership(type: LogicalType): (items: Items) => (item: unknown) => boolean {
  const isSame = sameness([{ kind: 'array', element: type }])
  if (type.kind !== 'text' || type.fixed) {
    return (items) => (item) => item !== null && items.some((each) => isSame(each, item))
  }
  return (items) => {
    const set = new Set(items)
    return (item) => item !== null && set.has(item)
  }
}

/** True where all of the one are in the other: no NULL is. */
function holdsAll(operands: readonly LogicalType[]) {
  const among = membership(elementType(operands))
  return (whole: Items, part: Items) => part.every(among(whole))
}

function holdsAny(operands: readonly LogicalType[]) {
  const among = membership(elementType(operands))
  return (left: Items, right: Items) => right.some(among(left))
}

/** `@>` and `<@` of arrays, which stand beside those of JSON. */
export const holding = {
  contains: bound(['arrays', 'arrays'], BOOLEAN, holdsAll),
  contained: bound(['arrays', 'arrays'], BOOLEAN, (operands) => {
    const holds = holdsAll(operands)
    return (part: Items, whole: Items) => holds(whole, part)
  }),
} as const

function subscript(items: Items, at: number): unknown {
  return items[at - 1] ?? null
}

function slice(items: Items, from: number, to: number): Items {
  return from > to ? [] : items.slice(Math.max(from, 1) - 1, Math.max(to, 0))
}

/** Elements from 1 on; of what an array has none there is NULL. */
function edge(name: string, summary: string, example: readonly [string, string], lower: boolean) {
  return define('function', name, {
    summary,
    examples: [example],
    signatures: [
      bound(
        ['array', 'integer'],
        INTEGER,
        () => (items: Items, dimension: number) =>
          dimension === 1 && items.length > 0 ? (lower ? 1 : items.length) : null,
        { nullable: true },
      ),
    ],
  })
}

function trimEnd(items: Items, count: number): Items {
  return count < 0 || count > items.length
    ? refuse(OUT_OF_RANGE)
    : items.slice(0, items.length - count)
}

export const arrayFunctions: readonly FunctionDeclaration[] = [
  define('operator', '[]', {
    summary: 'An element of an array, counted from 1; NULL where there is none. Written `x[1]`.',
    examples: [
      ["(string_to_array('A-17-x', '-'))[2]", '17'],
      ['(array[1, 2])[3]', null],
    ],
    signatures: [
      bound(
        ['array', 'integer'],
        (operands) => elementType(operands),
        () => subscript,
        {
          nullable: true,
        },
      ),
    ],
  }),
  define('operator', '[:]', {
    summary: 'The elements from one place to another. Written `x[2:3]`, `x[2:]` or `x[:3]`.',
    examples: [["(array['a', 'b', 'c'])[2:]", '{b,c}']],
    signatures: [
      bound(
        ['array', 'integer', 'integer'],
        ([array]) => array ?? TEXT,
        () => slice,
      ),
    ],
  }),
  edge(
    'array_lower',
    'The place of the first element, which is 1.',
    ['array_lower(array[5, 6], 1)', '1'],
    true,
  ),
  edge(
    'array_upper',
    'The place of the last element.',
    ['array_upper(array[5, 6], 1)', '2'],
    false,
  ),
  define('function', 'array_position', {
    summary: 'Where an element first stands in an array, from a place on; NULL where it does not.',
    examples: [["array_position(array['sun', 'mon'], 'mon')", '2']],
    signatures: [
      bound(['arrays', 'element'], INTEGER, positionOf, SEES_NULL),
      bound(['arrays', 'element', 'integer'], INTEGER, positionOf, {
        ...SEES_NULL,
        fallible: true,
      }),
    ],
  }),
  define('function', 'array_positions', {
    summary: 'All places at which an element stands in an array.',
    examples: [["array_positions(array['a', 'b', 'a'], 'a')", '{1,3}']],
    signatures: [bound(['arrays', 'element'], INTEGERS, positionsOf, SEES_NULL)],
  }),
  define('function', 'array_append', {
    summary: 'The array with an element behind it.',
    examples: [['array_append(array[1, 2], 3)', '{1,2,3}']],
    signatures: [
      bound(['arrays', 'element'], arrayOfSame, () => append, { strict: false, fallible: true }),
    ],
  }),
  define('function', 'array_prepend', {
    summary: 'The array with an element before it.',
    examples: [['array_prepend(0, array[1, 2])', '{0,1,2}']],
    signatures: [
      bound(['element', 'arrays'], arrayOfSame, () => prepend, { strict: false, fallible: true }),
    ],
  }),
  define('function', 'array_cat', {
    summary: 'Two arrays, one behind the other.',
    examples: [['array_cat(array[1, 2], array[3])', '{1,2,3}']],
    signatures: [
      bound(['arrays', 'arrays'], arrayOfSame, () => concatenate, { ...SEES_NULL, fallible: true }),
    ],
  }),
  define('function', 'array_remove', {
    summary: 'The array without the elements that are equal to one, or are NULL as it is.',
    examples: [["array_remove(array['a', null, 'b'], null)", '{a,b}']],
    signatures: [bound(['arrays', 'element'], arrayOfSame, removeFrom, SEES_NULL)],
  }),
  define('function', 'array_replace', {
    summary: 'The array with one element instead of each that is equal to another.',
    examples: [["array_replace(array['a', 'b'], 'b', 'c')", '{a,c}']],
    signatures: [bound(['arrays', 'element', 'element'], arrayOfSame, replaceIn, SEES_NULL)],
  }),
  define('function', 'trim_array', {
    summary: 'The array without so many elements at its end.',
    examples: [['trim_array(array[1, 2, 3], 1)', '{1,2}']],
    signatures: [
      bound(
        ['arrays', 'integer'],
        ([array]) => array ?? TEXT,
        () => trimEnd,
        { fallible: true },
      ),
    ],
  }),
  define('operator', '&&', {
    summary: 'True where two arrays have an element in common.',
    examples: [["array['a', 'b'] && array['b', 'c']", 't']],
    signatures: [bound(['arrays', 'arrays'], BOOLEAN, holdsAny)],
  }),
]
