/** What a staged file says of itself, so that another run can tell whether it may use it. */
import { existsSync } from 'node:fs'
import { DatabaseSync } from 'node:sqlite'

export interface StagedFacts {
  readonly rows: number
  /** Rows with a cell that is none of its type's, or whose record is wrong as a whole. */
  readonly unreadable: number
  /** Null tokens read as NULL, by column. */
  readonly nulled: Readonly<Record<string, number>>
}

export function writeFacts(database: DatabaseSync, facts: StagedFacts): void {
  database.exec('create table facts (facts text)')
  database.prepare('insert into facts values (?)').run(JSON.stringify(facts))
}

/** null: there is no such file, or not a whole one. */
export function readFacts(file: string): StagedFacts | null {
  if (!existsSync(file)) return null
  try {
    const database = new DatabaseSync(file, { readOnly: true })
    try {
      const row = database.prepare('select facts from facts').get()
      return JSON.parse(String(row?.['facts'])) as StagedFacts
    } finally {
      database.close()
    }
  } catch {
    return null
  }
}
