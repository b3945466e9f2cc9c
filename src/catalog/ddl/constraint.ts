/** Turns the constraints of a table, written inline or on their own, into keys and checks. */
import { bracketText, type Constraint, type Statement } from '../../sql/ddl.ts'
import { tableId, type UniqueKey } from '../catalog.ts'
import type { Draft, DraftForeignKey, DraftTable } from './draft.ts'
import { hasColumns, qualify, report } from './look-up.ts'
import { chooseName } from './key-name.ts'
import { collect, stringsOf, type NodeBody } from './node.ts'

/** A constraint and the column it stands at; null: it stands on its own and names its columns. */
export interface PlacedConstraint {
  readonly constraint: Constraint
  readonly column: string | null
  /** `deferrable` is a node of its own after an inline constraint. */
  readonly deferrable: boolean
}

export function addConstraint(
  draft: Draft,
  statement: Statement,
  table: DraftTable,
  placed: PlacedConstraint,
): void {
  const { constraint } = placed
  const { contype, location } = constraint
  if (contype === 'CONSTR_PRIMARY') return addPrimaryKey(draft, statement, table, placed)
  if (contype === 'CONSTR_UNIQUE') return addUniqueKey(draft, statement, table, placed)
  if (contype === 'CONSTR_FOREIGN') return addForeignKey(draft, statement, table, placed)
  if (contype === 'CONSTR_CHECK') return addCheck(draft, statement, table, constraint)
  if (contype === 'CONSTR_NOTNULL') {
    const columns = stringsOf(constraint.keys)
    return setNullable(draft, statement, table, { columns, location, nullable: false })
  }
  // An exclusion refuses rows, but is neither a key nor a condition over one row.
  if (contype === 'CONSTR_EXCLUSION') return
  const message = 'This constraint is of a kind that is not read here. Write it in another way.'
  report(draft, statement, { code: 'CATALOG_DDL_UNREAD', message, location })
}

export function setNullable(
  draft: Draft,
  statement: Statement,
  table: DraftTable,
  change: {
    readonly columns: readonly string[]
    readonly location: number | undefined
    readonly nullable: boolean
  },
): void {
  if (!hasColumns(draft, statement, table, change)) return
  for (const [index, column] of table.columns.entries()) {
    if (!change.columns.includes(column.name)) continue
    table.columns[index] = { ...column, nullable: change.nullable }
  }
}

function addPrimaryKey(
  draft: Draft,
  statement: Statement,
  table: DraftTable,
  placed: PlacedConstraint,
): void {
  const { location } = placed.constraint
  const { columns } = keyOf(draft, statement, table, placed)
  if (table.primaryKey.length > 0) {
    const message = `Table "${tableId(table)}" already has a primary key. Keep one.`
    report(draft, statement, { code: 'CATALOG_DUPLICATE', message, location })
    return
  }
  if (!hasColumns(draft, statement, table, { columns, location })) return
  table.primaryKey = columns
  setNullable(draft, statement, table, { columns, location, nullable: false })
}

function addUniqueKey(
  draft: Draft,
  statement: Statement,
  table: DraftTable,
  placed: PlacedConstraint,
): void {
  const { conname, location, including } = placed.constraint
  const key = keyOf(draft, statement, table, placed)
  const { columns } = key
  if (!hasColumns(draft, statement, table, { columns, location })) return
  // The server makes no second index for `primary key unique`.
  if (conname === undefined && columns.join('\0') === table.primaryKey.join('\0')) return
  const named = [...columns, ...stringsOf(including)]
  table.uniqueKeys.push({ ...key, name: conname ?? keyName(draft, table, named, 'key') })
}

function addForeignKey(
  draft: Draft,
  statement: Statement,
  table: DraftTable,
  placed: PlacedConstraint,
): void {
  const { constraint, column } = placed
  const columns = column === null ? stringsOf(constraint.fk_attrs) : [column]
  const { location } = constraint
  if (!hasColumns(draft, statement, table, { columns, location })) return
  const { pktable } = constraint
  const key: DraftForeignKey = {
    name: constraint.conname ?? keyName(draft, table, columns, 'fkey'),
    columns,
    references: qualify(draft, pktable?.schemaname, pktable?.relname ?? ''),
    referencedColumns: stringsOf(constraint.pk_attrs),
    deferrable: placed.deferrable,
    statement,
    location,
  }
  table.foreignKeys.push(key)
}

function addCheck(
  draft: Draft,
  statement: Statement,
  table: DraftTable,
  constraint: Constraint,
): void {
  const condition = bracketText(statement, constraint.location ?? 0)
  const columns = new Set(
    collect(constraint.raw_expr, 'ColumnRef').flatMap((reference) =>
      stringsOf((reference as NodeBody<'ColumnRef'>).fields).slice(-1),
    ),
  )
  // As the server does: the column's name is part of the check's, when there is only one.
  const named = columns.size === 1 ? [...columns] : []
  const name = constraint.conname ?? keyName(draft, table, named, 'check')
  table.checks.push({ name, condition })
}

/** The key a constraint makes; `using index` turns a unique index into it, which is then gone. */
function keyOf(
  draft: Draft,
  statement: Statement,
  table: DraftTable,
  { constraint, column }: PlacedConstraint,
): Omit<UniqueKey, 'name'> {
  const { indexname, location, nulls_not_distinct: notDistinct } = constraint
  if (indexname === undefined) {
    const columns = column === null ? stringsOf(constraint.keys) : [column]
    return { columns, nullsDistinct: notDistinct !== true }
  }
  const index = table.uniqueKeys.findIndex((key) => key.name === indexname)
  const [key] = index === -1 ? [] : table.uniqueKeys.splice(index, 1)
  if (key === undefined) {
    const message = `Table "${tableId(table)}" has no unique index "${indexname}" above this line.`
    report(draft, statement, { code: 'CATALOG_UNKNOWN_COLUMN', message, location })
  }
  return key ?? { columns: [], nullsDistinct: true }
}

/** The name PostgreSQL would give: no other constraint of the schema has it. */
export function keyName(
  draft: Draft,
  table: DraftTable,
  columns: readonly string[],
  label: 'key' | 'fkey' | 'check' | 'idx',
): string {
  const neighbours = [...draft.tables.values(), table].filter((t) => t.schema === table.schema)
  const taken = new Set(
    neighbours.flatMap((t) =>
      [...t.uniqueKeys, ...t.foreignKeys, ...t.checks].map((key) => key.name),
    ),
  )
  return chooseName(table.name, columns, label, (name) => taken.has(name))
}
