/** Turns the text of one SQL expression into PostgreSQL's syntax tree of it. */
import type { Node } from '@pgsql/types'
import { parseSql, type SqlProblem } from './parser.ts'

/**
 * Longer texts and deeper trees are refused: nobody could read them, and a stranger may send one.
 */
const LENGTH_MAX = 10_000
const DEPTH_MAX = 200

const PREFIX = 'select ('

const AT_END =
  'The expression ends here, and should not: something is missing, or a bracket does not match.'

export interface ExpressionTree {
  readonly node: Node
  /** UTF-16 offset in the expression's text of a node's location. */
  offsetOf(location: number | undefined): number
}

interface ExpressionProblem {
  readonly code: SqlProblem['code'] | 'SQL_NOT_AN_EXPRESSION'
  readonly message: string
  /** UTF-16 offset in the expression's text. */
  readonly offset: number
}

export type ParsedExpression =
  | { readonly ok: true; readonly tree: ExpressionTree }
  | { readonly ok: false; readonly problem: ExpressionProblem }

/**
 * Parses the text as `select (TEXT\n)`, so that a comment cannot swallow the bracket, and makes
 * sure that nothing but one unnamed target stands there: `1) union select (2` is no expression.
 */
export function parseExpression(text: string): ParsedExpression {
  if (text.length > LENGTH_MAX) {
    return refuse('SQL_TOO_LONG', `The expression is longer than ${LENGTH_MAX} characters.`)
  }
  if (text.trim() === '') return refuse('SQL_NOT_AN_EXPRESSION', 'The expression is empty.')
  const parsed = parseSql(`${PREFIX}${text}\n)`)
  if (!parsed.ok) {
    const { code, offset } = parsed.problem
    const isAtEnd = code === 'SQL_SYNTAX' && offset - PREFIX.length >= text.length
    // What was put around the text is none of the reader's.
    const message = isAtEnd ? AT_END : parsed.problem.message.replace(/\n\)(?="\.$)/u, '')
    return { ok: false, problem: { code, message, offset: within(offset, text) } }
  }
  const node = onlyTarget(parsed.tree.statements)
  if (node === undefined) {
    return refuse('SQL_NOT_AN_EXPRESSION', 'This is not one expression. Write a value, no query.')
  }
  if (depthOf(node, 0) > DEPTH_MAX) {
    return refuse('SQL_TOO_DEEP', `The expression nests deeper than ${DEPTH_MAX} levels. Use let.`)
  }
  const offsetOf = (location: number | undefined) =>
    within(parsed.tree.offsetOf(location) ?? PREFIX.length, text)
  return { ok: true, tree: { node, offsetOf } }
}

function refuse(code: ExpressionProblem['code'], message: string): ParsedExpression {
  return { ok: false, problem: { code, message, offset: 0 } }
}

function within(offset: number, text: string): number {
  return Math.max(0, Math.min(offset - PREFIX.length, text.length))
}

/** Fields that a bare `select (x)` has; any other means that the text closed the bracket itself. */
const BARE: ReadonlySet<string> = new Set(['targetList', 'limitOption', 'op'])

function onlyTarget(statements: readonly { readonly stmt?: Node }[]): Node | undefined {
  const [statement] = statements
  if (statements.length !== 1 || statement?.stmt === undefined) return undefined
  if (!('SelectStmt' in statement.stmt)) return undefined
  const select = statement.stmt.SelectStmt
  if (Object.keys(select).some((field) => !BARE.has(field))) return undefined
  if (select.op !== 'SETOP_NONE' || select.targetList?.length !== 1) return undefined
  const target = select.targetList[0]
  if (target === undefined || !('ResTarget' in target)) return undefined
  const { val, name, indirection } = target.ResTarget
  return name === undefined && indirection === undefined ? val : undefined
}

function depthOf(value: unknown, depth: number): number {
  if (typeof value !== 'object' || value === null || depth > 4 * DEPTH_MAX) return depth
  // A level of the expression is two of the tree: the node's kind, and its fields.
  const below = Array.isArray(value) ? depth : depth + 0.5
  const levels = Object.values(value).map((inner) => depthOf(inner, below))
  return Math.max(depth, ...levels)
}
