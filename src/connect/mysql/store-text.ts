/** Turns texts, labels and bytes into what MySQL keeps without cutting, padding or folding it. */
import { canonicalJsonb } from '../../catalog/codec/jsonb.ts'
import type { LogicalType } from '../../catalog/logical-type.ts'
import type { CellWriter, Written } from './cell-writer.ts'
import { labelsOf, type NativeType } from './native-type.ts'

const NOT_EXACT = 'VALUE_NOT_EXACT'

/** Texts are limited in bytes; cut within a character, the server takes it for no text at all. */
const BYTES_MAX: Readonly<Record<string, number>> = {
  tinytext: 255,
  text: 65_535,
  mediumtext: 16_777_215,
}

export function textWriter(native: NativeType, collation: string | null): CellWriter {
  const { base } = native
  const bytesMax = collation?.startsWith('utf8') === true ? (BYTES_MAX[base] ?? null) : null
  const check = CHECKS[base]
  const lengthMax = base === 'char' || base === 'varchar' ? (native.numbers[0] ?? 1) : null
  const write = (cell: string): Written => {
    if (cell.includes('\0')) {
      const message = 'The text holds a NUL character, which a text of ours never does.'
      return { code: 'VALUE_NUL_CHARACTER', message }
    }
    if (!cell.isWellFormed()) {
      const message = 'The text holds half of a surrogate pair, which is no character.'
      return { code: 'VALUE_ENCODING', message }
    }
    // Strict mode cuts blanks at the end with no more than a note.
    if (lengthMax !== null && cell.length > lengthMax && [...cell].length > lengthMax) {
      const message = `The text is longer than the ${lengthMax} characters of its column.`
      return { code: 'VALUE_TOO_LONG', message }
    }
    if (bytesMax !== null && cell.length > bytesMax / 3 && Buffer.byteLength(cell) > bytesMax) {
      const message = `The text is longer than the ${bytesMax} bytes of its column.`
      return { code: 'VALUE_TOO_LONG', message }
    }
    const problem = check?.(cell) ?? null
    return problem === null ? cell : { code: NOT_EXACT, message: problem }
  }
  return { carrier: 'text', write }
}

/** Of types that keep a value and not its text: why this text would not come back. */
const CHECKS: Readonly<Record<string, (cell: string) => string | null>> = {
  char: (cell) =>
    cell.endsWith(' ') ? 'A CHAR loses the blanks at its end; make the column VARCHAR.' : null,
  json: (cell) =>
    isPlainJson(cell) ? null : 'A JSON column of MySQL would write this document differently.',
  inet4: (cell) => (isAddress(cell, '') ? null : 'INET4 would write the address differently.'),
  inet6: (cell) => (isAddress(cell, '[') ? null : 'INET6 would write the address differently.'),
}

/** MySQL's own order of keys, its blanks, and no number that a double would change. */
function isPlainJson(cell: string): boolean {
  const numbers = cell.replace(/"(?:[^"\\]|\\.)*"/gsu, '').match(/-?\d[\d.eE+-]*/gu) ?? []
  const isKept = numbers.every((number) => /^-?\d{1,15}$/u.test(number))
  return isKept && canonicalJsonb(cell) === cell
}

function isAddress(cell: string, open: '' | '['): boolean {
  const host = open === '' ? cell : `[${cell}]`
  const url = `http://${host}/`
  return URL.canParse(url) && new URL(url).hostname === host
}

/** MySQL takes a label in another case, or its number, for the label. */
export function labelWriter(declared: string, base: string): CellWriter {
  const labels = labelsOf(declared)
  const places = new Map(labels.map((label, index) => [label, index]))
  const unknown = { code: 'VALUE_INVALID_LABEL', message: `It is no label of ${declared}.` }
  const writeSet = (cell: string): Written => {
    let last = -1
    let isOrdered = true
    for (const label of cell === '' ? [] : cell.split(',')) {
      const place = places.get(label)
      if (place === undefined) return unknown
      isOrdered &&= place > last
      last = place
    }
    const message = `A SET keeps its labels once, in the order of ${declared}.`
    return isOrdered ? cell : { code: NOT_EXACT, message }
  }
  const writeLabel = (cell: string): Written => (places.has(cell) ? cell : unknown)
  return { carrier: 'text', write: base === 'set' ? writeSet : writeLabel }
}

export function bytesWriter({ base, numbers }: NativeType, type: LogicalType): CellWriter {
  const width = base === 'binary' ? (numbers[0] ?? 1) : null
  const write = (cell: string): Written => {
    const hex = hexOf(cell, type)
    const length = hex.length / 2
    if (width === null || length === width) return hex
    return length > width
      ? { code: 'VALUE_TOO_LONG', message: `The value is longer than ${width} bytes.` }
      : { code: NOT_EXACT, message: `A BINARY(${width}) would fill the value up with zeros.` }
  }
  return { carrier: 'hex', write }
}

function hexOf(cell: string, type: LogicalType): string {
  if (type.kind === 'bytea') return cell.slice(2)
  if (type.kind === 'uuid') return cell.replaceAll('-', '')
  return Buffer.from(cell, 'utf8').toString('hex')
}
