/** Turns the text of an expression into a typed tree, with everything that is wrong with it. */
import type { A_Const, Node } from '@pgsql/types'
import type { Checked, Diagnostic } from '../base/diagnostic.ts'
import { BIGINT, BOOLEAN, INTEGER, NUMERIC, type LogicalType } from '../catalog/logical-type.ts'
import { parseExpression, type ParsedText } from '../sql/expression.ts'
import { checkSubscripts } from './array.ts'
import { constant, literalOf, settled } from './coerce.ts'
import {
  placeOf,
  report,
  reportAt,
  spanOf,
  type CheckContext,
  type ExpressionSource,
  type Operand,
} from './context.ts'
import { sizeOf } from './fallible.ts'
import { folded } from './fold.ts'
import { checkBoolean, checkCase, checkCoalesce, checkNullTest, checkTruthTest } from './form.ts'
import { checkFunction, checkMinMax } from './function-call.ts'
import type { FunctionTable } from './function-table.ts'
import { checkName } from './name.ts'
import { checkOperator } from './operator.ts'
import type { Hazard, Reference, Scope, Span, TypedExpression } from './tree.ts'
import { checkArray, checkCast } from './written-cast.ts'

/** What was noted on the way. */
interface Noted {
  readonly hazards: readonly Hazard[]
  readonly references: readonly Reference[]
}

export interface CheckedExpression extends Noted {
  readonly tree: TypedExpression
}

/** What expressions may name and call. */
export interface Language {
  readonly scope: Scope
  readonly functions: FunctionTable
}

/** Never throws for what a person could have written. */
export function checkExpression(
  source: ExpressionSource,
  scope: Scope,
  functions: FunctionTable,
): Checked<CheckedExpression> {
  const parsed = parseExpression(source.text)
  return checkParsed(source, parsed, { scope, functions }, (node, context) => {
    const operand = context.check(node)
    return operand === undefined ? undefined : { tree: settled(operand) }
  })
}

/** Types what a text was parsed into, and collects what is wrong with it. */
export function checkParsed<N, R extends object>(
  source: ExpressionSource,
  parsed: ParsedText<N>,
  { scope, functions }: Language,
  check: (node: N, context: CheckContext) => R | undefined,
): Checked<R & Noted> {
  if (!parsed.ok) {
    const { code, message, offset } = parsed.problem
    const place = placeOf(source, offset)
    return { value: undefined, diagnostics: [{ ...place, code, severity: 'error', message }] }
  }
  const diagnostics: Diagnostic[] = []
  const { tree } = parsed
  const offsetOf = (location: number | undefined) => tree.offsetOf(location)
  const noted = { hazards: [], references: [] }
  const shared = { ...noted, source, functions, diagnostics, offsetOf }
  const result = check(parsed.tree.node, contextIn(scope, shared))
  if (result === undefined || diagnostics.length > 0) return { value: undefined, diagnostics }
  return { value: { ...result, ...noted }, diagnostics }
}

function contextIn(
  scope: Scope,
  shared: Omit<CheckContext, 'scope' | 'check' | 'within'>,
): CheckContext {
  const context: CheckContext = {
    ...shared,
    scope,
    check: (node) => foldedOperand(checkSize(checkNode(node, context), context)),
    within: (other) => contextIn(other, shared),
  }
  return context
}

const NODES_MAX = 20_000

/**
 * BETWEEN, NULLIF and CASE x WHEN have their operand twice in the typed tree, so that nesting them
 * doubles it a level: a short text could otherwise keep the compiler busy for hours.
 */
function checkSize(operand: Operand | undefined, context: CheckContext): Operand | undefined {
  if (operand === undefined || operand.kind === 'literal') return operand
  if (sizeOf(operand) <= NODES_MAX) return operand
  const message =
    'BETWEEN, NULLIF, CASE or functions of the project nest too deeply here. ' +
    'Name parts of it under let.'
  return reportAt(context, 'SQL_TOO_DEEP', operand.span, message)
}

function foldedOperand(operand: Operand | undefined): Operand | undefined {
  return operand === undefined || operand.kind === 'literal' ? operand : folded(operand)
}

