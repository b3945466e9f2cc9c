/** Arrays of one dimension: PostgreSQL's array text to elements and back. */
import type { Cell } from '../../base/cell.ts'
import { RowError, refuse } from './row-error.ts'

const INVALID_ARRAY = new RowError(
  'VALUE_INVALID_ARRAY',
  'The text is not an array of one dimension such as {a,"b c",NULL}.',
)

const ELEMENT = /\s*(?:"((?:[^"\\]|\\[^])*)"|([^\s{},"\\](?:[^{},"\\]*[^\s{},"\\])?))\s*([,}])/y

/** The elements of an array's text; NULL only where it is not quoted. */
export function parseArray(text: string): Cell[] {
  if (/^\{\s*\}$/u.test(text)) return []
  if (!text.startsWith('{')) return refuse(INVALID_ARRAY)
  const elements: Cell[] = []
  ELEMENT.lastIndex = 1
  for (let match = ELEMENT.exec(text); match !== null; match = ELEMENT.exec(text)) {
    const [, quoted, bare = '', end] = match
    const isNull = quoted === undefined && bare.toLowerCase() === 'null'
    elements.push(isNull ? null : (quoted?.replace(/\\([^])/gu, '$1') ?? bare))
    if (end === '}') return ELEMENT.lastIndex === text.length ? elements : refuse(INVALID_ARRAY)
  }
  return refuse(INVALID_ARRAY)
}

export function formatArray(elements: readonly Cell[]): string {
  return `{${elements.map(formatElement).join(',')}}`
}

function formatElement(element: Cell): string {
  if (element === null) return 'NULL'
  const needsQuotes = element === '' || /[{}",\\\s]|^null$/iu.test(element)
  return needsQuotes ? `"${element.replace(/["\\]/gu, '\\$&')}"` : element
}
