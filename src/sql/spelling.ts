/** Brings an SQL expression into a form in which two spellings of one meaning are one text. */
import { parseSql } from './parser.ts'

type Tree = { readonly [key: string]: unknown }

/**
 * The form in which a server prints an expression and the one a person wrote it in become equal:
 * casts are left out, because a server adds them everywhere; `in` becomes `= any`, `between` a
 * pair of comparisons. A text that is no expression is compared as it stands, blanks aside.
 */
export function normalExpression(text: string): string {
  const parsed = parseSql(`select (${text}\n)`)
  const [statement] = parsed.ok ? parsed.tree.statements : []
  const select = statement?.stmt
  if (select === undefined || !('SelectStmt' in select)) return collapsed(text)
  try {
    return JSON.stringify(normal(select.SelectStmt.targetList))
  } catch (error) {
    // Thousands of operators in a row parse, and are deeper than the stack.
    if (error instanceof RangeError) return collapsed(text)
    throw error
  }
}

/** Runs of white space as one blank. */
export function collapsed(text: string): string {
  return text.replace(/\s+/gu, ' ').trim()
}

function normal(node: unknown): unknown {
  if (Array.isArray(node)) return node.map(normal)
  if (!isTree(node)) return node
  const [kind] = Object.keys(node)
  const content = kind === undefined ? undefined : node[kind]
  if (isTree(content)) {
    if (kind === 'TypeCast') return normal(content['arg'])
    if (kind === 'A_Const') return constant(content)
    if (kind === 'A_Expr') return operation(content)
    if (kind === 'BoolExpr') return logical(content)
    // A condition of a table has the columns of that table only, with its name or without.
    if (kind === 'ColumnRef') return { column: normal(lastOf(content['fields'])) }
    if (kind === 'A_ArrayExpr') return { array: normal(content['elements']) }
    if (kind === 'FuncCall') return call(content)
    if (kind === 'CaseExpr') return { CaseExpr: { defresult: NULL, ...fields(content) } }
  }
  return fields(node)
}

const NULL = { constant: null }

function fields(node: Tree): Tree {
  const kept = Object.entries(node).filter(([key]) => key !== 'location')
  return Object.fromEntries(kept.map(([key, value]) => [key, normal(value)]))
}

/** `-1` and `'-1'::integer` are one value; the parser leaves out zero, false and ''. */
function constant(content: Tree): Tree {
  for (const [kind, empty] of CONSTANTS) {
    const value = content[kind]
    if (isTree(value)) return { constant: `${(value[kind] ?? empty) as string | number | boolean}` }
  }
  return NULL
}

const CONSTANTS = [
  ['ival', '0'],
  ['fval', '0'],
  ['boolval', 'false'],
  ['sval', ''],
  ['bsval', ''],
] as const

function operation(content: Tree): Tree {
  const { kind, lexpr, rexpr } = content
  const left = normal(lexpr)
  switch (kind) {
    case 'AEXPR_IN': {
      const word = nameOf(content)
      const items = itemsOf(rexpr)
      // A server prints a list of one as a comparison.
      if (items.length === 1) return operator(word, left, items[0])
      return operator(`${word} ${word === '=' ? 'any' : 'all'}`, left, { array: items })
    }
    case 'AEXPR_OP_ANY':
      return operator(`${nameOf(content)} any`, left, normal(rexpr))
    case 'AEXPR_OP_ALL':
      return operator(`${nameOf(content)} all`, left, normal(rexpr))
    case 'AEXPR_BETWEEN': {
      const [low, high] = itemsOf(rexpr)
      return { and: [operator('>=', left, low), operator('<=', left, high)] }
    }
    case 'AEXPR_NOT_BETWEEN': {
      const [low, high] = itemsOf(rexpr)
      return { or: [operator('<', left, low), operator('>', left, high)] }
    }
    case 'AEXPR_OP':
    case 'AEXPR_LIKE':
    case 'AEXPR_ILIKE':
      return operator(nameOf(content), left, normal(rexpr))
    default:
      return { A_Expr: fields(content) }
  }
}

function itemsOf(list: unknown): unknown[] {
  const items = isTree(list) && isTree(list['List']) ? list['List']['items'] : []
  return Array.isArray(items) ? items.map(normal) : []
}

function operator(name: string, left: unknown, right: unknown): Tree {
  return { operator: name, left, right }
}

/** An operator's name without the schema a server may print before it. */
function nameOf(content: Tree): string {
  const last = lastOf(content['name'])
  return isTree(last) && isTree(last['String']) ? String(last['String']['sval']) : ''
}

function lastOf(list: unknown): unknown {
  return Array.isArray(list) ? (list as unknown[]).at(-1) : undefined
}

/** Nested conjunctions are one list, as are nested disjunctions. */
function logical(content: Tree): Tree {
  const { boolop, args } = content
  const operands = Array.isArray(args) ? args.map(normal) : []
  if (boolop === 'NOT_EXPR') return { not: operands }
  const key = boolop === 'AND_EXPR' ? 'and' : 'or'
  const flat = operands.flatMap((operand) => {
    const nested = isTree(operand) ? operand[key] : undefined
    return Array.isArray(nested) ? (nested as unknown[]) : [operand]
  })
  return { [key]: flat }
}

function call(content: Tree): Tree {
  const { funcname } = content
  const names = Array.isArray(funcname) ? (funcname as unknown[]) : []
  const isSystem = JSON.stringify(names.slice(0, 1)).includes('"pg_catalog"')
  const { funcformat: _, ...rest } = content
  return { FuncCall: fields({ ...rest, funcname: isSystem ? names.slice(1) : names }) }
}

function isTree(value: unknown): value is Tree {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
