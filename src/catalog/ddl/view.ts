/** Reads what hangs on tables: views, triggers and the functions that triggers call. */
import type { Statement } from '../../sql/ddl.ts'
import { tableId } from '../catalog.ts'
import type { Draft, DraftTrigger } from './draft.ts'
import { findTable, idOf, qualify, report } from './look-up.ts'
import { stringsOf, type NodeBody } from './node.ts'
import { emptyTable } from './table.ts'

// Bits of pg_trigger.tgtype.
const TRIGGER_BEFORE = 2
const TRIGGER_INSERT = 4
const TRIGGER_DELETE = 8
const TRIGGER_UPDATE = 16
const TRIGGER_TRUNCATE = 32
const TRIGGER_INSTEAD = 64

export function createView(draft: Draft, statement: Statement, node: NodeBody<'ViewStmt'>): void {
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
      message:
        `The columns of view "${id}" are not known. List them: ` +
        `create view ${name.name} (a, b) as ...`,
      location: node.view?.location,
    })
  }
  draft.tables.set(id, view)
}

/** The type of a view's column, which only a server can tell. */
export const UNKNOWN_NATIVE = 'unknown'

export function createFunction(draft: Draft, node: NodeBody<'CreateFunctionStmt'>): void {
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
  node: NodeBody<'CreateTrigStmt'>,
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
