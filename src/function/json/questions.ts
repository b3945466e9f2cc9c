/** What JSON is asked: #> and #>>, ?, ?|, ?&, @>, <@, its kind, the length of an array. */
import { parseJson, type JsonNode } from '../../catalog/codec/json-tokens.ts'
import { compareNumeric } from '../../catalog/codec/numeric-arithmetic.ts'
import { parseNumeric } from '../../catalog/codec/numeric.ts'
import { RowError, refuse } from '../../catalog/codec/row-error.ts'
import { trimPadding } from '../../catalog/codec/text.ts'
import { BOOLEAN, TEXT, type LogicalType } from '../../catalog/logical-type.ts'
import { holding } from '../array/elements.ts'
import type { FunctionDeclaration } from '../../expression/function-table.ts'
import { bound, define, takes } from '../declare.ts'
import { printAsJson, printAsText, type JsonKind } from './parts.ts'

const NO_ARRAY = new RowError('VALUE_INVALID_ARGUMENT', 'The JSON is not an array.')

/** What stands in a path for the place in an array. */
const INDEX = /^\s*[+-]?\d+$/u
const INDEX_MAX = 2_147_483_647

function indexOf(step: string): number | null {
  const index = INDEX.test(step) ? Number(step) : null
  return index === null || Math.abs(index) > INDEX_MAX ? null : index
}

/** Follows keys and places down; undefined where there is nothing. */
function follow(node: JsonNode, path: readonly unknown[]): JsonNode | undefined {
  let at: JsonNode | undefined = node
  for (const step of path as readonly (string | null)[]) {
    if (step === null) return undefined
    if (at?.kind === 'object') at = at.entries.findLast(([name]) => name === step)?.[1]
    else if (at?.kind === 'array') {
      const index = indexOf(step)
      at = index === null ? undefined : at.items.at(index)
    } else return undefined
  }
  return at
}

function jsonAt(kind: JsonKind): (text: string, path: readonly unknown[]) => string | null {
  return (text, path) => {
    const node = follow(parseJson(text), path)
    return node === undefined ? null : printAsJson(text, node, kind)
  }
}

function textAt(kind: JsonKind): (text: string, path: readonly unknown[]) => string | null {
  return (text, path) => {
    const node = follow(parseJson(text), path)
    return node === undefined ? null : printAsText(text, node, kind)
  }
}

/** A key of an object, or a text that is an element of an array or the whole. */
function has(text: string): (key: string) => boolean {
  const node = parseJson(text)
  if (node.kind === 'object') {
    const keys = new Set(node.entries.map(([key]) => key))
    return (key) => keys.has(key)
  }
  const items = node.kind === 'array' ? node.items : [node]
  const texts = new Set(items.flatMap((item) => (item.kind === 'string' ? [item.value] : [])))
  return (key) => texts.has(key)
}

function presentOf(keys: readonly unknown[]): readonly string[] {
  return (keys as readonly (string | null)[]).filter((key) => key !== null)
}

function isScalar({ kind }: JsonNode): boolean {
  return kind !== 'array' && kind !== 'object'
}

function isSameScalar(left: JsonNode, right: JsonNode): boolean {
  if (left.kind === 'number' && right.kind === 'number') {
    return compareNumeric(parseNumeric(left.text), parseNumeric(right.text)) === 0
  }
  if (left.kind === 'string' && right.kind === 'string') return left.value === right.value
  return left.kind === right.kind && isScalar(left)
}

/** Of equal keys the last counts. */
function fieldsOf(node: JsonNode & { kind: 'object' }): ReadonlyMap<string, JsonNode> {
  return new Map(node.entries)
}

/** PostgreSQL's jsonb containment, but for its exception of a scalar alone. */
function contains(left: JsonNode, right: JsonNode): boolean {
  if (left.kind === 'object' && right.kind === 'object') {
    const fields = fieldsOf(left)
    return [...fieldsOf(right)].every(([key, value]) => {
      const field = fields.get(key)
      return field !== undefined && contains(field, value)
    })
  }
  if (left.kind === 'array' && right.kind === 'array') {
    return right.items.every((item) => left.items.some((candidate) => contains(candidate, item)))
  }
  return isSameScalar(left, right)
}

/** An array holds a scalar that stands alone, too. */
function holds(left: string, right: string): boolean {
  const [whole, part] = [parseJson(left), parseJson(right)]
  if (whole.kind === 'array' && isScalar(part)) {
    return whole.items.some((item) => isSameScalar(item, part))
  }
  return contains(whole, part)
}

function kindOf(text: string): string {
  const { kind } = parseJson(text)
  return kind === 'true' || kind === 'false' ? 'boolean' : kind
}

