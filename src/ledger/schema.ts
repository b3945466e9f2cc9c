/** Creates the ledger in a target, and brings an older one up to the version this program needs. */
import { sql, type RawBuilder } from 'kysely'
import { EngineError } from '../base/error.ts'
import { createKeyTable, createTable, textTypes, type KeyTable } from './key-table.ts'
import { LEDGER_SCHEMA, type Ledger, type LedgerDialect } from './tables.ts'
import { inTransaction } from './transaction.ts'

/** Upgrade n brings the ledger from version n to n + 1. Append only: old ledgers are out there. */
const UPGRADES: readonly ((ledger: Ledger) => Promise<void>)[] = [
  createFirst,
  createIndexTable,
  createSuspendedTable,
  createSettlementTables,
  createWorkTable,
]

const LEDGER_VERSION = UPGRADES.length

/** True when this target has a ledger at all: reading commands must not create one. */
export async function ledgerExists(ledger: Ledger): Promise<boolean> {
  return (await FIND[ledger.dialect].execute(ledger.db)).rows.length > 0
}

const FIND: Readonly<Record<LedgerDialect, RawBuilder<unknown>>> = {
  postgres: sql`select 'found' as found where to_regclass('mapwright.version') is not null`,
  mysql: sql`select 'found' as found from information_schema.tables
    where table_schema = database() and table_name = 'mapwright_version'`,
  sqlite: sql`select 'found' as found from sqlite_master where name = 'mapwright_version'`,
}

/**
 * Creates or upgrades in one transaction. Call it while holding the run lock. MySQL commits each
 * table at once: an upgrade can be broken off there, and is done once more from its beginning.
 */
export async function ensureLedger(ledger: Ledger): Promise<void> {
  if (ledger.dialect === 'mysql') await bringUpToDate(ledger)
  else await inTransaction(ledger.connection, () => bringUpToDate(ledger))
}

async function bringUpToDate(ledger: Ledger): Promise<void> {
  const version = await ledgerVersion(ledger)
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
}

/** 0: there is none. What came with a later version is not in it yet. */
export async function ledgerVersion(ledger: Ledger): Promise<number> {
  return (await ledgerExists(ledger)) ? await readVersion(ledger) : 0
}

async function readVersion(ledger: Ledger): Promise<number> {
  const row = await ledger.db.selectFrom(ledger.table.version).select('version').executeTakeFirst()
  return Number(row?.version ?? 0)
}

async function createFirst(ledger: Ledger): Promise<void> {
  const { db, dialect, table } = ledger
  const { name, text } = textTypes(ledger)
  if (dialect === 'postgres') await db.schema.createSchema(LEDGER_SCHEMA).ifNotExists().execute()
  await createRunAndUnit(ledger)
  await createTable(ledger, table.chunk)
    .addColumn('run', name, (column) => column.notNull())
    .addColumn('unit', name, (column) => column.notNull())
    .addColumn('chunk', 'integer', (column) => column.notNull())
    .addColumn('low', text)
    .addColumn('high', text)
    .addColumn('epoch', 'integer', (column) => column.notNull().defaultTo(0))
    .addColumn('lease_until', 'bigint', (column) => column.notNull().defaultTo(0))
    .addColumn('state', name, (column) => column.notNull())
    .addColumn('account', text)
    .addColumn('tally', text)
    .addColumn('ms', 'bigint', (column) => column.notNull().defaultTo(0))
    .addPrimaryKeyConstraint('chunk_pk', ['run', 'unit', 'chunk'])
    .execute()
  await createRowTables(ledger)
  // The last: where it is, the others are.
  await createTable(ledger, table.version)
    .addColumn('version', 'integer', (column) => column.notNull())
    .execute()
}

async function createIndexTable(ledger: Ledger): Promise<void> {
  const { name, text } = textTypes(ledger)
  await createTable(ledger, ledger.table.index)
    .addColumn('run', name, (column) => column.notNull())
    .addColumn('unit', name, (column) => column.notNull())
    .addColumn('target', name, (column) => column.notNull())
    .addColumn('name', name, (column) => column.notNull())
    .addColumn('definition', text, (column) => column.notNull())
    .addColumn('built', 'integer', (column) => column.notNull().defaultTo(0))
    .addPrimaryKeyConstraint('index_pk', ['run', 'unit', 'name'])
    .execute()
}

/** MySQL was never offered to take indexes off: there is nothing to be copied twice. */
async function createSuspendedTable(ledger: Ledger): Promise<void> {
  const { db, dialect, table } = ledger
  const { name, text } = textTypes(ledger)
  await createTable(ledger, table.suspended)
    .addColumn('run', name, (column) => column.notNull())
    .addColumn('unit', name, (column) => column.notNull())
    .addColumn('target', name, (column) => column.notNull())
    .addColumn('kind', name, (column) => column.notNull())
    .addColumn('name', name, (column) => column.notNull())
    .addColumn('columns', text, (column) => column.notNull())
    .addColumn('definition', text, (column) => column.notNull())
    .addColumn('restored', 'integer', (column) => column.notNull().defaultTo(0))
    .execute()
  if (dialect !== 'mysql') {
    const indexes = await db.selectFrom(table.index).selectAll().execute()
    for (const { built, ...index } of indexes) {
      const row = { ...index, kind: 'index' as const, columns: '[]', restored: Number(built) }
      await db.insertInto(table.suspended).values(row).execute()
    }
  }
  await db.schema.dropTable(table.index).ifExists().execute()
}

