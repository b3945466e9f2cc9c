/** Reads what stands beside tables and shapes them: enums, domains and unique indexes. */
import type { Statement } from '../../sql/ddl.ts'
import { keyName } from './constraint.ts'
import type { Draft } from './draft.ts'
import { findTable, hasColumns, idOf } from './look-up.ts'
import { stringsOf, type NodeBody } from './node.ts'
import { nameText, resolveType } from './type.ts'

export function createEnum(draft: Draft, node: NodeBody<'CreateEnumStmt'>): void {
  const names = stringsOf(node.typeName)
  const name = nameText(draft, names.at(-2), names.at(-1) ?? '')
  const type = { kind: 'enum', name, labels: stringsOf(node.vals) } as const
  draft.types.set(idOf(draft, names), { type, nullable: true })
}

export function createDomain(
  draft: Draft,
  statement: Statement,
  node: NodeBody<'CreateDomainStmt'>,
): void {
  const base = resolveType(draft, statement, node.typeName)
  const notNull = (node.constraints ?? []).some(
    (item) => 'Constraint' in item && item.Constraint.contype === 'CONSTR_NOTNULL',
  )
  draft.types.set(idOf(draft, stringsOf(node.domainname)), {
    type: base.type,
    nullable: base.nullable && !notNull,
  })
}

/** A type that has no logical type, so that its name is not taken for a spelling mistake. */
export function createOpaqueType(draft: Draft, names: readonly string[]): void {
  const native = nameText(draft, names.at(-2), names.at(-1) ?? '')
  const type = { kind: 'unsupported', native } as const
  draft.types.set(idOf(draft, names), { type, nullable: true })
}

/** A unique index over plain columns and all rows is a unique key; any other matters not. */
export function createIndex(draft: Draft, statement: Statement, node: NodeBody<'IndexStmt'>): void {
  if (node.unique !== true || node.whereClause !== undefined) return
  const columns = (node.indexParams ?? []).map((item) =>
    'IndexElem' in item ? item.IndexElem.name : undefined,
  )
  if (!columns.every((column) => column !== undefined)) return
  const table = findTable(draft, statement, node.relation)
  if (table === undefined) return
  const location = node.relation?.location
  if (!hasColumns(draft, statement, table, { columns, location })) return
  const name = node.idxname ?? keyName(draft, table, columns, 'idx')
  table.uniqueKeys.push({ name, columns, nullsDistinct: node.nulls_not_distinct !== true })
}
