/** `->` and `->>`: fields and elements of JSON. */
import { parseJson, type JsonNode } from '../../catalog/codec/json-tokens.ts'
import { printJsonb } from '../../catalog/codec/jsonb.ts'
import { checkText } from '../../catalog/codec/text.ts'
import type { FunctionDeclaration } from '../../expression/function-table.ts'
import { define, takes } from '../declare.ts'

export type JsonKind = 'json' | 'jsonb'

/** Of equal keys the last counts; elements count from 0, or from -1 at the end. */
function find(node: JsonNode, key: string | number, kind: JsonKind): JsonNode | undefined {
  // A jsonb scalar is kept as an array of one, and PostgreSQL lets that be seen.
  const isScalar = node.kind !== 'array' && node.kind !== 'object'
  if (isScalar && kind === 'jsonb' && (key === 0 || key === -1)) return node
  if (typeof key === 'number') return node.kind === 'array' ? node.items.at(key) : undefined
  return node.kind === 'object' ? node.entries.findLast(([name]) => name === key)?.[1] : undefined
}

/** json keeps its text, jsonb prints its value. */
export function printAsJson(text: string, node: JsonNode, kind: JsonKind): string {
  return kind === 'json' ? text.slice(node.start, node.end) : printJsonb(node)
}

function fieldOf(kind: JsonKind): (text: string, key: string | number) => string | null {
  return (text, key) => {
    const node = find(parseJson(text), key, kind)
    return node === undefined ? null : printAsJson(text, node, kind)
  }
}

function textOf(kind: JsonKind): (text: string, key: string | number) => string | null {
  return (text, key) => {
    const node = find(parseJson(text), key, kind)
    return node === undefined ? null : printAsText(text, node, kind)
  }
}

/** A text is what it says, without quotes; JSON's null is NULL. */
export function printAsText(text: string, node: JsonNode, kind: JsonKind): string | null {
  if (node.kind === 'null') return null
  return node.kind === 'string' ? checkText(node.value) : printAsJson(text, node, kind)
}

const NULLABLE = { nullable: true } as const
/** json may hold an escaped NUL, which no text can; jsonb may not. */
const TEXT_OF_JSON = { nullable: true, fallible: true } as const

export const jsonParts: readonly FunctionDeclaration[] = [
  define('operator', '->', {
    summary: 'A field of a JSON object, or an element of an array counted from 0, as JSON.',
    examples: [
      [`'{"shelf": {"row": 7}}'::json -> 'shelf'`, '{"row": 7}'],
      [`'[1, 2, 3]'::jsonb -> -1`, '3'],
    ],
    signatures: [
      takes(['json', 'text'], 'json', fieldOf('json'), NULLABLE),
      takes(['json', 'integer'], 'json', fieldOf('json'), NULLABLE),
      takes(['jsonb', 'text'], 'jsonb', fieldOf('jsonb'), NULLABLE),
      takes(['jsonb', 'integer'], 'jsonb', fieldOf('jsonb'), NULLABLE),
    ],
  }),
  define('operator', '->>', {
    summary: 'A field of a JSON object, or an element of an array counted from 0, as text.',
    examples: [
      [`'{"title": "Emma"}'::json ->> 'title'`, 'Emma'],
      [`'[true, null]'::json ->> 1`, null],
    ],
    signatures: [
      takes(['json', 'text'], 'text', textOf('json'), TEXT_OF_JSON),
      takes(['json', 'integer'], 'text', textOf('json'), TEXT_OF_JSON),
      takes(['jsonb', 'text'], 'text', textOf('jsonb'), NULLABLE),
      takes(['jsonb', 'integer'], 'text', textOf('jsonb'), NULLABLE),
    ],
  }),
]
