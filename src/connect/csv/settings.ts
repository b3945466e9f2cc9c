/** Turns the declaration of a file table into the files it names and the format they are in. */
import { existsSync } from 'node:fs'
import { glob } from 'node:fs/promises'
import { EngineError } from '../../base/error.ts'
import type { FileTable } from '../../plugin/connector.ts'

/** How text is cut into records and fields. */
export interface CsvFormat {
  readonly delimiter: string
  /** null: any of \n, \r\n, \r. */
  readonly record: string | null
  readonly quote: string | null
}

/** Checks that the separators can be told apart; throws CONNECT_FILE_FORMAT. */
export function csvFormat(table: FileTable): CsvFormat {
  const { delimiter, record, quote } = table
  const fail = (what: string): EngineError =>
    new EngineError('CONNECT_FILE_FORMAT', `Table ${table.name}: ${what}.`)
  if (delimiter === '') throw fail('the delimiter is empty')
  if (record === '') throw fail('the record separator is empty')
  if (record === null ? /[\r\n]/.test(delimiter) : delimiter.includes(record)) {
    throw fail('the delimiter holds the record separator, so no record could have two fields')
  }
  if (quote !== null && quote.length !== 1) throw fail('the quote is one character, or null')
  if (quote !== null && `${delimiter}${record ?? '\r\n'}`.includes(quote)) {
    throw fail('the quote is part of a separator')
  }
  return { delimiter, record, quote }
}

/** True where the declaration may name several files, which then need a `_file` column. */
export function isPattern(table: FileTable): boolean {
  return /[*?[{]/.test(table.file) && !existsSync(table.file)
}

/** The files of a table in the order of their names; throws CONNECT_FILE_MISSING for none. */
export async function tableFiles(table: FileTable): Promise<string[]> {
  const present: string[] = []
  if (isPattern(table)) for await (const file of glob(table.file)) present.push(file)
  else if (existsSync(table.file)) present.push(table.file)
  if (present.length === 0) {
    const message = `Table ${table.name}: there is no file ${table.file}; look at its path.`
    throw new EngineError('CONNECT_FILE_MISSING', message)
  }
  return present.sort()
}
