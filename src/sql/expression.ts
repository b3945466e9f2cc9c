/** Turns the text of one SQL expression, or a sort key, into PostgreSQL's syntax tree of it. */
import type { Node, RangeFunction, SelectStmt, SortBy } from '@pgsql/types'
import { parseSql, type SqlProblem } from './parser.ts'

/**
 * Longer texts and deeper trees are refused: nobody could read them, and a stranger may send one.
 */
const LENGTH_MAX = 10_000
const DEPTH_MAX = 200

const AT_END =
  'The expression ends here, and should not: something is missing, or a bracket does not match.'

/** A node of the grammar, and where it stands in the text it was parsed from. */
interface ParsedNode<T> {
  readonly node: T
  /** UTF-16 offset in the expression's text of a node's location. */
  offsetOf(location: number | undefined): number
}

interface ExpressionProblem {
  readonly code: SqlProblem['code'] | 'SQL_NOT_AN_EXPRESSION'
  readonly message: string
  /** UTF-16 offset in the expression's text. */
  readonly offset: number
}

export type ParsedText<T> =
  | { readonly ok: true; readonly tree: ParsedNode<T> }
  | { readonly ok: false; readonly problem: ExpressionProblem }

export type ParsedExpression = ParsedText<Node>

/** What is put around a text to make a statement of it, and the one thing that may come of it. */
interface Frame<T> {
  readonly before: string
  readonly after: string
  /** undefined: something else stands there. */
  readonly pick: (select: SelectStmt) => T | undefined
  /** What to write instead. */
  readonly wanted: string
}

/**
 * Parses the text as `select (TEXT\n)`, so that a comment cannot swallow the bracket, and makes
 * sure that nothing but one unnamed target stands there: `1) union select (2` is no expression.
 */
export function parseExpression(text: string): ParsedExpression {
  return parseFramed(text, EXPRESSION)
}

/** One sort key: an expression with `asc` or `desc`, and where its NULLs come. */
export function parseSortKey(text: string): ParsedText<SortBy> {
  return parseFramed(text, SORT_KEY)
}

/** One function that gives rows, with its alias: `unnest(x) with ordinality as p(item, n)`. */
export function parseRowsFrom(text: string): ParsedText<RangeFunction> {
  return parseFramed(text, ROWS_FROM)
}

function parseFramed<T extends object>(text: string, frame: Frame<T>): ParsedText<T> {
  const { before, after } = frame
  if (text.length > LENGTH_MAX) {
    return refuse('SQL_TOO_LONG', `The expression is longer than ${LENGTH_MAX} characters.`)
  }
  if (text.trim() === '') return refuse('SQL_NOT_AN_EXPRESSION', 'The expression is empty.')
  const within = (offset: number) => Math.max(0, Math.min(offset - before.length, text.length))
  const parsed = parseSql(`${before}${text}${after}`)
  if (!parsed.ok) {
    const { code, offset } = parsed.problem
    const isAtEnd = code === 'SQL_SYNTAX' && offset - before.length >= text.length
    // What was put around the text is none of the reader's.
    const message = isAtEnd ? AT_END : parsed.problem.message.replace(/\n\)(?="\.$)/u, '')
    return { ok: false, problem: { code, message, offset: within(offset) } }
  }
  const select = onlySelect(parsed.tree.statements)
  const node = select === undefined ? undefined : frame.pick(select)
  if (node === undefined) return refuse('SQL_NOT_AN_EXPRESSION', frame.wanted)
  if (depthOf(node, 0) > DEPTH_MAX) {
    return refuse('SQL_TOO_DEEP', `The expression nests deeper than ${DEPTH_MAX} levels. Use let.`)
  }
  const offsetOf = (location: number | undefined) =>
    within(parsed.tree.offsetOf(location) ?? before.length)
  return { ok: true, tree: { node, offsetOf } }
}

function refuse<T>(code: ExpressionProblem['code'], message: string): ParsedText<T> {
  return { ok: false, problem: { code, message, offset: 0 } }
}

function onlySelect(statements: readonly { readonly stmt?: Node }[]): SelectStmt | undefined {
  const [statement] = statements
  if (statements.length !== 1 || statement?.stmt === undefined) return undefined
  if (!('SelectStmt' in statement.stmt)) return undefined
  const select = statement.stmt.SelectStmt
  return select.op === 'SETOP_NONE' ? select : undefined
}

/** False: the text has added clauses of its own to the statement. */
function hasOnly(select: SelectStmt, clause: keyof SelectStmt): boolean {
  return Object.keys(select).every((field) => [clause, 'limitOption', 'op'].includes(field))
}

const EXPRESSION: Frame<Node> = {
  before: 'select (',
  after: '\n)',
  pick: (select) => {
    const target = select.targetList?.length === 1 ? select.targetList[0] : undefined
    if (!hasOnly(select, 'targetList') || target === undefined) return undefined
    if (!('ResTarget' in target)) return undefined
    const { val, name, indirection } = target.ResTarget
    return name === undefined && indirection === undefined ? val : undefined
  },
  wanted: 'This is not one expression. Write a value, no query.',
}

const SORT_KEY: Frame<SortBy> = {
  before: 'select order by ',
  after: '\n',
  pick: (select) => {
    const key = select.sortClause?.length === 1 ? select.sortClause[0] : undefined
    if (!hasOnly(select, 'sortClause') || key === undefined || !('SortBy' in key)) return undefined
    return key.SortBy.useOp === undefined ? key.SortBy : undefined
  },
  wanted: 'This is not one sort key. Write each as an item of the list: c.created_at desc.',
}

const ROWS_FROM: Frame<RangeFunction> = {
  before: 'select from ',
  after: '\n',
  pick: (select) => {
    const from = select.fromClause?.length === 1 ? select.fromClause[0] : undefined
    if (!hasOnly(select, 'fromClause') || from === undefined) return undefined
    return 'RangeFunction' in from ? from.RangeFunction : undefined
  },
  wanted:
    'This gives no rows. Write a function that does: ' +
    "unnest(string_to_array(c.phones, ';')) with ordinality as p(phone, position).",
}

function depthOf(value: unknown, depth: number): number {
  if (typeof value !== 'object' || value === null || depth > 4 * DEPTH_MAX) return depth
  // A level of the expression is two of the tree: the node's kind, and its fields.
  const below = Array.isArray(value) ? depth : depth + 0.5
  const levels = Object.values(value).map((inner) => depthOf(inner, below))
  return Math.max(depth, ...levels)
}
