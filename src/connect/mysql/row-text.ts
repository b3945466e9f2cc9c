/** Rows as lines that LOAD DATA reads, and the same lines as the values of an INSERT. */
import type { CellWriter } from './cell-writer.ts'
import { quoteName, quoteText } from './name.ts'

const NULL = String.raw`\N`
const SPECIAL = /[\\\n\t]/u
const WRITTEN: Readonly<Record<string, string>> = {
  '\\': String.raw`\\`,
  '\n': String.raw`\n`,
  '\t': String.raw`\t`,
}
const READ: Readonly<Record<string, string>> = { n: '\n', t: '\t' }

/** A field of a line, from what a column's writer made of the cell; null: NULL. */
export function formatField(text: string | null): string {
  if (text === null) return NULL
  if (!SPECIAL.test(text)) return text
  return text.replace(/[\\\n\t]/gu, (sign) => WRITTEN[sign] ?? sign)
}

export type NamedWriter = CellWriter & { readonly name: string }

/** The clauses by which LOAD DATA reads the lines into the columns. */
export function lineFormat(writers: readonly NamedWriter[]): string {
  const places = writers.map(({ carrier, name }, index) =>
    carrier === 'text' ? quoteName(name) : `@mapwright_${index}`,
  )
  const sets = writers.flatMap(({ carrier, name }, index) => {
    if (carrier === 'text') return []
    const value = `@mapwright_${index}`
    const read = carrier === 'hex' ? `unhex(${value})` : `cast(${value} as unsigned)`
    return [`${quoteName(name)} = ${read}`]
  })
  const set = sets.length === 0 ? '' : ` set ${sets.join(', ')}`
  return (
    String.raw`character set utf8mb4 fields terminated by '\t' escaped by '\\' ` +
    String.raw`lines terminated by '\n' (${places.join(', ')})${set}`
  )
}

/** `(1, 'Ada', x'00ff')`. */
export function lineValues(line: string, writers: readonly NamedWriter[]): string {
  const values = line.split('\t').map((field, index) => {
    if (field === NULL) return 'null'
    const carrier = writers[index]?.carrier
    if (carrier === 'hex') return `x'${field}'`
    if (carrier === 'bits') return field
    return quoteText(field.includes('\\') ? unescape(field) : field)
  })
  return `(${values.join(', ')})`
}

function unescape(field: string): string {
  return field.replace(/\\(.)/gsu, (_, sign: string) => READ[sign] ?? sign)
}
