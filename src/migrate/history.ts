/** The history of applied migrations: one table in the target, beside the ledger. */
import type { Kysely } from 'kysely'
import type { TargetConnection } from '../plugin/connector.ts'

/** One applied migration, as it stands in the target. */
export interface HistoryRow {
  readonly name: string
  readonly checksum: string
  /** ISO time in UTC. */
  readonly applied_at: string
  /** How long it took, in milliseconds; BEGUN: nobody knows whether it came to its end. */
  readonly ms: string
}

/** Stands in for the time of a migration that no transaction could hold together with its row. */
export const BEGUN = 'begun'

interface HistoryDatabase {
  migration: HistoryRow
}

/** Reads and writes the history through the session that runs the migrations. */
export interface History {
  ensure(): Promise<void>
  /** In order of name; empty where nothing was ever applied. */
  list(): Promise<readonly HistoryRow[]>
  /** To be called in the migration's own transaction, where it has one. */
  add(row: HistoryRow): Promise<void>
  /** Of a migration that was noted as begun: it took so long. */
  finish(name: string, ms: string): Promise<void>
  remove(name: string): Promise<void>
}

const SCHEMA = 'mapwright'

/** The history of this target; without schemas its table carries the name as a prefix. */
export function createHistory(target: TargetConnection): History {
  const hasSchemas = target.settings.kind === 'postgres'
  const isMysql = target.settings.kind === 'mysql'
  const db = target.db as Kysely<HistoryDatabase>
  const table = (hasSchemas ? `${SCHEMA}.migration` : `${SCHEMA}_migration`) as 'migration'
  return {
    async ensure() {
      if (hasSchemas) await db.schema.createSchema(SCHEMA).ifNotExists().execute()
      await db.schema
        .createTable(table)
        .ifNotExists()
        .addColumn('name', isMysql ? 'varchar(255)' : 'text', (column) => column.primaryKey())
        .addColumn('checksum', 'text', (column) => column.notNull())
        .addColumn('applied_at', 'text', (column) => column.notNull())
        .addColumn('ms', 'text', (column) => column.notNull())
        .execute()
    },
    async list() {
      // Looked for, not made: who only asks changes nothing.
      const tables = await db.introspection.getTables()
      const isThere = tables.some(({ schema, name }) =>
        hasSchemas ? schema === SCHEMA && name === 'migration' : name === table,
      )
      if (!isThere) return []
      return await db
        .selectFrom(table)
        .select(['name', 'checksum', 'applied_at', 'ms'])
        .orderBy('name')
        .execute()
    },
    async add(row) {
      await db.insertInto(table).values(row).execute()
    },
    async finish(name, ms) {
      await db.updateTable(table).set({ ms }).where('name', '=', name).execute()
    },
    async remove(name) {
      await db.deleteFrom(table).where('name', '=', name).execute()
    },
  }
}
