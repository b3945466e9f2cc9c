/** Functions that give rows, one an item: unnest, string_to_table, jsonb_array_elements ... */
import { parseJson } from '../../catalog/codec/json-tokens.ts'
import { RowError, refuse } from '../../catalog/codec/row-error.ts'
import { BIGINT, INTEGER, TEXT, type LogicalType } from '../../catalog/logical-type.ts'
import type { FunctionDeclaration } from '../../expression/function-table.ts'
import { bound, define, takes, type OpenSignature } from '../declare.ts'
import { printAsJson, printAsText, type JsonKind } from '../json/parts.ts'
import { regexFinds } from '../pattern/find.ts'
import { textArrays } from '../text/arrays.ts'

/** So many rows of one are more than a slip of the pen should make. */
const SERIES_MAX = 1_000_000

const TOO_LONG = new RowError(
  'VALUE_OUT_OF_RANGE',
  `A series of more than ${SERIES_MAX} numbers is refused.`,
)
const STEP_ZERO = new RowError('VALUE_INVALID_ARGUMENT', 'The step of a series is not zero.')
const NO_ARRAY = new RowError('VALUE_INVALID_ARGUMENT', 'Elements are those of a JSON array.')

/** The signatures of a function that gives a text[], each giving its items instead. */
function itemsOf(declared: readonly FunctionDeclaration[], name: string): OpenSignature[] {
  const found = declared.find((declaration) => declaration.name === name)
  return (found?.signatures ?? []).map((signature) => ({ ...signature, returns: TEXT }))
}

function elementsOf(kind: JsonKind, print: typeof printAsText) {
  return (text: string) => {
    const node = parseJson(text)
    if (node.kind !== 'array') return refuse(NO_ARRAY)
    return node.items.map((item) => print(text, item, kind))
  }
}

function bindSeries([type]: readonly LogicalType[]) {
  const isBig = type?.kind === 'bigint'
  return (first: number | bigint, last: number | bigint, step: number | bigint = 1) => {
    const [start, end, by] = [BigInt(first), BigInt(last), BigInt(step)]
    if (by === 0n) return refuse(STEP_ZERO)
    const count = (end - start) / by + 1n
    if (count > BigInt(SERIES_MAX)) return refuse(TOO_LONG)
    const isEmpty = by > 0n ? start > end : start < end
    return Array.from({ length: isEmpty ? 0 : Number(count) }, (_, index) => {
      const value = start + by * BigInt(index)
      return isBig ? value : Number(value)
    })
  }
}

const CAN_FAIL = { fallible: true } as const

function elements(kind: JsonKind): readonly FunctionDeclaration[] {
  return [
    define('rows', `${kind}_array_elements`, {
      summary: `The elements of a ${kind} array, each as ${kind}.`,
      examples: [[`${kind}_array_elements('[1, "a"]')`, '{1,"\\"a\\""}']],
      signatures: [takes([kind], kind, elementsOf(kind, printAsJson), CAN_FAIL)],
    }),
    define('rows', `${kind}_array_elements_text`, {
      summary: `The elements of a ${kind} array as texts; JSON's null is NULL.`,
      examples: [[`${kind}_array_elements_text('[1, "a", null]')`, '{1,a,NULL}']],
      signatures: [takes([kind], 'text', elementsOf(kind, printAsText), CAN_FAIL)],
    }),
  ]
}

/** Examples show the items as one array. */
export const rowsFunctions: readonly FunctionDeclaration[] = [
  define('rows', 'unnest', {
    summary: 'The elements of an array.',
    examples: [["unnest(string_to_array('a;b', ';'))", '{a,b}']],
    signatures: [
      bound(
        ['array'],
        ([array]) => (array?.kind === 'array' ? array.element : TEXT),
        () => (items: readonly unknown[]) => items,
        { nullable: true },
      ),
    ],
  }),
  define('rows', 'string_to_table', {
    summary: 'The parts of a text that a delimiter divides, as string_to_array has them.',
    examples: [["string_to_table('a;b;c', ';')", '{a,b,c}']],
    signatures: itemsOf(textArrays, 'string_to_array'),
  }),
  define('rows', 'regexp_split_to_table', {
    summary: 'The parts of the text between the matches of the pattern.',
    examples: [["regexp_split_to_table('a, b;c', '[,;] *')", '{a,b,c}']],
    signatures: itemsOf(regexFinds, 'regexp_split_to_array'),
  }),
  ...elements('json'),
  ...elements('jsonb'),
  define('rows', 'generate_series', {
    summary: `The numbers from one to another, by steps; ${SERIES_MAX} at most.`,
    examples: [
      ['generate_series(2, 4)', '{2,3,4}'],
      ['generate_series(9, 1, -4)', '{9,5,1}'],
    ],
    signatures: [INTEGER, BIGINT].flatMap((type) => {
      const kind = type.kind === 'bigint' ? 'bigint' : 'integer'
      return [
        bound([kind, kind], type, bindSeries, CAN_FAIL),
        bound([kind, kind, kind], type, bindSeries, CAN_FAIL),
      ]
    }),
  }),
]
