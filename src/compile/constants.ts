/** Reads the constants that defaults and check constraints of a catalog are made of. */
import type { Node } from '@pgsql/types'
import type { CheckConstraint } from '../catalog/catalog.ts'
import type { TypedExpression } from '../expression/tree.ts'
import { parseExpression } from '../sql/expression.ts'
import type { AliasTable } from './checked.ts'

/** The text of a default that is a constant; undefined where it is none. */
export function constantDefault(sql: string): string | undefined {
  const parsed = parseExpression(sql)
  return parsed.ok ? constantText(parsed.tree.node) : undefined
}

/** The constant below casts: `'new'::text`. */
function constantText(node: Node | undefined): string | undefined {
  const inner = withoutCasts(node)
  if (inner === undefined || !('A_Const' in inner)) return undefined
  const { sval, ival, fval, boolval } = inner.A_Const
  if (sval !== undefined) return sval.sval ?? ''
  if (ival !== undefined) return String(ival.ival ?? 0)
  if (boolval !== undefined) return boolval.boolval === true ? 't' : 'f'
  return fval?.fval
}

function withoutCasts(node: Node | undefined): Node | undefined {
  return node !== undefined && 'TypeCast' in node ? withoutCasts(node.TypeCast.arg) : node
}

/**
 * The texts that a check constraint allows a column, in the words of the catalog; null: none of its
 * constraints is such a list.
 */
export function allowedTexts(
  tree: TypedExpression,
  tables: readonly AliasTable[],
): readonly string[] | null {
  if (tree.kind === 'cast') return allowedTexts(tree.operand, tables)
  if (tree.kind !== 'reference' || tree.reference.kind !== 'column') return null
  const { alias, column } = tree.reference
  const table = tables.find((candidate) => candidate.alias === alias)
  return table?.table.checks.map((check) => listOf(check, column)).find(isList) ?? null
}

function isList(list: readonly string[] | undefined): list is readonly string[] {
  return list !== undefined
}

function listOf({ condition }: CheckConstraint, column: string): readonly string[] | undefined {
  const parsed = parseExpression(condition)
  return parsed.ok ? textsOf(parsed.tree.node, column) : undefined
}

/** `x in (...)`, `x = any (array[...])`, `x = ...`, and these joined by OR. */
function textsOf(node: Node, column: string): readonly string[] | undefined {
  if ('BoolExpr' in node) {
    if (node.BoolExpr.boolop !== 'OR_EXPR') return undefined
    return together((node.BoolExpr.args ?? []).map((arg) => textsOf(arg, column)))
  }
  if (!('A_Expr' in node)) return undefined
  const { name, lexpr, rexpr } = node.A_Expr
  const sign = name?.[0]
  const isEqual = sign !== undefined && 'String' in sign && sign.String.sval === '='
  if (!isEqual || !isColumn(lexpr, column)) return undefined
  const items = itemsOf(withoutCasts(rexpr)).map(constantText)
  return together(items.map((text) => (text === undefined ? undefined : [text])))
}

function itemsOf(node: Node | undefined): readonly (Node | undefined)[] {
  if (node === undefined) return []
  if ('List' in node) return node.List.items ?? []
  return 'A_ArrayExpr' in node ? (node.A_ArrayExpr.elements ?? []) : [node]
}

function together(
  lists: readonly (readonly string[] | undefined)[],
): readonly string[] | undefined {
  const whole = lists.filter(isList)
  return whole.length === lists.length ? whole.flat() : undefined
}

function isColumn(node: Node | undefined, column: string): boolean {
  const inner = withoutCasts(node)
  if (inner === undefined || !('ColumnRef' in inner)) return false
  const last = inner.ColumnRef.fields?.at(-1)
  const name = last !== undefined && 'String' in last ? (last.String.sval ?? '') : ''
  return name.toLowerCase() === column.toLowerCase()
}
