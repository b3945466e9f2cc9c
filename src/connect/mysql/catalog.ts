/** Turns the information_schema of one database into a catalog. */
import type {
  Catalog,
  CheckConstraint,
  Column,
  ForeignKey,
  Table,
  Trigger,
  UniqueKey,
} from '../../catalog/catalog.ts'
import { sortTable, sortTables } from '../../catalog/order.ts'
import { TEXT } from '../../catalog/logical-type.ts'
import type { LogicalType } from '../../catalog/logical-type.ts'
import { logicalType, overriddenType, parseNative } from './native-type.ts'
import type { Session, TextRow } from './session.ts'

// The ledger's tables are not the user's.
const TABLES =
  "table_schema = database() and table_type in ('BASE TABLE', 'SYSTEM VERSIONED', 'VIEW')" +
  String.raw` and table_name not like 'mapwright\_%'`

/** Parts of a table by the table's name, in the order the server gave them. */
type ByTable<T> = ReadonlyMap<string, readonly T[]>

/** Every table and view of the session's database. */
export async function readCatalog(session: Session): Promise<Catalog> {
  const kinds = await session.rows(
    `select table_name, table_type from information_schema.tables
     where ${TABLES}`,
  )
  const checks = await readChecks(session)
  const columns = await readColumns(session, checks)
  const keys = await readKeys(session)
  const foreignKeys = await readForeignKeys(session)
  const triggers = await readTriggers(session)
  const tables = kinds.map(([name = '', kind]): Table => {
    const table = String(name)
    return sortTable({
      schema: null,
      name: table,
      kind: kind === 'VIEW' ? 'view' : 'table',
      columns: columns.get(table) ?? [],
      primaryKey: keys.get(table)?.find((key) => key.name === 'PRIMARY')?.columns ?? [],
      uniqueKeys: keys.get(table)?.filter((key) => key.name !== 'PRIMARY') ?? [],
      foreignKeys: foreignKeys.get(table) ?? [],
      checks: checks.get(table) ?? [],
      triggers: triggers.get(table) ?? [],
    })
  })
  return { connection: session.settings.name, connector: 'mysql', tables: sortTables(tables) }
}

/**
 * Rows by table: the server's estimate, or a count where it has none, as for views. A view that
 * cannot be read is left out.
 */
export async function estimateRows(session: Session): Promise<ReadonlyMap<string, number>> {
  const rows = await session.rows(
    `select table_name, table_rows, table_type from information_schema.tables
     where ${TABLES} order by table_name`,
  )
  const estimates = new Map<string, number>()
  for (const [name, estimate, kind] of rows) {
    const table = String(name)
    if (estimate !== null && kind !== 'VIEW') {
      estimates.set(table, Number(estimate))
      continue
    }
    const count = `select count(*) from \`${table.replaceAll('`', '``')}\``
    const counted = await session.rows(count).catch(() => [])
    if (counted[0] !== undefined) estimates.set(table, Number(counted[0][0]))
  }
  return estimates
}

async function readColumns(
  session: Session,
  checks: ByTable<CheckConstraint>,
): Promise<ByTable<Column>> {
  const rows = await session.rows(
    `select table_name, column_name, column_type, is_nullable, column_default, extra,
       generation_expression, collation_name
     from information_schema.columns where table_schema = database()
     order by table_name, ordinal_position`,
  )
  const { isMariaDb } = session
  return groupByTable(
    rows,
    ([table, name, native, nullable, value, extra, generated, collation]) => {
      const column = { table: String(table), name: String(name), native: String(native) }
      const isJson =
        checks.get(column.table)?.some((check) => isJsonCheck(check, column.name)) === true
      return {
        name: column.name,
        native: column.native,
        type: columnType(session, column, isJson),
        nullable: nullable === 'YES',
        default: isMariaDb
          ? mariaDefault(value)
          : mysqlDefault(value, String(extra), column.native),
        generated: (generated ?? '') !== '',
        identity: /\bauto_increment\b/iu.test(String(extra)) ? ('byDefault' as const) : null,
        collation: collation ?? null,
      }
    },
  )
}

function columnType(
  session: Session,
  column: { readonly table: string; readonly name: string; readonly native: string },
  isJson: boolean,
): LogicalType {
  const table = { schema: null, name: column.table }
  const declared = overriddenType(session.settings.types, table, column.name, column.native)
  if (declared !== undefined) return declared
  const type = logicalType(column.native, `${column.table}.${column.name}`)
  return isJson && type.kind === TEXT.kind ? { kind: 'json' } : type
}

/** MariaDB's JSON is a longtext with this check. */
function isJsonCheck(check: CheckConstraint, column: string): boolean {
  return check.condition.toLowerCase() === `json_valid(\`${column.toLowerCase()}\`)`
}

/** MariaDB writes defaults as SQL, and the word NULL for none. */
function mariaDefault(value: string | null | undefined): string | null {
  return value === undefined || value === null || value === 'NULL' ? null : value
}

