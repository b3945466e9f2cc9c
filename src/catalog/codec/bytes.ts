/** uuid, bytea and boolean: the texts PostgreSQL takes for them, to the one text it prints. */
import { RowError, refuse } from './row-error.ts'

const INVALID_UUID = new RowError('VALUE_INVALID_UUID', 'The text is not a UUID.')
const INVALID_BYTES = new RowError(
  'VALUE_INVALID_BYTES',
  'The text is not a byte string: \\x and pairs of hexadecimal digits.',
)
const INVALID_BOOLEAN = new RowError(
  'VALUE_INVALID_BOOLEAN',
  'The text is not a truth value: true, false, yes, no, on, off, 1, 0, or the beginning of one.',
)

const UUID = /^(?:[\da-f]{4}-?){7}[\da-f]{4}$/iu
const CANONICAL_UUID = /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/

export function canonicalUuid(text: string): string {
  if (CANONICAL_UUID.test(text)) return text
  const braced = text.startsWith('{') && text.endsWith('}')
  const bare = braced ? text.slice(1, -1) : text
  if (!UUID.test(bare)) return refuse(INVALID_UUID)
  const digits = bare.replaceAll('-', '').toLowerCase()
  const ends = [8, 12, 16, 20, 32]
  return ends.map((end, index) => digits.slice(ends[index - 1] ?? 0, end)).join('-')
}

const CANONICAL_BYTES = /^\\x(?:[\da-f]{2})*$/

/** Hexadecimal is taken in either case, with blanks between bytes; the escape form is refused. */
export function canonicalBytes(text: string): string {
  if (CANONICAL_BYTES.test(text)) return text
  const compact = text.replace(/(?<=^\\x(?:[\da-fA-F]{2}|\s)*)\s/gu, '').toLowerCase()
  return CANONICAL_BYTES.test(compact) ? compact : refuse(INVALID_BYTES)
}

const TRUE = ['true', 'yes', 'on', '1']
const FALSE = ['false', 'no', 'off', '0']

/** Whole words or, as in PostgreSQL, beginnings that are not ambiguous: `t`, `fal`, `y`, `of`. */
export function parseBoolean(text: string): boolean {
  if (text === 't') return true
  if (text === 'f') return false
  const word = text.toLowerCase()
  if (word === '' || word === 'o') return refuse(INVALID_BOOLEAN)
  if (TRUE.some((candidate) => candidate.startsWith(word))) return true
  if (FALSE.some((candidate) => candidate.startsWith(word))) return false
  return refuse(INVALID_BOOLEAN)
}
