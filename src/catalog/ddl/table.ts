/** Turns `create table` into a draft table, columns and inline constraints included. */
import {
  defaultText,
  type ColumnDef,
  type Constraint,
  type Node,
  type Statement,
} from '../../sql/ddl.ts'
import { tableId, type Column } from '../catalog.ts'
import { addConstraint, type PlacedConstraint } from './constraint.ts'
import type { Draft, DraftTable } from './draft.ts'
import { qualify, report } from './look-up.ts'
import { stringsOf, type NodeBody } from './node.ts'
import { resolveType, type ResolvedType } from './type.ts'

type CreateTable = NodeBody<'CreateStmt'>

/** Constraints that say something of the column itself. */
const COLUMN_KINDS = new Set([
  'CONSTR_NULL',
  'CONSTR_NOTNULL',
  'CONSTR_DEFAULT',
  'CONSTR_IDENTITY',
  'CONSTR_GENERATED',
])

export function createTable(draft: Draft, statement: Statement, node: CreateTable): void {
  const { relation } = node
  const name = qualify(draft, relation?.schemaname, relation?.relname ?? '')
  const id = tableId(name)
  if (draft.tables.has(id)) {
    if (node.if_not_exists === true) return
    const message = `Table "${id}" is created twice. Remove one of the two.`
    report(draft, statement, { code: 'CATALOG_DUPLICATE', message })
    return
  }
  const table = emptyTable(name, 'table')
  // Named even where it cannot be read, so that what refers to it is not reported as well.
  draft.tables.set(id, table)
  if (!isPlain(node)) {
    const message =
      `Table "${id}" takes its columns from elsewhere (inherits, partition of, of a type), or is ` +
      `temporary. Write its columns out.`
    report(draft, statement, { code: 'CATALOG_DDL_UNREAD', message })
    return
  }
  addElements(draft, statement, table, node.tableElts ?? [])
}

export function emptyTable(
  name: { readonly schema: string | null; readonly name: string },
  kind: DraftTable['kind'],
): DraftTable {
  return {
    ...name,
    kind,
    columns: [],
    primaryKey: [],
    uniqueKeys: [],
    foreignKeys: [],
    checks: [],
    triggers: [],
  }
}

/** Adds a column and the constraints that stand at it. */
export function addColumn(
  draft: Draft,
  statement: Statement,
  table: DraftTable,
  definition: ColumnDef,
): void {
  addTableConstraints(draft, statement, table, defineColumn(draft, statement, table, definition))
}

function isPlain(node: CreateTable): boolean {
  const { relation, inhRelations = [], partbound, ofTypename } = node
  const borrows = inhRelations.length > 0 || partbound !== undefined || ofTypename !== undefined
  return !borrows && relation?.relpersistence !== 't'
}

/** Columns first: a constraint may stand before the column that it names. */
function addElements(
  draft: Draft,
  statement: Statement,
  table: DraftTable,
  elements: readonly Node[],
): void {
  const constraints: PlacedConstraint[] = []
  for (const element of elements) {
    if ('ColumnDef' in element) {
      constraints.push(...defineColumn(draft, statement, table, element.ColumnDef))
    } else if ('Constraint' in element) {
      constraints.push(ownConstraint(element.Constraint))
    } else {
      const message = `"like" takes columns from another table. Write them out.`
      const location =
        'TableLikeClause' in element ? element.TableLikeClause.relation?.location : undefined
      report(draft, statement, { code: 'CATALOG_DDL_UNREAD', message, location })
    }
  }
  addTableConstraints(draft, statement, table, constraints)
}

/** A constraint that stands on its own. */
export function ownConstraint(constraint: Constraint): PlacedConstraint {
  return { constraint, column: null, deferrable: constraint.deferrable === true }
}

/** The primary key first, so that a unique constraint that repeats it is recognised. */
function addTableConstraints(
  draft: Draft,
  statement: Statement,
  table: DraftTable,
  constraints: readonly PlacedConstraint[],
): void {
  const ordered = [
    ...constraints.filter(isPrimary),
    ...constraints.filter((placed) => !isPrimary(placed)),
  ]
  for (const placed of ordered) addConstraint(draft, statement, table, placed)
}

function isPrimary({ constraint }: PlacedConstraint): boolean {
  return constraint.contype === 'CONSTR_PRIMARY'
}

/** Adds the column; the constraints at it that are not about it alone are returned. */
function defineColumn(
  draft: Draft,
  statement: Statement,
  table: DraftTable,
  definition: ColumnDef,
): PlacedConstraint[] {
  const name = definition.colname ?? ''
  if (table.columns.some((column) => column.name === name)) {
    const message = `Table "${tableId(table)}" has two columns "${name}". Remove one of the two.`
    const { location } = definition
    report(draft, statement, { code: 'CATALOG_DUPLICATE', message, location })
    return []
  }
  const resolved = resolveType(draft, statement, definition.typeName)
  const constraints = (definition.constraints ?? []).flatMap((node) =>
    'Constraint' in node ? [node.Constraint] : [],
  )
  table.columns.push(columnOf(statement, definition, resolved, constraints))
  return placeInline(name, constraints)
}

function columnOf(
  statement: Statement,
  definition: ColumnDef,
  resolved: ResolvedType,
  constraints: readonly Constraint[],
): Column {
  const find = (kind: string) => constraints.find((constraint) => constraint.contype === kind)
  const identity = find('CONSTR_IDENTITY')
  const value = find('CONSTR_DEFAULT')
  const stops = [...constraints, definition.collClause].flatMap((node) => node?.location ?? [])
  const notNull = identity ?? find('CONSTR_NOTNULL')
  return {
    name: definition.colname ?? '',
    native: resolved.native,
    type: resolved.type,
    nullable: resolved.nullable && notNull === undefined,
    default: value?.location === undefined ? null : defaultText(statement, value.location, stops),
    generated: find('CONSTR_GENERATED') !== undefined,
    identity: identityOf(identity, resolved.serial),
    collation: stringsOf(definition.collClause?.collname).at(-1) ?? null,
  }
}

function identityOf(identity: Constraint | undefined, serial: boolean): Column['identity'] {
  if (identity === undefined) return serial ? 'byDefault' : null
  return identity.generated_when === 'a' ? 'always' : 'byDefault'
}

function placeInline(column: string, constraints: readonly Constraint[]): PlacedConstraint[] {
  return constraints.flatMap((constraint, index) => {
    const kind = constraint.contype ?? ''
    if (COLUMN_KINDS.has(kind) || kind.startsWith('CONSTR_ATTR_')) return []
    const rest = constraints.slice(index + 1)
    const end = rest.findIndex((next) => next.contype?.startsWith('CONSTR_ATTR_') !== true)
    const attributes = end === -1 ? rest : rest.slice(0, end)
    const deferrable = attributes.some((next) =>
      ['CONSTR_ATTR_DEFERRABLE', 'CONSTR_ATTR_DEFERRED'].includes(next.contype ?? ''),
    )
    return [{ constraint, column, deferrable }]
  })
}