const TEXTUAL =
  /^(?:char|varchar|(?:tiny|medium|long)?text|enum|set|date|datetime|timestamp|time)$/u

/** MySQL writes a constant bare and marks an expression in `extra`. */
function mysqlDefault(
  value: string | null | undefined,
  extra: string,
  native: string,
): string | null {
  if (value === undefined || value === null) return null
  const isExpression =
    extra.includes('DEFAULT_GENERATED') || /^current_timestamp(?:\(\d*\))?$/iu.test(value)
  if (isExpression || !TEXTUAL.test(parseNative(native).base)) return value
  return `'${value.replaceAll('\\', '\\\\').replaceAll("'", "''")}'`
}

/** The primary key too, named PRIMARY. A key over expressions or prefixes is left out. */
async function readKeys(session: Session): Promise<ByTable<UniqueKey>> {
  const rows = await session.rows(
    `select table_name, index_name, column_name, sub_part
     from information_schema.statistics where table_schema = database() and non_unique = 0
     order by table_name, index_name, seq_in_index`,
  )
  const parts = groupByTable(rows, ([, index, column, prefix]) => ({
    index: String(index),
    column: column ?? null,
    whole: column !== null && (prefix === null || index === 'PRIMARY'),
  }))
  return mapTables(parts, (columns) =>
    groupBy(columns, (part) => part.index)
      .filter(([, group]) => group.every((part) => part.whole))
      .map(([name, group]) => ({
        name,
        columns: group.map((part) => String(part.column)),
        nullsDistinct: true,
      })),
  )
}

export async function readForeignKeys(session: Session): Promise<ByTable<ForeignKey>> {
  const rows = await session.rows(
    `select table_name, constraint_name, column_name, referenced_table_name, referenced_column_name
     from information_schema.key_column_usage
     where table_schema = database() and referenced_table_schema = database()
     order by table_name, constraint_name, ordinal_position`,
  )
  const parts = groupByTable(rows, ([, name, column, table, referenced]) => ({
    name: String(name),
    column: String(column),
    table: String(table),
    referenced: String(referenced),
  }))
  return mapTables(parts, (columns) =>
    groupBy(columns, (part) => part.name).map(([name, group]) => ({
      name,
      columns: group.map((part) => part.column),
      references: { schema: null, name: group[0]?.table ?? '' },
      referencedColumns: group.map((part) => part.referenced),
      deferrable: false,
    })),
  )
}

/** MariaDB's checks name their table, MySQL's names are a schema's own; older servers have none. */
async function readChecks(session: Session): Promise<ByTable<CheckConstraint>> {
  const known = await session.rows(
    `select lower(column_name) from information_schema.columns
     where table_schema = 'information_schema' and lower(table_name) = 'check_constraints'`,
  )
  if (known.length === 0) return new Map()
  const rows = known.some(([name]) => name === 'table_name')
    ? await session.rows(
        `select table_name, constraint_name, check_clause
         from information_schema.check_constraints where constraint_schema = database()`,
      )
    : await session.rows(
        `select used.table_name, checks.constraint_name, checks.check_clause
         from information_schema.check_constraints as checks
         join information_schema.table_constraints as used
           using (constraint_schema, constraint_name)
         where constraint_schema = database() and used.constraint_type = 'CHECK'`,
      )
  return groupByTable(rows, ([, name, condition]) => ({
    name: String(name),
    condition: String(condition),
  }))
}

async function readTriggers(session: Session): Promise<ByTable<Trigger>> {
  const rows = await session.rows(
    `select event_object_table, trigger_name, action_timing, event_manipulation, action_statement
     from information_schema.triggers where event_object_schema = database()`,
  )
  return groupByTable(rows, ([, name, timing, event, body]) => ({
    name: String(name),
    timing: timing === 'BEFORE' ? ('before' as const) : ('after' as const),
    events: [String(event).toLowerCase() as 'insert' | 'update' | 'delete'],
    body: body ?? null,
  }))
}

/** Groups rows by their first field, the table. */
function groupByTable<T>(rows: readonly TextRow[], read: (fields: TextRow) => T): ByTable<T> {
  const groups = groupBy(rows, ([table]) => String(table))
  return new Map(groups.map(([table, group]) => [table, group.map(read)]))
}

function mapTables<T, U>(
  tables: ByTable<T>,
  convert: (parts: readonly T[]) => readonly U[],
): ByTable<U> {
  return new Map([...tables].map(([table, parts]) => [table, convert(parts)]))
}

function groupBy<T>(items: readonly T[], keyOf: (item: T) => string): [string, T[]][] {
  const groups = new Map<string, T[]>()
  for (const item of items) {
    const key = keyOf(item)
    const group = groups.get(key)
    if (group === undefined) groups.set(key, [item])
    else group.push(item)
  }
  return [...groups]
}
