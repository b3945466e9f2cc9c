/** jsonb: a JSON value as PostgreSQL prints it, with sorted keys and plain numbers. */
import { INVALID_JSON, parseJson, type JsonNode } from './json-tokens.ts'
import { formatNumeric, parseNumeric } from './numeric.ts'
import { refuse } from './row-error.ts'

/** The one text PostgreSQL prints for a JSON value of type jsonb. */
export function canonicalJsonb(text: string): string {
  return printJsonb(parseJson(text))
}

export function printJsonb(node: JsonNode): string {
  switch (node.kind) {
    case 'null':
    case 'true':
    case 'false':
      return node.kind
    case 'number':
      return formatNumeric(parseNumeric(node.text))
    case 'string':
      return printString(node.value)
    case 'array':
      return `[${node.items.map(printJsonb).join(', ')}]`
    case 'object':
      return `{${printEntries(node.entries)}}`
  }
}

/** Of equal keys the last counts; shorter keys come first, then they are ordered by bytes. */
function printEntries(entries: readonly (readonly [string, JsonNode])[]): string {
  const sorted = [...new Map(entries)].sort(([left], [right]) => compareKeys(left, right))
  return sorted.map(([key, value]) => `${printString(key)}: ${printJsonb(value)}`).join(', ')
}

const encoder = new TextEncoder()

function compareKeys(left: string, right: string): number {
  const a = encoder.encode(left)
  const b = encoder.encode(right)
  if (a.length !== b.length) return a.length - b.length
  for (const [index, byte] of a.entries()) {
    const difference = byte - (b[index] ?? 0)
    if (difference !== 0) return difference
  }
  return 0
}

function printString(value: string): string {
  if (!value.isWellFormed() || value.includes('\0')) return refuse(INVALID_JSON)
  return JSON.stringify(value)
}
