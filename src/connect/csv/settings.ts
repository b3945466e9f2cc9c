/** Turns the declaration of a file table into the files it names and the format they are in. */
import { existsSync } from 'node:fs'
import { glob } from 'node:fs/promises'
import path from 'node:path'
import { EngineError } from '../../base/error.ts'
import { compareText } from '../../catalog/order.ts'
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
  return { delimiter, record, quote }
}

function formatError(what: string): EngineError {
  return new EngineError('CONNECT_FILE_FORMAT', `${what}.`)
}

/** True where the declaration may name several files, which then need a `_file` column. */
export function isPattern(table: FileTable): boolean {
  return /[*?[{]/.test(table.file) && !existsSync(table.file)
}

/** How `_file` names a file: its path from where the pattern begins, so that no two are one. */
export function nameInPattern(table: FileTable, file: string): string {
  const parts = table.file.split(path.sep)
  const fixed = parts.slice(
    0,
    parts.findIndex((part) => /[*?[{]/.test(part)),
  )
  return path.relative(fixed.join(path.sep) || path.sep, file).replaceAll(path.sep, '/')
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
  return present.sort(compareText)
}
