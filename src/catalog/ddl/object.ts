/** Reads what stands beside tables: enums, domains, unique indexes, views, triggers, functions. */
import type { Node, Statement } from '../../sql/ddl.ts'
import { tableId } from '../catalog.ts'
import { keyName } from './constraint.ts'
import { findTable, hasColumns, qualify, report, type Draft, type DraftTrigger } from './draft.ts'
import { stringsOf } from './node.ts'
import { emptyTable } from './table.ts'
import { nameText, resolveType } from './type.ts'

type Body<Kind extends string> = Node extends infer One
  ? One extends Record<Kind, infer Content>
    ? Content
    : never
  : never

// Bits of pg_trigger.tgtype.
const TRIGGER_BEFORE = 2
const TRIGGER_INSERT = 4
const TRIGGER_DELETE = 8
const TRIGGER_UPDATE = 16
const TRIGGER_TRUNCATE = 32
const TRIGGER_INSTEAD = 64

/** `schema.name` of a list of one or two names. */
function idOf(draft: Draft, names: readonly string[]): string {
  return tableId(qualify(draft, names.at(-2), names.at(-1) ?? ''))
}

export function createEnum(draft: Draft, node: Body<'CreateEnumStmt'>): void {
  const names = stringsOf(node.typeName)
  const name = nameText(draft, names.at(-2), names.at(-1) ?? '')
  const type = { kind: 'enum', name, labels: stringsOf(node.vals) } as const
  draft.types.set(idOf(draft, names), { type, nullable: true })
}

export function createDomain(
  draft: Draft,
  statement: Statement,
  node: Body<'CreateDomainStmt'>,
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

/** A unique index over plain columns and all rows is a unique key; any other is no business of ours. */
export function createIndex(draft: Draft, statement: Statement, node: Body<'IndexStmt'>): void {
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

export function createView(draft: Draft, statement: Statement, node: Body<'ViewStmt'>): void {
  const name = qualify(draft, node.view?.schemaname, node.view?.relname ?? '')
  const id = tableId(name)
  const view = emptyTable(name, 'view')
  for (const column of stringsOf(node.aliases)) {
    view.columns.push({
      name: column,
      native: UNKNOWN_NATIVE,
      type: { kind: 'unsupported', native: UNKNOWN_NATIVE },
      nullable: true,
      default: null,
      generated: false,
      identity: null,
      collation: null,
    })
  }
  if (view.columns.length === 0) {
    report(draft, statement, {
      code: 'CATALOG_VIEW_COLUMNS',
      severity: 'warning',
      message: `The columns of view "${id}" are not known. List them: create view ${name.name} (a, b) as ...`,
      location: node.view?.location,
    })
  }
  draft.tables.set(id, view)
}

/** The type of a view's column, which only a server can tell. */
export const UNKNOWN_NATIVE = 'unknown'

export function createFunction(draft: Draft, node: Body<'CreateFunctionStmt'>): void {
  for (const option of node.options ?? []) {
    if (!('DefElem' in option) || option.DefElem.defname !== 'as') continue
    const { arg } = option.DefElem
    const [body] = arg !== undefined && 'List' in arg ? stringsOf(arg.List.items) : []
    if (body !== undefined) draft.functions.set(idOf(draft, stringsOf(node.funcname)), body)
  }
}

export function createTrigger(
  draft: Draft,
  statement: Statement,
  node: Body<'CreateTrigStmt'>,
): void {
  const table = findTable(draft, statement, node.relation)
  const { timing = 0, events: bits = 0 } = node
  const events: DraftTrigger['events'] = [
    ...((bits & TRIGGER_INSERT) === 0 ? [] : (['insert'] as const)),
    ...((bits & TRIGGER_UPDATE) === 0 ? [] : (['update'] as const)),
    ...((bits & TRIGGER_DELETE) === 0 ? [] : (['delete'] as const)),
    ...((bits & TRIGGER_TRUNCATE) === 0 ? [] : (['truncate'] as const)),
  ]
  table?.triggers.push({
    name: node.trigname ?? '',
    timing: timing === TRIGGER_BEFORE ? 'before' : timing === TRIGGER_INSTEAD ? 'instead' : 'after',
    events,
    calls: idOf(draft, stringsOf(node.funcname)),
  })
}
