/** Names of tables of the reserved schema `work`, as people write them and as a target has them. */
import { tableId, type TableName } from './catalog.ts'

/** What stands before the dot, where another table has its connection. */
export const WORK = 'work'

/** Of PostgreSQL; elsewhere names begin with it. */
export const WORK_SCHEMA = 'mapwright_work'

/** The table in a target of that kind; without schemas its name carries one. */
export function workTableName(connector: string, name: string): TableName {
  return connector === 'postgres'
    ? { schema: WORK_SCHEMA, name }
    : { schema: null, name: `${WORK_SCHEMA}_${name}` }
}

/** null: it is a database's own. */
export function workNameOf({ schema, name }: TableName): string | null {
  if (schema === WORK_SCHEMA) return name
  const isWork = schema === null && name.startsWith(`${WORK_SCHEMA}_`)
  return isWork ? name.slice(WORK_SCHEMA.length + 1) : null
}

/** A table as people know it: `connection.table`, or `work.NAME`. */
export function shownTable(connection: string, table: TableName): string {
  const work = workNameOf(table)
  return work === null ? `${connection}.${tableId(table)}` : `${WORK}.${work}`
}
