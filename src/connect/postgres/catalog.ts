/** Turns what PostgreSQL says of its own tables into a catalog. */
import { tableId } from '../../catalog/catalog.ts'
import type {
  Catalog,
  Column,
  ForeignKey,
  Table,
  TableName,
  Trigger,
  UniqueKey,
} from '../../catalog/catalog.ts'
import type { LogicalType } from '../../catalog/logical-type.ts'
import { sortTable, sortTables } from '../../catalog/order.ts'
import { parseTypeName, type NamedTypes } from '../../catalog/type-name.ts'
import type { ConnectionSettings } from '../../plugin/connector.ts'
import {
  CATALOG_QUERY,
  ESTIMATE_QUERY,
  type CatalogRows,
  type ColumnRow,
  type KeyRow,
} from './catalog-query.ts'
import { overriddenType } from './cell.ts'
import { quoteTable } from './name.ts'
import type { PostgresSession } from './session.ts'

// Bits of pg_trigger.tgtype.
const TRIGGER_BEFORE = 2
const TRIGGER_INSTEAD = 64
const TRIGGER_EVENTS = [
  [4, 'insert'],
  [16, 'update'],
  [8, 'delete'],
  [32, 'truncate'],
] as const

/** Tables, partitioned ones as a whole, and views; none of the system, of extensions, of ours. */
export async function readCatalog(session: PostgresSession): Promise<Catalog> {
  const rows = await readRows(session)
  const named = namedTypes(rows)
  const columns = byTable(rows.columns)
  const keys = byTable(rows.keys)
  const references = byTable(rows.references)
  const checks = byTable(rows.checks)
  const triggers = byTable(rows.triggers)
  const tables = rows.tables.map(({ oid, schema, name, kind }): Table => {
    const ownKeys = keys.get(oid) ?? []
    return sortTable({
      schema,
      name,
      kind,
      columns: (columns.get(oid) ?? []).map((row) =>
        toColumn(row, { schema, name }, named, session.settings),
      ),
      primaryKey: ownKeys.find((key) => key.primary)?.columns ?? [],
      uniqueKeys: ownKeys.filter((key) => !key.primary).map(toUniqueKey),
      foreignKeys: (references.get(oid) ?? []).map(toForeignKey),
      checks: (checks.get(oid) ?? []).map((check) => {
        return { name: check.name, condition: check.condition }
      }),
      triggers: (triggers.get(oid) ?? []).map(toTrigger),
    })
  })
  return { connection: session.settings.name, connector: 'postgres', tables: sortTables(tables) }
}

/** The planner's figures; a count where it has none. */
export async function estimateRows(session: PostgresSession): Promise<Map<string, number>> {
  const estimates = new Map<string, number>()
  const result = await session.query(ESTIMATE_QUERY, [session.settings.schemas])
  for (const { schema, name, kind, rows } of result.rows) {
    const table = { schema: schema ?? null, name: name ?? '' }
    // Servers before 14 say 0 where they know nothing.
    const isKnown = kind === 'table' && Number(rows) > 0
    estimates.set(tableId(table), isKnown ? Number(rows) : await countRows(session, table))
  }
  return estimates
}

async function countRows(session: PostgresSession, table: TableName): Promise<number> {
  const result = await session.query(`select count(*) as rows from ${quoteTable(table)}`)
  return Number(result.rows[0]?.['rows'])
}

async function readRows(session: PostgresSession): Promise<CatalogRows> {
  // With `public` as the path, types of it are printed bare and all others with their schema,
  // wherever the user's own path goes: a snapshot is the same for everyone.
  const before = await session.query("select current_setting('search_path') as path")
  await session.query("select set_config('search_path', 'public', false)")
  try {
    const result = await session.query(CATALOG_QUERY, [session.settings.schemas])
    return JSON.parse(result.rows[0]?.['catalog'] ?? '{}') as CatalogRows
  } finally {
    // A transaction that has failed brings the path back by itself.
    const path = before.rows[0]?.['path'] ?? ''
    await session.query("select set_config('search_path', $1, false)", [path]).catch(() => {})
  }
}

function byTable<Item extends { readonly oid: string }>(
  items: readonly Item[],
): ReadonlyMap<string, readonly Item[]> {
  return Map.groupBy(items, (item) => item.oid)
}

/** The key of a type: a name without a schema is one of `public`. */
function idOf(schema: string | null, name: string): string {
  return tableId({ schema: schema ?? 'public', name })
}

function namedTypes(rows: CatalogRows): NamedTypes {
  const enums = new Map<string, LogicalType>()
  for (const { schema, name, native, labels } of rows.enums) {
    enums.set(idOf(schema, name), { kind: 'enum', name: native, labels })
  }
  const bases = new Map(rows.domains.map((row) => [idOf(row.schema, row.name), row.base]))
  const find: NamedTypes = (schema, name) => {
    const id = idOf(schema, name)
    const base = bases.get(id)
    return base === undefined ? enums.get(id) : parseTypeName(base, find)
  }
  return find
}

function toColumn(
  row: ColumnRow,
  table: TableName,
  named: NamedTypes,
  settings: ConnectionSettings,
): Column {
  const { name, native, nullable, generated, collation } = row
  const isSerial = row.identity === '' && row.default?.startsWith('nextval(') === true
  const type = overriddenType(settings.types, { table, name, native })
  return {
    name,
    native,
    type: type ?? parseTypeName(native, named),
    nullable,
    // The default of a serial column is the sequence behind it.
    default: isSerial ? null : row.default,
    generated,
    identity:
      row.identity === 'a' ? 'always' : row.identity === 'd' || isSerial ? 'byDefault' : null,
    collation,
  }
}

function toUniqueKey({ name, columns, nullsDistinct }: KeyRow): UniqueKey {
  return { name, columns, nullsDistinct }
}

function toForeignKey(row: CatalogRows['references'][number]): ForeignKey {
  const { name, columns, schema, table, referencedColumns, deferrable } = row
  return { name, columns, references: { schema, name: table }, referencedColumns, deferrable }
}

function toTrigger({ name, bits, body }: CatalogRows['triggers'][number]): Trigger {
  const isBefore = (bits & TRIGGER_BEFORE) !== 0
  const isInstead = (bits & TRIGGER_INSTEAD) !== 0
  return {
    name,
    timing: isInstead ? 'instead' : isBefore ? 'before' : 'after',
    events: TRIGGER_EVENTS.filter(([bit]) => (bits & bit) !== 0).map(([, event]) => event),
    body,
  }
}