/** One node of the parser's tree; undefined after saying what is wrong. */
function checkNode(node: Node | undefined, context: CheckContext): Operand | undefined {
  if (node === undefined) return report(context, 'EXPRESSION_NOT_ALLOWED', 0, NOT_ALLOWED)
  if ('ColumnRef' in node) return checkName(node.ColumnRef, context)
  if ('A_Const' in node) return checkConstant(node.A_Const, context)
  if ('TypeCast' in node) return checkCast(node.TypeCast, context)
  if ('FuncCall' in node) return checkFunction(node.FuncCall, context)
  if ('A_Expr' in node) return checkOperator(node.A_Expr, context)
  if ('BoolExpr' in node) return checkBoolean(node.BoolExpr, context)
  if ('NullTest' in node) return checkNullTest(node.NullTest, context)
  if ('BooleanTest' in node) return checkTruthTest(node.BooleanTest, context)
  if ('CaseExpr' in node) return checkCase(node.CaseExpr, context)
  if ('CoalesceExpr' in node) return checkCoalesce(node.CoalesceExpr, context)
  if ('MinMaxExpr' in node) return checkMinMax(node.MinMaxExpr, context)
  if ('A_ArrayExpr' in node) return checkArray(node.A_ArrayExpr, context)
  if ('A_Indirection' in node) return checkSubscripts(node.A_Indirection, context)
  return refuseNode(node, context)
}

const NOT_ALLOWED = 'This is not part of the mapping language.'

const REFUSALS: Readonly<Record<string, string>> = {
  SQLValueFunction:
    'The clock and the session are not part of the mapping language: a mapping gives the same ' +
    'result whenever it runs. For a column of that name write alias."name".',
  SubLink: 'A subquery is not part of the mapping language. Use join or lookup.',
  ParamRef: 'There are no parameters here. Write the value itself.',
  CollateClause: 'Texts are compared by bytes; COLLATE is not part of the mapping language.',
  RowExpr: 'A row value is not part of the mapping language. Compare its parts one by one.',
  SetToDefault: 'DEFAULT is no value. Leave the column out, with a reason, under leave.',
}

function refuseNode(node: Node, context: CheckContext): undefined {
  const [[kind, fields] = ['', {}]] = Object.entries(node) as [string, { location?: number }][]
  const message = REFUSALS[kind] ?? NOT_ALLOWED
  report(context, 'EXPRESSION_NOT_ALLOWED', fields.location, message)
}

/** Numbers get the narrowest of integer, bigint, numeric, as in PostgreSQL. */
function checkConstant(node: A_Const, context: CheckContext): Operand | undefined {
  const span = spanOf(context, node.location)
  if (node.isnull === true) return { kind: 'literal', text: null, span }
  if (node.sval !== undefined) return { kind: 'literal', text: node.sval.sval ?? '', span }
  if (node.boolval !== undefined) {
    return constant(BOOLEAN, node.boolval.boolval === true ? 't' : 'f', { span })
  }
  if (node.ival !== undefined) return constant(INTEGER, String(node.ival.ival ?? 0), { span })
  const text = node.fval?.fval
  if (text === undefined) {
    return report(context, 'EXPRESSION_NOT_ALLOWED', node.location, 'Bit strings are not allowed.')
  }
  return checkNumber(text, span, context)
}

/** The parser has put a minus before the number into it, and left 0x1F and 1_000 as written. */
function checkNumber(text: string, span: Span, context: CheckContext): Operand | undefined {
  const isNegative = text.startsWith('-')
  const plain = text.replaceAll(/^-|_/gu, '')
  if (/^(?:\d+|0[xob][\da-f]+)$/iu.test(plain)) {
    const value = isNegative ? -BigInt(plain) : BigInt(plain)
    return constant(wholeType(value), String(value), { span })
  }
  // The parser also takes 1e999999999, which no numeric holds.
  return literalOf({ kind: 'literal', text: text.replaceAll('_', ''), span }, NUMERIC, context)
}

function wholeType(value: bigint): LogicalType {
  if (BigInt.asIntN(32, value) === value) return INTEGER
  return BigInt.asIntN(64, value) === value ? BIGINT : NUMERIC
}
