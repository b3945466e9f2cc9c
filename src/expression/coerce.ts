/** Brings operands to the types that are asked of them, as PostgreSQL's implicit casts do. */
import { didYouMean } from '../base/closest.ts'
import { canonicalCell, type CanonicalCell } from '../catalog/codec.ts'
import { castRule, isImplicitCast, isSameType } from '../catalog/cast.ts'
import { BOOLEAN, TEXT, type LogicalType, type TypeKind } from '../catalog/logical-type.ts'
import { formatType } from '../catalog/type-name.ts'
import { reportAt, type CheckContext, type Literal, type Operand } from './context.ts'
import { folded } from './fold.ts'
import type { TypedExpression } from './tree.ts'

/** The type, or undefined while it is open. */
export function typeOf(operand: Operand): LogicalType | undefined {
  return operand.kind === 'literal' ? undefined : operand.type
}

/** A literal whose type nothing decides is text. */
export function settled(operand: Operand): TypedExpression {
  return operand.kind === 'literal' ? constant(TEXT, operand.text, operand) : operand
}

export function constant(
  type: LogicalType,
  cell: string | null,
  { span }: Pick<Literal, 'span'>,
): TypedExpression {
  return { kind: 'constant', type, cell, nullable: cell === null, fallible: false, span }
}

/** The operand as a value of the type; undefined after saying why it cannot be one. */
export function coerce(
  operand: Operand,
  type: LogicalType,
  context: CheckContext,
): TypedExpression | undefined {
  if (operand.kind === 'literal') return literalOf(operand, type, context)
  if (isSameType(operand.type, type)) return operand
  if (!isImplicitCast(operand.type.kind, type.kind)) {
    const [have, want] = [formatType(operand.type), formatType(type)]
    const message = `This is ${have}, where ${want} is asked for. Write a cast: (...)::${want}.`
    return reportAt(context, 'EXPRESSION_TYPE', operand.span, message)
  }
  return castTo(operand, type, false)
}

/** A cast node; the caller has made sure that there is such a conversion. */
export function castTo(
  operand: TypedExpression,
  type: LogicalType,
  assignment: boolean,
): TypedExpression {
  const rule = castRule(operand.type, type, assignment ? 'assignment' : 'explicit')
  const { span } = operand
  // The time of an infinite timestamp is NULL.
  const nullable = operand.nullable || (type.kind === 'time' && isTimestamp(operand.type))
  const fallible = rule?.fallible ?? false
  return folded({ kind: 'cast', type, nullable, fallible, span, operand, assignment })
}

function isTimestamp({ kind }: LogicalType): boolean {
  return kind === 'timestamp' || kind === 'timestamptz'
}

/** A literal read by the input of its type: the value is kept, or the mapping does not compile. */
export function literalOf(
  literal: Literal,
  type: LogicalType,
  context: CheckContext,
): TypedExpression | undefined {
  if (literal.text === null) return constant(type, null, literal)
  const result = readConstant(type, literal.text)
  if ('cell' in result) {
    // A char(n) without a length has blanks of its own at its end.
    const keepsBlanks = type.kind === 'text' && type.length === null
    return constant(type, keepsBlanks ? literal.text : result.cell, literal)
  }
  const message =
    `'${literal.text}' is no ${formatType(type)}. ${result.problem.message}` +
    labelHint(type, literal.text)
  return reportAt(context, 'EXPRESSION_LITERAL', literal.span, message)
}

/** ` Did you mean "x"?` among the labels of an enumeration, or nothing. */
export function labelHint(type: LogicalType, text: string): string {
  return type.kind === 'enum' ? didYouMean(text, type.labels) : ''
}

const NOT_A_NUMBER: CanonicalCell = {
  problem: {
    code: 'VALUE_NOT_A_NUMBER',
    message: 'NaN and the infinities are moved where a source has them, and never written.',
  },
}

/** The cell of a text that a person wrote, who may write less than a database may hold. */
export function readConstant(type: LogicalType, text: string): CanonicalCell {
  const isSpecial = /^-?(?:NaN|Infinity)$/u.test(text)
  return isSpecial && LADDERS[0]?.includes(type.kind) ? NOT_A_NUMBER : canonicalCell(type, text)
}

const LADDERS: readonly (readonly TypeKind[])[] = [
  ['smallint', 'integer', 'bigint', 'numeric', 'real', 'double'],
  ['date', 'timestamp', 'timestamptz'],
]

