/** Turns SQL text into PostgreSQL's own syntax tree, with every position as a UTF-16 offset. */
import { loadModule, parseSync, hasSqlDetails } from 'libpg-query'
import type { RawStmt } from '@pgsql/types'

await loadModule()

/** Texts longer than this are refused before they reach the parser. */
const SQL_TEXT_LENGTH_MAX = 8_000_000

/** A parsed text: its statements, and how the parser's byte locations map onto the text. */
export interface SqlTree {
  readonly text: string
  readonly statements: readonly RawStmt[]
  /** UTF-16 offset of a node's `location` (bytes; absent means 0, negative means unknown: null). */
  offsetOf(location: number | undefined): number | null
}

/** Why a text could not be parsed, and where. */
export interface SqlProblem {
  readonly code: 'SQL_SYNTAX' | 'SQL_NUL' | 'SQL_SURROGATE' | 'SQL_TOO_LONG' | 'SQL_TOO_DEEP'
  readonly message: string
  /** UTF-16 offset in the text. */
  readonly offset: number
}

export type ParsedSql =
  | { readonly ok: true; readonly tree: SqlTree }
  | { readonly ok: false; readonly problem: SqlProblem }

/** Parses any number of statements. Never throws for what a person could have written. */
export function parseSql(text: string): ParsedSql {
  const problem = refuseText(text)
  if (problem !== undefined) return { ok: false, problem }
  // The parser calls an empty text an error; a text of blanks and comments it takes.
  if (text === '') return { ok: true, tree: { text, statements: [], offsetOf: byteOffsets(text) } }
  try {
    const statements = parseSync(text).stmts ?? []
    return { ok: true, tree: { text, statements, offsetOf: byteOffsets(text) } }
  } catch (error) {
    return { ok: false, problem: problemOf(error, text) }
  }
}

function refuseText(text: string): SqlProblem | undefined {
  if (text.length > SQL_TEXT_LENGTH_MAX) {
    const message = `The SQL text is longer than ${SQL_TEXT_LENGTH_MAX} characters. Split it.`
    return { code: 'SQL_TOO_LONG', message, offset: SQL_TEXT_LENGTH_MAX }
  }
  // The parser is written in C: it would take a NUL for the end and parse only what is before it.
  const nul = text.indexOf('\0')
  if (nul >= 0) {
    const message = 'The SQL text holds a NUL character. Remove it.'
    return { code: 'SQL_NUL', message, offset: nul }
  }
  if (!text.isWellFormed()) {
    const message = 'The SQL text holds half of a surrogate pair. Remove it.'
    return { code: 'SQL_SURROGATE', message, offset: loneSurrogate(text) }
  }
  return undefined
}

function loneSurrogate(text: string): number {
  let offset = 0
  for (const character of text) {
    if (!character.isWellFormed()) return offset
    offset += character.length
  }
  return offset
}

function problemOf(error: unknown, text: string): SqlProblem {
  if (hasSqlDetails(error)) {
    const position = error.sqlDetails?.cursorPosition ?? 0
    const offset = offsetOfCharacter(text, position)
    return { code: 'SQL_SYNTAX', message: capitalised(error.message), offset }
  }
  // Deep nesting ends in a RangeError, of the parser's own stack or of the tree's JSON.
  if (error instanceof Error && (error.name === 'RangeError' || error.name === 'RuntimeError')) {
    const message = 'The SQL text nests too deeply to be parsed. Break it into smaller parts.'
    return { code: 'SQL_TOO_DEEP', message, offset: 0 }
  }
  throw error
}

function capitalised(message: string): string {
  return `${message.charAt(0).toUpperCase()}${message.slice(1)}.`
}

/** The parser counts error positions in characters, not bytes. */
function offsetOfCharacter(text: string, position: number): number {
  let offset = 0
  for (let index = 0; index < position && offset < text.length; index += 1) {
    offset += (text.codePointAt(offset) ?? 0) > 0xffff ? 2 : 1
  }
  return offset
}

/** Node locations are UTF-8 bytes. Nearly every text is ASCII, where both are the same. */
function byteOffsets(text: string): (location: number | undefined) => number | null {
  // eslint-disable-next-line no-control-regex -- the whole of ASCII is meant
  if (/^[\0-\x7f]*$/u.test(text)) {
    return (location = 0) => (location < 0 ? null : Math.min(location, text.length))
  }
  let offsets: Uint32Array | undefined
  return (location = 0) => {
    if (location < 0) return null
    offsets ??= offsetsByByte(text)
    return offsets[location] ?? text.length
  }
}

function offsetsByByte(text: string): Uint32Array {
  const offsets = new Uint32Array(new TextEncoder().encode(text).length + 1)
  let byte = 0
  let offset = 0
  for (const character of text) {
    const width = utf8Width(character.codePointAt(0) ?? 0)
    offsets.fill(offset, byte, byte + width)
    byte += width
    offset += character.length
  }
  offsets[byte] = offset
  return offsets
}

function utf8Width(codePoint: number): number {
  if (codePoint < 0x80) return 1
  if (codePoint < 0x800) return 2
  return codePoint < 0x10000 ? 3 : 4
}
