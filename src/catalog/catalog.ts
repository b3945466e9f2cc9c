/** The catalog of one connection: what compiling needs to know of a database or file set. */
import type { LogicalType } from './logical-type.ts'

export interface TableName {
  /** null where the connector has no schemas (SQLite, files, MySQL's one database). */
  readonly schema: string | null
  readonly name: string
}

export interface Column {
  readonly name: string
  /** As the database declares it: `NVARCHAR(160)`, `int(11) unsigned`, `numeric(10,2)`. */
  readonly native: string
  readonly type: LogicalType
  readonly nullable: boolean
  /** SQL text of the default, null when there is none. */
  readonly default: string | null
  /** stored or virtual generated column: never written. */
  readonly generated: boolean
  /** always: `generated always as identity`; byDefault also for serial and auto_increment. */
  readonly identity: 'always' | 'byDefault' | null
  readonly collation: string | null
}

export interface UniqueKey {
  readonly name: string
  readonly columns: readonly string[]
  /** PostgreSQL's NULLS NOT DISTINCT. */
  readonly nullsDistinct: boolean
}

export interface ForeignKey {
  readonly name: string
  readonly columns: readonly string[]
  readonly references: TableName
  readonly referencedColumns: readonly string[]
  readonly deferrable: boolean
}

export interface CheckConstraint {
  readonly name: string
  /** SQL text of the condition, in the connector's own SQL. */
  readonly condition: string
}

export interface Trigger {
  readonly name: string
  readonly timing: 'before' | 'after' | 'instead'
  readonly events: readonly ('insert' | 'update' | 'delete' | 'truncate')[]
  /** The body of the trigger's function or the trigger's own, as far as it is known. */
  readonly body: string | null
}

export interface Table extends TableName {
  readonly kind: 'table' | 'view'
  readonly columns: readonly Column[]
  /** Empty: no primary key. */
  readonly primaryKey: readonly string[]
  readonly uniqueKeys: readonly UniqueKey[]
  readonly foreignKeys: readonly ForeignKey[]
  readonly checks: readonly CheckConstraint[]
  readonly triggers: readonly Trigger[]
}

export interface Catalog {
  readonly connection: string
  /** Connector kind: postgres, sqlite, mysql, files. */
  readonly connector: string
  /** Ordered by schema and name, columns in table order: snapshots must diff well. */
  readonly tables: readonly Table[]
}

/** `schema.name`, or `name` where there is no schema. */
export function tableId(table: TableName): string {
  return table.schema === null ? table.name : `${table.schema}.${table.name}`
}

/** The primary key and the unique keys. */
export function uniqueSets(table: Table): readonly (readonly string[])[] {
  const sets = [table.primaryKey, ...table.uniqueKeys.map(({ columns }) => columns)]
  return sets.filter((set) => set.length > 0)
}