/**
 * union: what CASE, COALESCE or a list gives, where real stays real and the first text's kind
 * counts. comparison: where real meets another number as double, and char(n) decides on blanks.
 */
export type Purpose = 'union' | 'comparison'

/** The type that all operands can take; text where all are open, undefined where there is none. */
export function commonType(
  operands: readonly Operand[],
  purpose: Purpose = 'union',
): LogicalType | undefined {
  let common: LogicalType | undefined
  for (const operand of operands) {
    const type = typeOf(operand)
    if (type === undefined) continue
    const next = common === undefined ? type : widerType(common, type, purpose)
    if (next === undefined) return undefined
    common = next
  }
  if (common === undefined) return TEXT
  const literals = operands.filter((operand) => operand.kind === 'literal')
  return literals.every((literal) => fitsAsIs(literal, common)) ? common : wide(common)
}

/** A literal has no length or precision, so the others lose theirs, unless it fits a varchar. */
function fitsAsIs(literal: Literal, type: LogicalType): boolean {
  if (literal.text === null) return true
  if (type.kind === 'text') return !type.fixed && 'cell' in canonicalCell(type, literal.text)
  return isSameType(type, wide(type))
}

function wide(type: LogicalType): LogicalType {
  return unlimited(type) ?? type
}

function widerType(
  one: LogicalType,
  other: LogicalType,
  purpose: Purpose,
): LogicalType | undefined {
  if (isSameType(one, other)) return one
  if (one.kind === 'text' && other.kind === 'text') {
    const isFixed = purpose === 'union' ? one.fixed : comparesPadded(one, other)
    return { kind: 'text', length: null, fixed: isFixed }
  }
  if (one.kind === other.kind) return unlimited(one)
  const ladder = LADDERS.find((kinds) => kinds.includes(one.kind) && kinds.includes(other.kind))
  if (ladder === undefined) return undefined
  const wider = ladder.indexOf(one.kind) > ladder.indexOf(other.kind) ? one : other
  return unlimited(wider.kind === 'real' && purpose === 'comparison' ? { kind: 'double' } : wider)
}

type TextType = LogicalType & { readonly kind: 'text' }

/** Blanks at the end do not count between char(n) and char(n) or varchar(n), but against text. */
function comparesPadded(one: TextType, other: TextType): boolean {
  const isPlainText = (type: TextType): boolean => !type.fixed && type.length === null
  return (one.fixed || other.fixed) && !isPlainText(one) && !isPlainText(other)
}

/** The type of the kind that holds every value of it. */
export function unlimited(type: LogicalType): LogicalType | undefined {
  switch (type.kind) {
    case 'numeric':
      return { kind: 'numeric', precision: null, scale: null }
    case 'text':
      return type.fixed ? { kind: 'text', length: null, fixed: true } : TEXT
    case 'time':
    case 'timestamp':
    case 'timestamptz':
      return { kind: type.kind, precision: 6 }
    case 'enum':
    case 'array':
    case 'unsupported':
      return undefined
    default:
      return type
  }
}

/** All operands at their common type. */
export function unify(
  operands: readonly Operand[],
  context: CheckContext,
  what: string,
): readonly TypedExpression[] | undefined {
  const type = commonType(operands)
  if (type === undefined) {
    const names = operands.map((operand) => formatType(typeOf(operand) ?? TEXT))
    const message = `${what} mixes ${[...new Set(names)].join(' and ')}. Cast them to one type.`
    const span = operands[1]?.span ?? { start: 0, end: 1 }
    return reportAt(context, 'EXPRESSION_TYPES_DIFFER', span, message)
  }
  const all = operands.map((operand) => coerce(operand, type, context))
  return all.every((operand) => operand !== undefined) ? all : undefined
}

/** The operand as a condition. */
export function condition(
  operand: Operand | undefined,
  context: CheckContext,
): TypedExpression | undefined {
  if (operand === undefined) return undefined
  if (operand.kind === 'literal' || operand.type.kind === 'boolean') {
    return coerce(operand, BOOLEAN, context)
  }
  const message = `This is ${formatType(operand.type)}, where a condition is asked for.`
  return reportAt(context, 'EXPRESSION_NOT_BOOLEAN', operand.span, message)
}
