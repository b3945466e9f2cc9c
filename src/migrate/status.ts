/** Compares the migrations written with the migrations applied. Pure. */
import { EngineError } from '../base/error.ts'
import type { MigrationFile } from '../project/migrations.ts'
import { BEGUN, type HistoryRow } from './history.ts'

export interface MigrationStatus {
  readonly name: string
  /**
   * changed: the file was edited after it was applied; gone: applied, but the file is missing;
   * late: pending, though a later one is applied already; unfinished: begun, and perhaps applied.
   */
  readonly state: 'applied' | 'pending' | 'changed' | 'gone' | 'late' | 'unfinished'
  readonly appliedAt: string | null
}

/** Every migration known to the folder or the history, in order of number. */
export function compareHistory(
  files: readonly MigrationFile[],
  history: readonly HistoryRow[],
): readonly MigrationStatus[] {
  const applied = new Map(history.map((row) => [row.name, row]))
  const known = new Set(files.map((file) => file.name))
  const lastApplied = Math.max(0, ...files.filter((f) => applied.has(f.name)).map((f) => f.number))
  const statuses: MigrationStatus[] = files.map((file) => {
    const row = applied.get(file.name)
    if (row === undefined) {
      const state = file.number < lastApplied ? 'late' : 'pending'
      return { name: file.name, state, appliedAt: null }
    }
    const state = row.checksum === file.checksum ? 'applied' : 'changed'
    const isBegun = row.ms === BEGUN
    return {
      name: file.name,
      state: isBegun ? 'unfinished' : state,
      appliedAt: isBegun ? null : row.applied_at,
    }
  })
  for (const row of history) {
    if (!known.has(row.name)) {
      statuses.push({ name: row.name, state: 'gone', appliedAt: row.applied_at })
    }
  }
  return statuses.toSorted((a, b) => numberOf(a) - numberOf(b) || (a.name < b.name ? -1 : 1))
}

function numberOf({ name }: MigrationStatus): number {
  return Number.parseInt(name, 10)
}

const REFUSALS = {
  changed: [
    'MIGRATE_CHANGED',
    'was edited after it was applied. Take the edit back, and write it as a new migration.',
  ],
  gone: [
    'MIGRATE_GONE',
    'is applied, but its file is missing. Restore the file from version control.',
  ],
  unfinished: [
    'MIGRATE_UNFINISHED',
    'was begun, and broken off before it could be noted as applied. If its statement was done, ' +
      "set ms to '0' in its row of mapwright_migration, else delete that row.",
  ],
  late: [
    'MIGRATE_LATE',
    'is new, but a higher number is applied already. Give it the next free number.',
  ],
} as const

/** Throws when the folder and the history contradict each other; umzug stores names only. */
export function refuseDrift(statuses: readonly MigrationStatus[]): void {
  for (const { name, state } of statuses) {
    if (state === 'applied' || state === 'pending') continue
    const [code, sentence] = REFUSALS[state]
    throw new EngineError(code, `${name} ${sentence}`)
  }
}
