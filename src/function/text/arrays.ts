/** Texts into arrays and back, and what arrays are asked: string_to_array, array_to_string ... */
import type { Cell } from '../../base/cell.ts'
import { elementEncoderOf } from '../../catalog/codec/value.ts'
import { INTEGER, TEXT, type LogicalType } from '../../catalog/logical-type.ts'
import type { FunctionDeclaration } from '../../expression/function-table.ts'
import { bound, define, takes } from '../declare.ts'

/** NULL divides into characters, an empty delimiter not at all. */
function divide(text: string | null, delimiter: string | null, none: string | null): Cell[] | null {
  if (text === null) return null
  if (text === '') return []
  const parts = delimiter === null ? [...text] : delimiter === '' ? [text] : text.split(delimiter)
  return parts.map((part) => (part === none ? null : part))
}

type Print = (value: unknown) => string

function elementPrinter(type: LogicalType | undefined): Print {
  const element = type?.kind === 'array' ? type.element : TEXT
  return elementEncoderOf(element) ?? String
}

function bindJoin([array]: readonly LogicalType[]) {
  const print = elementPrinter(array)
  return (
    items: readonly unknown[] | null,
    delimiter: string | null,
    none: string | null = null,
  ) => {
    if (items === null || delimiter === null) return null
    const texts = items.flatMap((item) => (item === null ? (none ?? []) : print(item)))
    return texts.join(delimiter)
  }
}

const SEES_NULL = { strict: false, nullable: true } as const
const TEXT_ARRAY: LogicalType = { kind: 'array', element: TEXT }

export const textArrays: readonly FunctionDeclaration[] = [
  define('function', 'string_to_array', {
    summary:
      'The parts of a text that a delimiter divides; its characters where the delimiter is NULL. ' +
      'Parts equal to a third text are NULL.',
    examples: [
      ["string_to_array('a;b;;c', ';')", '{a,b,"",c}'],
      ["string_to_array('a;b;;c', ';', '')", '{a,b,NULL,c}'],
    ],
    signatures: [
      bound(
        ['text', 'text'],
        TEXT_ARRAY,
        () => (text: string | null, delimiter: string | null) => divide(text, delimiter, null),
        SEES_NULL,
      ),
      bound(['text', 'text', 'text'], TEXT_ARRAY, () => divide, SEES_NULL),
    ],
  }),
  define('function', 'array_to_string', {
    summary:
      'The elements of an array with a delimiter between them. A NULL is left out, or is the ' +
      'third text.',
    examples: [
      ["array_to_string(array['a', null, 'c'], '-')", 'a-c'],
      ["array_to_string(array[1, null, 3], '-', '?')", '1-?-3'],
    ],
    signatures: [
      bound(['array', 'text'], TEXT, bindJoin),
      bound(['array', 'text', 'text'], TEXT, bindJoin, SEES_NULL),
    ],
  }),
  define('function', 'cardinality', {
    summary: 'The number of elements of an array.',
    examples: [["cardinality(string_to_array('a;b', ';'))", '2']],
    signatures: [takes(['array'], 'integer', (items) => items.length)],
  }),
  define('function', 'array_length', {
    summary: 'The number of elements of an array along a dimension, of which there is one.',
    examples: [["array_length(array['a', 'b'], 1)", '2']],
    signatures: [
      bound(
        ['array', 'integer'],
        INTEGER,
        () => (items: readonly unknown[], dimension: number) =>
          dimension === 1 && items.length > 0 ? items.length : null,
        { nullable: true },
      ),
    ],
  }),
]
