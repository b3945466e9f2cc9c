/** JSON as PostgreSQL reads it: validated text to a tree that keeps numbers and positions. */
import { RowError, refuse } from './row-error.ts'

export const INVALID_JSON = new RowError('VALUE_INVALID_JSON', 'The text is not valid JSON.')

/** A value and the part of the text it was read from. */
export type JsonNode = JsonShape & { readonly start: number; readonly end: number }

type JsonShape =
  | { readonly kind: 'null' | 'true' | 'false' }
  /** The digits as they are written. */
  | { readonly kind: 'number'; readonly text: string }
  | { readonly kind: 'string'; readonly value: string }
  | { readonly kind: 'array'; readonly items: readonly JsonNode[] }
  | { readonly kind: 'object'; readonly entries: readonly (readonly [string, JsonNode])[] }

const DEPTH_MAX = 1000

interface Reader {
  readonly text: string
  offset: number
  depth: number
}

const NUMBER = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?(?![\w.+-])/y
// eslint-disable-next-line no-control-regex -- JSON forbids bare control characters
const STRING = /"(?:[^"\\\u0000-\u001f]|\\(?:["\\/bfnrt]|u[\da-fA-F]{4}))*"/y
const WORD = /(?:null|true|false)(?!\w)/y

/** Reads a whole text as one JSON value. */
export function parseJson(text: string): JsonNode {
  const reader: Reader = { text, offset: 0, depth: 0 }
  skipBlanks(reader)
  const node = readValue(reader)
  skipBlanks(reader)
  return reader.offset === text.length ? node : refuse(INVALID_JSON)
}

function readValue(reader: Reader): JsonNode {
  const start = reader.offset
  const shape = readShape(reader, reader.text[start])
  return { ...shape, start, end: reader.offset }
}

function readShape(reader: Reader, first: string | undefined): JsonShape {
  if (first === '"') return { kind: 'string', value: readString(reader) }
  if (first === '{') return nested(reader, readObject)
  if (first === '[') return nested(reader, readArray)
  const word = first !== undefined && first > '9' ? take(reader, WORD) : undefined
  if (word !== undefined) return { kind: word as 'null' | 'true' | 'false' }
  return { kind: 'number', text: take(reader, NUMBER) ?? refuse(INVALID_JSON) }
}

function nested(reader: Reader, read: (reader: Reader) => JsonShape): JsonShape {
  reader.depth += 1
  if (reader.depth > DEPTH_MAX) return refuse(INVALID_JSON)
  reader.offset += 1
  skipBlanks(reader)
  const shape = read(reader)
  reader.depth -= 1
  return shape
}

function readArray(reader: Reader): JsonShape {
  const items: JsonNode[] = []
  if (skip(reader, ']')) return { kind: 'array', items }
  do {
    skipBlanks(reader)
    items.push(readValue(reader))
    skipBlanks(reader)
  } while (skip(reader, ','))
  return skip(reader, ']') ? { kind: 'array', items } : refuse(INVALID_JSON)
}

function readObject(reader: Reader): JsonShape {
  const entries: (readonly [string, JsonNode])[] = []
  if (skip(reader, '}')) return { kind: 'object', entries }
  do {
    skipBlanks(reader)
    const key = readString(reader)
    skipBlanks(reader)
    if (!skip(reader, ':')) return refuse(INVALID_JSON)
    skipBlanks(reader)
    entries.push([key, readValue(reader)])
    skipBlanks(reader)
  } while (skip(reader, ','))
  return skip(reader, '}') ? { kind: 'object', entries } : refuse(INVALID_JSON)
}

const QUOTE = 34
const BACKSLASH = 92
const PRINTABLE_MIN = 32

/** Most texts are plain up to their end; of all others the pattern tells. */
function readString(reader: Reader): string {
  const { text: whole, offset } = reader
  if (whole.charCodeAt(offset) === QUOTE) {
    for (let end = offset + 1; end < whole.length; end += 1) {
      const code = whole.charCodeAt(end)
      if (code === QUOTE) {
        reader.offset = end + 1
        return whole.slice(offset + 1, end)
      }
      if (code === BACKSLASH || code < PRINTABLE_MIN) break
    }
  }
  const text = take(reader, STRING) ?? refuse(INVALID_JSON)
  return text.includes('\\') ? (JSON.parse(text) as string) : text.slice(1, -1)
}

function skipBlanks(reader: Reader): void {
  const { text } = reader
  let { offset } = reader
  for (; offset < text.length; offset += 1) {
    const code = text.charCodeAt(offset)
    if (code !== 32 && code !== 10 && code !== 9 && code !== 13) break
  }
  reader.offset = offset
}

function skip(reader: Reader, character: string): boolean {
  if (reader.text[reader.offset] !== character) return false
  reader.offset += 1
  return true
}

function take(reader: Reader, pattern: RegExp): string | undefined {
  pattern.lastIndex = reader.offset
  const match = pattern.exec(reader.text)
  if (match === null) return undefined
  reader.offset = pattern.lastIndex
  return match[0]
}
