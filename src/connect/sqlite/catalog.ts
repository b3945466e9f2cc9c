/** Turns what SQLite says of its own schema into a catalog. */
import type { DatabaseSync, SQLOutputValue } from 'node:sqlite'
import type {
  Catalog,
  Column,
  ForeignKey,
  Table,
  Trigger,
  UniqueKey,
} from '../../catalog/catalog.ts'
import type { ConnectionSettings } from '../../plugin/connector.ts'
import { readCollations } from './collation.ts'
import { columnType } from './declared-type.ts'
import { quoteName } from './name.ts'
import { checkConstraints, triggerMoment } from './statement-text.ts'

type Settings = Pick<ConnectionSettings, 'name' | 'types'>
type PragmaRow = Record<string, SQLOutputValue>

interface ListedTable {
  readonly name: string
  readonly kind: 'table' | 'view'
  readonly withoutRowid: boolean
  readonly createSql: string
}

// Tables SQLite keeps for itself, and the ledger's, are not the user's.
const LIST_TABLES = String.raw`
  select l.name, l.type, l.wr, coalesce(s.sql, '') as sql
  from pragma_table_list l
  left join sqlite_schema s on s.name = l.name and s.type in ('table', 'view')
  where l.schema = 'main' and l.type <> 'shadow'
    and l.name not like 'sqlite\_%' escape '\' and l.name not like 'mapwright\_%' escape '\'
  order by l.name`

// `hidden` 1 is an argument of a virtual table; 2 and 3 are generated columns.
const LIST_COLUMNS = `
  select name, type, "notnull", dflt_value, pk, hidden
  from pragma_table_xinfo(?) where hidden <> 1 order by cid`

const LIST_UNIQUE_INDEXES = `
  select name, origin from pragma_index_list(?)
  where "unique" = 1 and partial = 0 order by name`

const LIST_INDEX_COLUMNS = `
  select name from pragma_index_xinfo(?) where key = 1 order by seqno`

const LIST_FOREIGN_KEYS = `
  select id, "table", "from", "to" from pragma_foreign_key_list(?) order by id desc, seq`

const LIST_TRIGGERS = `
  select name, sql from sqlite_schema where type = 'trigger' and tbl_name = ? collate nocase
  order by name`

/** Tables ordered by name, columns in table order. */
export function readCatalog(database: DatabaseSync, settings: Settings): Catalog {
  const tables = listTables(database).map((table) => readTable(database, settings, table))
  return { connection: settings.name, connector: 'sqlite', tables }
}

/** Rows by table and view. */
export function countRows(database: DatabaseSync): ReadonlyMap<string, number> {
  const counts = new Map<string, number>()
  for (const { name, kind } of listTables(database)) {
    const query = `select count(*) as count from ${quoteName(name)}`
    const [row] = askOf(kind, () => database.prepare(query).all())
    counts.set(name, Number(row?.['count'] ?? 0))
  }
  return counts
}

function listTables(database: DatabaseSync): ListedTable[] {
  const rows = database.prepare(LIST_TABLES).all()
  return rows.map((row) => ({
    name: String(row['name']),
    kind: row['type'] === 'view' ? 'view' : 'table',
    withoutRowid: row['wr'] === 1,
    createSql: String(row['sql']),
  }))
}

function readTable(database: DatabaseSync, settings: Settings, table: ListedTable): Table {
  const list = (query: string): PragmaRow[] => database.prepare(query).all(table.name)
  const columns = askOf(table.kind, () => list(LIST_COLUMNS))
  const primaryKey = keyColumns(columns)
  const indexes = list(LIST_UNIQUE_INDEXES)
  const alias = rowidAlias(table, primaryKey, indexes)
  const collations = readCollations(
    table,
    columns.map((column) => String(column['name'])),
  )
  const toColumn = (row: PragmaRow): Column => {
    const name = String(row['name'])
    const native = String(row['type'])
    return {
      name,
      native,
      type: columnType(settings, table.name, { name, native }),
      nullable: row['notnull'] === 0 && name !== alias,
      default: row['dflt_value'] === null ? null : String(row['dflt_value']),
      generated: row['hidden'] === 2 || row['hidden'] === 3,
      identity: name === alias ? 'byDefault' : null,
      collation: collations.get(name) ?? null,
    }
  }
  return {
    schema: null,
    name: table.name,
    kind: table.kind,
    columns: columns.map(toColumn),
    primaryKey,
    uniqueKeys: readUniqueKeys(database, indexes),
    foreignKeys: readForeignKeys(database, table.name),
    checks: table.kind === 'table' ? checkConstraints(table.createSql) : [],
    triggers: list(LIST_TRIGGERS).map(readTrigger),
  }
}

/** A view whose tables are gone has no columns and rows anyone could read, and hinders nothing. */
function askOf(kind: ListedTable['kind'], ask: () => PragmaRow[]): PragmaRow[] {
  try {
    return ask()
  } catch (error) {
    if (kind === 'view') return []
    throw error
  }
}

function keyColumns(columns: readonly PragmaRow[]): string[] {
  const inKey = columns.filter((column) => column['pk'] !== 0)
  inKey.sort((left, right) => Number(left['pk']) - Number(right['pk']))
  return inKey.map((column) => String(column['name']))
}

/**
 * `integer primary key` is another name for the rowid: never NULL, numbered by SQLite where no
 * value is given. It is the one primary key that has no index of its own.
 */
function rowidAlias(
  table: ListedTable,
  primaryKey: readonly string[],
  indexes: readonly PragmaRow[],
): string | null {
  const [column, second] = primaryKey
  if (column === undefined || second !== undefined || table.withoutRowid) return null
  return indexes.some((index) => index['origin'] === 'pk') ? null : column
}

function readUniqueKeys(database: DatabaseSync, indexes: readonly PragmaRow[]): UniqueKey[] {
  const keys: UniqueKey[] = []
  for (const index of indexes) {
    if (index['origin'] === 'pk') continue
    const rows = database.prepare(LIST_INDEX_COLUMNS).all(String(index['name']))
    const columns = rows.map((row) => row['name'])
    // An index over an expression says nothing of its columns.
    if (columns.some((column) => typeof column !== 'string')) continue
    keys.push({ name: String(index['name']), columns: columns.map(String), nullsDistinct: true })
  }
  return keys
}

export function readForeignKeys(database: DatabaseSync, table: string): ForeignKey[] {
  const byId = Map.groupBy(database.prepare(LIST_FOREIGN_KEYS).all(table), (row) => row['id'])
  return [...byId.values()].map((rows) => {
    const columns = rows.map((row) => String(row['from']))
    const parent = String(rows[0]?.['table'])
    // `references member` alone means the parent's primary key.
    const referenced = rows.every((row) => row['to'] === null)
      ? keyColumns(database.prepare(LIST_COLUMNS).all(parent))
      : rows.map((row) => String(row['to']))
    return {
      name: `${table}_${columns.join('_')}_fkey`,
      columns,
      references: { schema: null, name: parent },
      referencedColumns: referenced,
      deferrable: false,
    }
  })
}

function readTrigger(row: PragmaRow): Trigger {
  const body = String(row['sql'])
  return { name: String(row['name']), ...triggerMoment(body), body }
}
