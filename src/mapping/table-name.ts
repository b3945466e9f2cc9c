/** Turns `connection.schema.table as alias` into its parts. */
import type { AliasedTable, Located, TableReference } from './document.ts'
import { type Reader, report } from './reader.ts'

const NAME = String.raw`(?:"(?:[^"]|"")+"|[\p{L}_][\p{L}\p{N}_$-]*)`
const TABLE = new RegExp(
  String.raw`^\s*(?<connection>${NAME})\.(?<first>${NAME})(?:\.(?<second>${NAME}))?` +
    String.raw`(?:\s+as\s+(?<alias>${NAME}))?\s*$`,
  'iu',
)

/** A table without an alias; schema and table keep their quotes, which say that they are exact. */
export function readTable(reader: Reader, written: Located<string>): TableReference | undefined {
  const groups = match(reader, written, 'connection.table')
  if (groups === undefined) return undefined
  if (groups['alias'] !== undefined) {
    const message =
      `"${written.value}" has an alias, and nothing here can use one. ` +
      `Take "as ${groups['alias']}" out.`
    return report(reader, 'MAPPING_TABLE_NAME', written.at, message)
  }
  return referenceOf(groups, written)
}

/** A table with its alias; without one the table's name is the alias, as in SQL. */
export function readAliasedTable(
  reader: Reader,
  written: Located<string>,
): AliasedTable | undefined {
  const groups = match(reader, written, 'connection.table as alias')
  if (groups === undefined) return undefined
  const reference = referenceOf(groups, written)
  return { ...reference, alias: unquote(groups['alias'] ?? reference.table) }
}

/** `"a""b"` is `a"b`; a name without quotes is itself. */
export function unquote(written: string): string {
  return written.startsWith('"') && written.endsWith('"') && written.length > 1
    ? written.slice(1, -1).replaceAll('""', '"')
    : written
}

type Groups = Readonly<Record<string, string | undefined>>

function match(reader: Reader, written: Located<string>, form: string): Groups | undefined {
  const groups = TABLE.exec(written.value)?.groups
  if (groups !== undefined) return groups
  const message =
    `"${written.value}" is no table name. Write ${form}, or connection.schema.table; ` +
    'names of other than letters, digits, "_" and "-" stand in double quotes.'
  return report(reader, 'MAPPING_TABLE_NAME', written.at, message)
}

function referenceOf(groups: Groups, written: Located<string>): TableReference {
  const { connection = '', first = '', second } = groups
  return {
    connection: unquote(connection),
    schema: second === undefined ? null : first,
    table: second ?? first,
    at: written.at,
  }
}
