/** What reading one YAML file knows on its way, and how it turns offsets into places. */
import type { Diagnostic, Place } from './diagnostic.ts'
import type { SyntaxComplaint } from './yaml-syntax.ts'

/** One file on its way from text to tree. */
export interface Reading {
  readonly file: string
  readonly text: string
  readonly lineStarts: readonly number[]
  readonly diagnostics: Diagnostic[]
  aliases: number
}

/** Begins to read a file. */
export function startReading(file: string, text: string): Reading {
  const lineStarts = [0]
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) {
    lineStarts.push(at + 1)
  }
  return { file, text, lineStarts, diagnostics: [], aliases: 0 }
}

/** Adds complaints that know their offset. */
export function complainAll(reading: Reading, complaints: readonly SyntaxComplaint[]): undefined {
  for (const { code, message, offset } of complaints) complain(reading, code, message, offset)
}

/** Adds a diagnostic at an offset; returns undefined, for a value that could not be read. */
export function complain(
  reading: Reading,
  code: string,
  message: string,
  offset: number,
): undefined {
  return complainAt(reading, code, message, placeOf(reading, offset))
}

/** Adds a diagnostic at a place. */
export function complainAt(
  reading: Reading,
  code: string,
  message: string,
  place: Place,
): undefined {
  reading.diagnostics.push({ ...place, code, severity: 'error', message })
}

/** The place of an offset; with `end` the extent of the marked text, where it ends on the line. */
export function placeOf(reading: Reading, offset: number, end?: number): Place {
  let low = 0
  let high = reading.lineStarts.length - 1
  while (low < high) {
    const middle = Math.ceil((low + high) / 2)
    if ((reading.lineStarts[middle] ?? 0) <= offset) low = middle
    else high = middle - 1
  }
  const lineStart = reading.lineStarts[low] ?? 0
  const lineEnd = reading.lineStarts[low + 1] ?? Infinity
  const place = { file: reading.file, line: low + 1, column: offset - lineStart + 1 }
  const marks = end !== undefined && end > offset && end < lineEnd
  return marks ? { ...place, endColumn: end - lineStart + 1 } : place
}