async function createSettlementTables(ledger: Ledger): Promise<void> {
  const { table } = ledger
  const { name, text } = textTypes(ledger)
  await createKeyTable(
    ledger,
    { name: table.earlier, columns: ['run', 'unit'], key: 'row_key' },
    (keyed) =>
      keyed
        .addColumn('run', name, (column) => column.notNull())
        .addColumn('unit', name, (column) => column.notNull())
        .addColumn('row_key', text, (column) => column.notNull())
        .addColumn('cells', text, (column) => column.notNull()),
  )
  await createTable(ledger, table.settlement)
    .addColumn('run', name, (column) => column.notNull())
    .addColumn('unit', name, (column) => column.notNull())
    .addColumn('account', text, (column) => column.notNull())
    .addColumn('tally', text, (column) => column.notNull())
    .addPrimaryKeyConstraint('settlement_pk', ['run', 'unit'])
    .execute()
}

async function createWorkTable(ledger: Ledger): Promise<void> {
  const { name } = textTypes(ledger)
  await createTable(ledger, ledger.table.work)
    .addColumn('name', name, (column) => column.primaryKey().notNull())
    .addColumn('shape', name, (column) => column.notNull())
    .addColumn('run', name, (column) => column.notNull())
    .execute()
}

async function createRunAndUnit(ledger: Ledger): Promise<void> {
  const { table } = ledger
  const { name, text } = textTypes(ledger)
  await createTable(ledger, table.run)
    .addColumn('run', name, (column) => column.primaryKey().notNull())
    .addColumn('state', name, (column) => column.notNull())
    .addColumn('started_at', name, (column) => column.notNull())
    .addColumn('finished_at', name)
    .addColumn('cleared', 'integer', (column) => column.notNull().defaultTo(0))
    .addColumn('read_rows', 'bigint', (column) => column.notNull().defaultTo(0))
    .addColumn('rejected_rows', 'bigint', (column) => column.notNull().defaultTo(0))
    .addColumn('limit_rows', 'bigint')
    .addColumn('limit_ratio', 'double precision')
    .addColumn('message', text)
    .execute()
  await createTable(ledger, table.unit)
    .addColumn('run', name, (column) => column.notNull())
    .addColumn('unit', name, (column) => column.notNull())
    .addColumn('position', 'integer', (column) => column.notNull())
    .addColumn('wave', 'integer', (column) => column.notNull())
    .addColumn('source', name, (column) => column.notNull())
    .addColumn('target', name, (column) => column.notNull())
    .addColumn('digest', name, (column) => column.notNull())
    .addColumn('state', name, (column) => column.notNull())
    .addColumn('epoch', 'integer', (column) => column.notNull().defaultTo(0))
    .addColumn('read_rows', 'bigint', (column) => column.notNull().defaultTo(0))
    .addColumn('rejected_rows', 'bigint', (column) => column.notNull().defaultTo(0))
    .addColumn('limit_rows', 'bigint')
    .addColumn('limit_ratio', 'double precision')
    .addColumn('sequences', text, (column) => column.notNull())
    .addColumn('ms', 'bigint', (column) => column.notNull().defaultTo(0))
    .addPrimaryKeyConstraint('unit_pk', ['run', 'unit'])
    .execute()
}

function sourceKeyed(name: string, columns: readonly string[]): KeyTable {
  return { name, columns, key: 'source_key' }
}

async function createRowTables(ledger: Ledger): Promise<void> {
  const { table } = ledger
  const { name, text } = textTypes(ledger)
  await createTable(ledger, table.reject)
    .addColumn('run', name, (column) => column.notNull())
    .addColumn('unit', name, (column) => column.notNull())
    .addColumn('chunk', 'integer', (column) => column.notNull())
    .addColumn('position', 'integer', (column) => column.notNull())
    .addColumn('digest', name, (column) => column.notNull())
    .addColumn('source_key', text, (column) => column.notNull())
    .addColumn('source_row', text, (column) => column.notNull())
    .addColumn('code', name, (column) => column.notNull())
    .addColumn('problems', text, (column) => column.notNull())
    .addPrimaryKeyConstraint('reject_pk', ['run', 'unit', 'chunk', 'position'])
    .execute()
  await createKeyTable(ledger, sourceKeyed(table.duplicate, ['run', 'unit', 'chunk']), (keyed) =>
    keyed
      .addColumn('run', name, (column) => column.notNull())
      .addColumn('unit', name, (column) => column.notNull())
      .addColumn('chunk', 'integer', (column) => column.notNull())
      .addColumn('source_key', text, (column) => column.notNull())
      .addColumn('first_key', text, (column) => column.notNull()),
  )
  await createKeyTable(ledger, sourceKeyed(table.crosswalk, ['mapping']), (keyed) =>
    keyed
      .addColumn('mapping', name, (column) => column.notNull())
      .addColumn('source_key', text, (column) => column.notNull())
      .addColumn('target_key', text, (column) => column.notNull())
      .addColumn('run', name, (column) => column.notNull()),
  )
}
