/** Creates the ledger in a target, and brings an older one up to the version this program needs. */
import { sql } from 'kysely'
import { EngineError } from '../base/error.ts'
import { LEDGER_SCHEMA, type Ledger } from './tables.ts'
import { inTransaction } from './transaction.ts'

/** Upgrade n brings the ledger from version n to n + 1. Append only: old ledgers are out there. */
const UPGRADES: readonly ((ledger: Ledger) => Promise<void>)[] = [createFirst]

const LEDGER_VERSION = UPGRADES.length

/** True when this target has a ledger at all: reading commands must not create one. */
export async function ledgerExists(ledger: Ledger): Promise<boolean> {
  const query = ledger.locksRows
    ? sql<{
        found: string
      }>`select 'found' as found where to_regclass('mapwright.version') is not null`
    : sql<{
        found: string
      }>`select 'found' as found from sqlite_master where name = 'mapwright_version'`
  return (await query.execute(ledger.db)).rows.length > 0
}

/** Creates or upgrades in one transaction. Call it while holding the run lock. */
export async function ensureLedger(ledger: Ledger): Promise<void> {
  await inTransaction(ledger.connection, async () => {
    const version = (await ledgerExists(ledger)) ? await readVersion(ledger) : 0
    if (version > LEDGER_VERSION) {
      throw new EngineError(
        'LEDGER_TOO_NEW',
        `The ledger in "${ledger.connection.settings.name}" has version ${version}; this ` +
          `Mapwright knows version ${LEDGER_VERSION}. Use the newer Mapwright that wrote it.`,
      )
    }
    for (const upgrade of UPGRADES.slice(version)) await upgrade(ledger)
    if (version < LEDGER_VERSION) {
      await ledger.db.deleteFrom(ledger.table.version).execute()
      await ledger.db.insertInto(ledger.table.version).values({ version: LEDGER_VERSION }).execute()
    }
  })
}

async function readVersion(ledger: Ledger): Promise<number> {
  const row = await ledger.db.selectFrom(ledger.table.version).select('version').executeTakeFirst()
  return Number(row?.version ?? 0)
}

async function createFirst(ledger: Ledger): Promise<void> {
  const { db, table } = ledger
  if (ledger.locksRows) await db.schema.createSchema(LEDGER_SCHEMA).ifNotExists().execute()
  await db.schema
    .createTable(table.version)
    .addColumn('version', 'integer', (column) => column.notNull())
    .execute()
  await createRunAndUnit(ledger)
  await db.schema
    .createTable(table.chunk)
    .addColumn('run', 'text', (column) => column.notNull())
    .addColumn('unit', 'text', (column) => column.notNull())
    .addColumn('chunk', 'integer', (column) => column.notNull())
    .addColumn('low', 'text')
    .addColumn('high', 'text')
    .addColumn('epoch', 'integer', (column) => column.notNull().defaultTo(0))
    .addColumn('lease_until', 'bigint', (column) => column.notNull().defaultTo(0))
    .addColumn('state', 'text', (column) => column.notNull())
    .addColumn('account', 'text')
    .addColumn('tally', 'text')
    .addColumn('ms', 'bigint', (column) => column.notNull().defaultTo(0))
    .addPrimaryKeyConstraint('chunk_pk', ['run', 'unit', 'chunk'])
    .execute()
  await createRowTables(ledger)
}

async function createRunAndUnit({ db, table }: Ledger): Promise<void> {
  await db.schema
    .createTable(table.run)
    .addColumn('run', 'text', (column) => column.primaryKey().notNull())
    .addColumn('state', 'text', (column) => column.notNull())
    .addColumn('started_at', 'text', (column) => column.notNull())
    .addColumn('finished_at', 'text')
    .addColumn('cleared', 'integer', (column) => column.notNull().defaultTo(0))
    .addColumn('read_rows', 'bigint', (column) => column.notNull().defaultTo(0))
    .addColumn('rejected_rows', 'bigint', (column) => column.notNull().defaultTo(0))
    .addColumn('limit_rows', 'bigint')
    .addColumn('limit_ratio', 'double precision')
    .addColumn('message', 'text')
    .execute()
  await db.schema
    .createTable(table.unit)
    .addColumn('run', 'text', (column) => column.notNull())
    .addColumn('unit', 'text', (column) => column.notNull())
    .addColumn('position', 'integer', (column) => column.notNull())
    .addColumn('wave', 'integer', (column) => column.notNull())
    .addColumn('source', 'text', (column) => column.notNull())
    .addColumn('target', 'text', (column) => column.notNull())
    .addColumn('digest', 'text', (column) => column.notNull())
    .addColumn('state', 'text', (column) => column.notNull())
    .addColumn('epoch', 'integer', (column) => column.notNull().defaultTo(0))
    .addColumn('read_rows', 'bigint', (column) => column.notNull().defaultTo(0))
    .addColumn('rejected_rows', 'bigint', (column) => column.notNull().defaultTo(0))
    .addColumn('limit_rows', 'bigint')
    .addColumn('limit_ratio', 'double precision')
    .addColumn('sequences', 'text', (column) => column.notNull().defaultTo('[]'))
    .addColumn('ms', 'bigint', (column) => column.notNull().defaultTo(0))
    .addPrimaryKeyConstraint('unit_pk', ['run', 'unit'])
    .execute()
}

async function createRowTables({ db, table }: Ledger): Promise<void> {
  await db.schema
    .createTable(table.reject)
    .addColumn('run', 'text', (column) => column.notNull())
    .addColumn('unit', 'text', (column) => column.notNull())
    .addColumn('chunk', 'integer', (column) => column.notNull())
    .addColumn('position', 'integer', (column) => column.notNull())
    .addColumn('digest', 'text', (column) => column.notNull())
    .addColumn('source_key', 'text', (column) => column.notNull())
    .addColumn('source_row', 'text', (column) => column.notNull())
    .addColumn('code', 'text', (column) => column.notNull())
    .addColumn('problems', 'text', (column) => column.notNull())
    .addPrimaryKeyConstraint('reject_pk', ['run', 'unit', 'chunk', 'position'])
    .execute()
  await db.schema
    .createTable(table.duplicate)
    .addColumn('run', 'text', (column) => column.notNull())
    .addColumn('unit', 'text', (column) => column.notNull())
    .addColumn('chunk', 'integer', (column) => column.notNull())
    .addColumn('source_key', 'text', (column) => column.notNull())
    .addColumn('first_key', 'text', (column) => column.notNull())
    .addPrimaryKeyConstraint('duplicate_pk', ['run', 'unit', 'chunk', 'source_key'])
    .execute()
  await db.schema
    .createTable(table.crosswalk)
    .addColumn('mapping', 'text', (column) => column.notNull())
    .addColumn('source_key', 'text', (column) => column.notNull())
    .addColumn('target_key', 'text', (column) => column.notNull())
    .addColumn('run', 'text', (column) => column.notNull())
    .addPrimaryKeyConstraint('crosswalk_pk', ['mapping', 'source_key'])
    .execute()
}
