/** Type-checks what is made of a mapping's rows: one an item, the first of equals, one a group. */
import { BIGINT, TEXT } from '../catalog/logical-type.ts'
import { treesOfAggregate } from '../expression/aggregate.ts'
import { namesOfRows, type RowsFrom } from '../expression/clause.ts'
import type {
  AggregateCall,
  AggregateSink,
  NamedValue,
  Scope,
  TypedExpression,
} from '../expression/tree.ts'
import type { ExpressionText, Grouping, MappingDocument } from '../mapping/document.ts'
import type { CheckedGroup, CheckedShape, MadeColumn } from './checked.ts'
import { firstPlace, type ExpressionChecker } from './expressions.ts'
import type { Findings } from './findings.ts'
import { MADE } from './made.ts'
import { sameTree } from './same-tree.ts'
import { checkSortKeys } from './source.ts'
import { checkSpans } from './spans.ts'

/** Names and aggregates that the rules of a mapping may use, and what is made for them. */
export interface OpenShape {
  /** Items of `each`; their types are found out when they are first asked for. */
  readonly names: ReadonlyMap<string, NamedValue>
  /** undefined: rules see one row, or the first of equals. */
  readonly aggregates: AggregateSink | undefined
  /** Types `each`, before the lets that may need its items. */
  begin(): void
  /**
   * To be asked once all rules are checked: they decide what is asked of a group. undefined after
   * saying what is wrong.
   */
  finish(): CheckedShape | undefined
}

export interface ShapeInput {
  readonly document: MappingDocument
  readonly checker: ExpressionChecker
  readonly findings: Findings
  /** What the source's rows, items and lets are called. */
  readonly scope: () => Scope
}

export function openShape(input: ShapeInput): OpenShape {
  const { grouping } = input.document.source
  const rows = openEach(input)
  const { calls, sink } = collectAggregates(rows.names)
  return {
    names: rows.names,
    aggregates: grouping?.kind === 'group' ? sink : undefined,
    begin: () => void rows.resolve(),
    finish: () => {
      const each = rows.resolve()
      const group = grouping === null ? null : checkGroup(grouping, input)
      if (each === undefined || group === undefined) return undefined
      const asked = calls.map(({ call, name }): MadeColumn => {
        const { type, nullable } = call
        return { name, type, nullable, by: 'group', trees: treesOfAggregate(call) }
      })
      return {
        each: each && { ...each, text: each.source.text, line: firstPlace(each.source).line },
        group: group && { ...group, aggregates: calls.map(({ call }) => call) },
        made: [...(each === null ? [] : madeByEach(each)), ...asked],
      }
    },
  }
}

/** `items` have names of their own, which may be anything. */
function collectAggregates(items: OpenShape['names']) {
  const calls: { readonly call: AggregateCall; readonly name: string }[] = []
  const sink: AggregateSink = {
    add: (call) => {
      const known = calls.find((other) => sameTree(other.call, call))
      if (known !== undefined) return { kind: 'column', alias: MADE, column: known.name }
      let name = `${call.name} ${calls.length + 1}`
      while (items.has(name)) name += ' '
      calls.push({ call, name })
      return { kind: 'column', alias: MADE, column: name }
    },
  }
  return { calls, sink }
}

/** In the row that stands where nobody asked for it by a name. */
const NUMBER = 'ordinality'

type Each = RowsFrom & { readonly source: ExpressionText }

/** The item, and its number in the row it comes from. */
function madeByEach({ tree, item, ordinality }: Each): readonly MadeColumn[] {
  return [
    { name: item, type: tree.type, nullable: true, by: 'each', trees: [tree] },
    { name: ordinality ?? NUMBER, type: BIGINT, nullable: false, by: 'each', trees: [tree] },
  ]
}

function openEach(input: ShapeInput): {
  readonly names: ReadonlyMap<string, NamedValue>
  readonly resolve: () => Each | null | undefined
} {
  const { document, checker, findings } = input
  const source = document.source.each
  if (source === null) return { names: new Map(), resolve: () => null }
  let state: 'new' | 'open' | { readonly each: Each | undefined } = 'new'
  const resolve = (): Each | undefined => {
    if (typeof state === 'object') return state.each
    if (state === 'open') {
      const message = 'each cannot need its own items. Write what they are made of.'
      findings.error('COMPILE_EACH_CYCLE', firstPlace(source), message)
      return undefined
    }
    state = 'open'
    const rows = checker.rowsFrom(source, input.scope(), 'each')
    state = { each: rows && { ...rows, source } }
    return state.each
  }
  // The names have to be known before anything is typed, so they are read without types.
  const written = namesOfRows(source.text)
  const names = new Map<string, NamedValue>()
  const give = (name: string | null, value: () => NamedValue['type'], nullable: boolean) => {
    if (name === null) return
    const column = { kind: 'column', alias: MADE, column: name } as const
    names.set(name, {
      get type() {
        return value()
      },
      nullable,
      column,
    })
  }
  give(written?.item ?? null, () => resolve()?.tree.type ?? TEXT, true)
  give(written?.ordinality ?? null, () => BIGINT, false)
  reportTaken(document, names, findings, source)
  return { names, resolve }
}

function reportTaken(
  { lets }: MappingDocument,
  names: ReadonlyMap<string, unknown>,
  findings: Findings,
  source: ExpressionText,
): void {
  const taken = lets.find(({ name }) => names.has(name.value.toLowerCase()))
  if (taken === undefined) return
  const message = `"${taken.name.value}" is a let, and an item of each. Give one another name.`
  findings.error('COMPILE_NAME_TWICE', firstPlace(source), message)
}

function checkGroup(
  grouping: Grouping,
  input: ShapeInput,
): Omit<CheckedGroup, 'aggregates'> | undefined {
  const { checker } = input
  const scope = input.scope()
  const { kind, order: sorted, at } = grouping
  const subject = kind === 'group' ? 'group_by' : 'distinct_on'
  const by = grouping.by.map((text) => checkBy(text, subject, input))
  const order = checkSortKeys(sorted, scope, subject, checker)
  const spans = grouping.spans === null ? null : checkSpans(grouping.spans, scope, input)
  const members = grouping.members.map((text) => checker.check(text, scope, 'members'))
  if (!by.every((tree) => tree !== undefined)) return undefined
  if (!members.every((tree) => tree !== undefined)) return undefined
  if (order === undefined || spans === undefined) return undefined
  reportMembers(grouping, input)
  return { kind, by, order, spans, members, line: at.line }
}

function reportMembers({ members }: Grouping, { document, findings }: ShapeInput): void {
  const [first] = members
  const isKept = document.columns.some(({ source }) => source.kind === 'surrogate')
  if (first === undefined || isKept) return
  const message =
    'There is no crosswalk in which members could be found: none of the columns is a surrogate.'
  findings.error('COMPILE_MEMBERS', firstPlace(first), message)
}

/** Types whose equal values have several cells: 1 and 1.0 within JSON, a day and 24 hours. */
const LOOSE: ReadonlySet<string> = new Set(['json', 'jsonb', 'interval', 'array', 'unsupported'])

function checkBy(
  text: ExpressionText,
  subject: string,
  { checker, findings, scope }: ShapeInput,
): TypedExpression | undefined {
  const tree = checker.check(text, scope(), subject)
  if (tree === undefined || !LOOSE.has(tree.type.kind)) return tree
  const message =
    `Values of ${tree.type.kind} are not told apart here. Where their texts are meant, ` +
    'write (...)::text.'
  findings.error('COMPILE_GROUP_TYPE', firstPlace(text), message)
  return undefined
}