function lengthOf(text: string): number {
  const node = parseJson(text)
  return node.kind === 'array' ? node.items.length : refuse(NO_ARRAY)
}

type OfKeys = (text: string, keys: readonly unknown[]) => unknown

/** Where texts are asked for, a char(n) comes without its padding. */
function ofTexts(apply: OfKeys): (operands: readonly LogicalType[]) => OfKeys {
  return ([, keys]) => {
    const isPadded = keys?.kind === 'array' && keys.element.kind === 'text' && keys.element.fixed
    if (!isPadded) return apply
    return (text, items) =>
      apply(
        text,
        items.map((item) => (typeof item === 'string' ? trimPadding(item) : item)),
      )
  }
}

const hasAny: OfKeys = (text, keys) => presentOf(keys).some(has(text))
const hasAll: OfKeys = (text, keys) => presentOf(keys).every(has(text))

const NULLABLE = { nullable: true } as const
/** json may hold an escaped NUL, which no text can; jsonb may not. */
const TEXT_OF_JSON = { nullable: true, fallible: true } as const

export const jsonQuestions: readonly FunctionDeclaration[] = [
  define('operator', '#>', {
    summary: 'What lies at the end of a path of keys and places, as JSON.',
    examples: [[`'{"a": {"b": [1, 2]}}'::jsonb #> '{a,b,-1}'`, '2']],
    signatures: [
      bound(['json', 'array'], { kind: 'json' }, ofTexts(jsonAt('json')), NULLABLE),
      bound(['jsonb', 'array'], { kind: 'jsonb' }, ofTexts(jsonAt('jsonb')), NULLABLE),
    ],
  }),
  define('operator', '#>>', {
    summary: 'What lies at the end of a path of keys and places, as text.',
    examples: [[`'{"a": [{"title": "Emma"}]}'::json #>> '{a,0,title}'`, 'Emma']],
    signatures: [
      bound(['json', 'array'], TEXT, ofTexts(textAt('json')), TEXT_OF_JSON),
      bound(['jsonb', 'array'], TEXT, ofTexts(textAt('jsonb')), NULLABLE),
    ],
  }),
  define('operator', '?', {
    summary: 'True where the text is a key of the object, or a text in the array.',
    examples: [[`'{"isbn": null}'::jsonb ? 'isbn'`, 't']],
    signatures: [takes(['jsonb', 'text'], 'boolean', (text, key) => has(text)(key))],
  }),
  define('operator', '?|', {
    summary: 'True where any of the texts is a key of the object, or a text in the array.',
    examples: [[`'["a", "b"]'::jsonb ?| array['b', 'c']`, 't']],
    signatures: [bound(['jsonb', 'array'], BOOLEAN, ofTexts(hasAny))],
  }),
  define('operator', '?&', {
    summary: 'True where all of the texts are keys of the object, or texts in the array.',
    examples: [[`'["a", "b"]'::jsonb ?& array['b', 'c']`, 'f']],
    signatures: [bound(['jsonb', 'array'], BOOLEAN, ofTexts(hasAll))],
  }),
  define('operator', '@>', {
    summary: 'True where the first JSON, or array, holds all that is in the second.',
    examples: [[`'{"a": 1, "tags": ["x", "y"]}'::jsonb @> '{"tags": ["y"]}'`, 't']],
    signatures: [takes(['jsonb', 'jsonb'], 'boolean', holds), holding.contains],
  }),
  define('operator', '<@', {
    summary: 'True where the second JSON, or array, holds all that is in the first.',
    examples: [[`'{"a": 1}'::jsonb <@ '{"a": 1.0, "b": 2}'::jsonb`, 't']],
    signatures: [
      takes(['jsonb', 'jsonb'], 'boolean', (part, whole) => holds(whole, part)),
      holding.contained,
    ],
  }),
  define('function', 'jsonb_typeof', {
    summary: 'object, array, string, number, boolean or null.',
    examples: [[`jsonb_typeof('[1]')`, 'array']],
    signatures: [takes(['jsonb'], 'text', kindOf)],
  }),
  define('function', 'json_typeof', {
    summary: 'object, array, string, number, boolean or null.',
    examples: [[`json_typeof('true')`, 'boolean']],
    signatures: [takes(['json'], 'text', kindOf)],
  }),
  define('function', 'jsonb_array_length', {
    summary: 'The number of elements of an array.',
    examples: [[`jsonb_array_length('[1, [2, 3]]')`, '2']],
    signatures: [takes(['jsonb'], 'integer', lengthOf, { fallible: true })],
  }),
  define('function', 'json_array_length', {
    summary: 'The number of elements of an array.',
    examples: [[`json_array_length('[]')`, '0']],
    signatures: [takes(['json'], 'integer', lengthOf, { fallible: true })],
  }),
]
