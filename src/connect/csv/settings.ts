/** Turns the declaration of a file table into the files it names and the format they are in. */
import { existsSync } from 'node:fs'
import { glob } from 'node:fs/promises'
import path from 'node:path'
import { EngineError } from '../../base/error.ts'
import { compareText } from '../../catalog/order.ts'
import type { FileTable } from '../../plugin/connector.ts'
import { isPattern } from '../../plugin/file-pattern.ts'

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
  if (delimiter === '') throw formatError('The delimiter is empty')
  if (record === '') throw formatError('The record separator is empty')
  if (record === null ? /[\r\n]/.test(delimiter) : delimiter.includes(record)) {
    throw formatError(
      'The delimiter holds the record separator, so no record could have two fields',
    )
  }
  if (quote !== null && quote.length !== 1) throw formatError('The quote is one character, or null')
  if (quote !== null && `${delimiter}${record ?? '\r\n'}`.includes(quote)) {
    throw formatError('The quote is part of a separator')
  }
  // Half of a surrogate pair would cut a character in two.
  if (![delimiter, record ?? '', quote ?? ''].every((text) => text.isWellFormed())) {
    throw formatError('A separator or the quote is half of a character')
  }
  return { delimiter, record, quote }
}

function formatError(what: string): EngineError {
  return new EngineError('CONNECT_FILE_FORMAT', `${what}.`)
}

/** The files of a table in the order of their names; throws CONNECT_FILE_MISSING for none. */
export async function tableFiles(table: FileTable): Promise<string[]> {
  const present: string[] = []
  if (isPattern(table.file)) for await (const file of glob(table.file)) present.push(file)
  else if (existsSync(table.file)) present.push(table.file)
  if (present.length === 0) {
    const message = `Table ${table.name}: there is no file ${table.file}; look at its path.`
    throw new EngineError('CONNECT_FILE_MISSING', message)
  }
  return present.sort(compareText)
}

/** How rows and messages name a file: as short as it can be told from the table's others. */
export function shownFile(table: Pick<FileTable, 'file'>, file: string): string {
  if (!isPattern(table.file)) return path.basename(file)
  const fixed = table.file.split(path.sep)
  const folder = fixed.slice(0, Math.min(fixed.findIndex(holdsWildcard), fixed.length - 1))
  return path.relative(folder.join(path.sep), file).replaceAll(path.sep, '/')
}

function holdsWildcard(part: string): boolean {
  return /[*?[{]/.test(part)
}
