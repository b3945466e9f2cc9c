/** `||` of JSON. */
import { parseJson, type JsonNode } from '../../catalog/codec/json-tokens.ts'
import { printJsonb } from '../../catalog/codec/jsonb.ts'
import { takes } from '../declare.ts'

/** Two objects become one, where the right one's fields count; else it is an array of both. */
function concatenate(left: string, right: string): string {
  const [one, other] = [parseJson(left), parseJson(right)]
  const place = { start: 0, end: 0 }
  if (one.kind === 'object' && other.kind === 'object') {
    const entries = [...one.entries, ...other.entries]
    return printJsonb({ kind: 'object', entries, ...place })
  }
  return printJsonb({ kind: 'array', items: [...itemsOf(one), ...itemsOf(other)], ...place })
}

function itemsOf(node: JsonNode): readonly JsonNode[] {
  return node.kind === 'array' ? node.items : [node]
}

export const joinJson = takes(['jsonb', 'jsonb'], 'jsonb', concatenate)
