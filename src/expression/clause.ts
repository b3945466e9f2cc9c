/** Types what is written as in SQL's clauses: sort keys, and functions that give rows. */
import type { Node, RangeFunction } from '@pgsql/types'
import { didYouMean } from '../base/closest.ts'
import type { Checked } from '../base/diagnostic.ts'
import { parseRowsFrom, parseSortKey } from '../sql/expression.ts'
import { checkCall } from './call.ts'
import { checkParsed, type Language } from './check.ts'
import { checkAll, report, spanOf, type CheckContext, type ExpressionSource } from './context.ts'
import { checkSort } from './sort-key.ts'
import type { Hazard, SortKey, TypedExpression } from './tree.ts'

interface Hazardous {
  readonly hazards: readonly Hazard[]
}

/** Never throws for what a person could have written. */
export function checkSortKey(
  source: ExpressionSource,
  language: Language,
): Checked<SortKey & Hazardous> {
  return checkParsed(source, parseSortKey(source.text), language, checkSort)
}

/** A function that gives rows, and the names of what stands in them. */
export interface RowsFrom {
  /** Its type is that of an item; evaluated, it gives the array of all, or NULL for none. */
  readonly tree: TypedExpression
  readonly alias: string
  readonly item: string
  /** null: the items are not numbered. */
  readonly ordinality: string | null
}

/** Never throws for what a person could have written. */
export function checkRowsFrom(
  source: ExpressionSource,
  language: Language,
): Checked<RowsFrom & Hazardous> {
  return checkParsed(source, parseRowsFrom(source.text), language, checkRows)
}

/** The names alone; null where there are none to be read. */
export function namesOfRows(text: string): Omit<RowsFrom, 'tree'> | null {
  const parsed = parseRowsFrom(text)
  return parsed.ok ? readNames(parsed.tree.node) : null
}

function checkRows(node: RangeFunction, context: CheckContext): RowsFrom | undefined {
  const [list, ...others] = node.functions ?? []
  const [first] = list !== undefined && 'List' in list ? (list.List.items ?? []) : []
  const isPlain = others.length === 0 && node.coldeflist === undefined
  if (!isPlain || first === undefined || !('FuncCall' in first)) {
    const message =
      'One function gives the rows, and its items are of one type. Write unnest(...) as p(item).'
    return report(context, 'EXPRESSION_NOT_ALLOWED', 0, message)
  }
  const tree = checkRowsCall(first, context)
  const names = namesOf(node, context)
  return tree === undefined || names === undefined ? undefined : { tree, ...names }
}

function checkRowsCall(
  node: Extract<Node, { readonly FuncCall: unknown }>,
  context: CheckContext,
): TypedExpression | undefined {
  const { funcname = [], args, location } = node.FuncCall
  const written = funcname.flatMap((part) => ('String' in part ? [part.String.sval ?? ''] : []))
  const name = written.at(-1) ?? ''
  if (written.length > 1 || context.functions.find('rows', name) === null) {
    const message =
      `"${written.join('.')}" is no function that gives rows.` +
      `${didYouMean(name, context.functions.rowsNames)} For an array write unnest(...).`
    return report(context, 'EXPRESSION_UNKNOWN_FUNCTION', location, message)
  }
  const operands = checkAll(args, context)
  if (operands === undefined) return undefined
  const span = spanOf(context, location)
  return checkCall({ kind: 'rows', name, operands, named: new Map(), span }, context)
}

function namesOf(node: RangeFunction, context: CheckContext): Omit<RowsFrom, 'tree'> | undefined {
  const names = readNames(node)
  if (names !== null) return names
  const isNumbered = node.ordinality === true
  const form = isNumbered ? 'with ordinality as p(item, position)' : 'as p(item)'
  return report(context, 'EXPRESSION_NOT_ALLOWED', 0, `Name what comes of it: ${form}.`)
}

/** As in PostgreSQL: a lone alias names the item, too. */
function readNames({ alias, ordinality }: RangeFunction): Omit<RowsFrom, 'tree'> | null {
  const numbered = ordinality === true
  const names = (alias?.colnames ?? []).flatMap((part) =>
    'String' in part ? [part.String.sval ?? ''] : [],
  )
  const name = alias?.aliasname
  if (name === undefined || names.length > (numbered ? 2 : 1)) return null
  const [item = name, position = 'ordinality'] = names
  return { alias: name, item, ordinality: numbered ? position : null }
}
