/** A needed table and its connection -> the names of the files that it may be copied to. */
import { sha256 } from '../base/digest.ts'
import type { ConnectionSettings } from '../plugin/connector.ts'
import { idOf, type NeededTable } from './needs.ts'

/** Raise it when the same table comes to be stored in another way. */
const STAGE_VERSION = 1
const DIGEST_DIGITS = 16

/** Who may use a copy: whoever has the same files, or one run alone. */
type Tenure = 'content' | 'run'

/** The beginning of the names of all copies that this table could be read from. */
export function stemOf(table: NeededTable, settings: ConnectionSettings): string {
  const { columns, indexes, holdsRecords } = table
  const read = columns.map(({ name, native, type }) => [name, native, type])
  const files = settings.files.find(({ name }) => name === table.table.name)
  const declared = settings.fileCatalog?.find(({ name }) => name === table.table.name)?.columns
  // Where the files are is no matter: their names and bytes have a digest of their own.
  const declaration = files === undefined ? null : { ...files, file: null }
  const { nullTokens, zeroDates, types } = settings
  const meaning = [STAGE_VERSION, idOf(table), read, indexes, holdsRecords, declaration, declared]
  const digest = sha256(JSON.stringify([...meaning, nullTokens, zeroDates, types]))
  const name = idOf(table).replace(/[^\p{L}\p{N}_.-]/gu, '_')
  return `${name}.${digest.slice(0, DIGEST_DIGITS)}`
}

export function copyName(stem: string, tenure: Tenure, owner: string): string {
  return `${stem}.${tenure}-${tenure === 'content' ? owner.slice(0, DIGEST_DIGITS) : owner}.sqlite`
}
