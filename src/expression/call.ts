/** Chooses the signature of a function or an operator, and brings the operands to it. */
import type { Cell } from '../base/cell.ts'
import { isImplicitCast } from '../catalog/cast.ts'
import { formatArray } from '../catalog/codec/array.ts'
import { TEXT, type LogicalType, type TypeKind } from '../catalog/logical-type.ts'
import { arrayOf, elementOf, fitsArray } from './array-operand.ts'
import { isUncompared, noSignature, reportUnknown } from './call-refused.ts'
import { coerce, commonType, settled, typeOf, unlimited } from './coerce.ts'
import { reportAt, type CheckContext, type Operand } from './context.ts'
import type { FunctionDeclaration, Parameter, Signature } from './function-table.ts'
import type { Span, TypedExpression } from './tree.ts'

export interface Call {
  readonly kind: FunctionDeclaration['kind']
  readonly name: string
  readonly operands: readonly Operand[]
  /** `name => value`, after the operands. */
  readonly named: ReadonlyMap<string, Operand>
  readonly span: Span
}

const LADDER: readonly TypeKind[] = [
  'smallint',
  'integer',
  'bigint',
  'numeric',
  'real',
  'double',
  'date',
  'timestamp',
  'timestamptz',
]

/** A typed call; undefined after saying what is wrong. */
export function checkCall(call: Call, context: CheckContext): TypedExpression | undefined {
  const declaration = context.functions.find(call.kind, call.name)
  if (declaration === null) return reportUnknown(call, context)
  const candidates = declaration.signatures.flatMap((signature, index) => {
    const operands = arrange(call, signature)
    const cost = operands === undefined ? undefined : costOf(call, operands, signature)
    return operands === undefined || cost === undefined
      ? []
      : [{ signature, index, operands, cost }]
  })
  const least = Math.min(...candidates.map(({ cost }) => cost))
  const tied = candidates.filter(({ cost }) => cost === least)
  if (tied.length === 0) return noSignature(call, declaration, context)
  const best = tied.length === 1 ? tied[0] : preferred(call, tied)
  if (best === undefined) {
    const message = `${call.name} has several meanings for these operands. Write a cast: '5'::int.`
    return reportAt(context, 'EXPRESSION_OPERANDS', call.span, message)
  }
  const operands = coerceAll({ ...call, operands: best.operands }, best.signature, context)
  if (operands === undefined) return undefined
  const inspected = inspect(call, best.signature, operands, context)
  if (!inspected) return undefined
  for (const { kind, message } of best.signature.local?.hazards ?? []) {
    context.hazards.push({ kind, message: `In ${call.name}: ${message}`, span: call.span })
  }
  return callNode(call, best.index, best.signature, operands)
}

const NUMBERS: ReadonlySet<string> = new Set(LADDER.slice(0, LADDER.indexOf('date')))

/** A function makes a double of a literal that may be any number; an operator asks for a cast. */
function preferred<T extends { readonly signature: Signature }>(
  call: Call,
  tied: readonly T[],
): T | undefined {
  const areNumbers = tied.every(({ signature }) =>
    signature.parameters.every(({ type }) => NUMBERS.has(type)),
  )
  if (call.kind !== 'function' || !areNumbers) return undefined
  return tied.find(({ signature }) => signature.parameters.every(({ type }) => type === 'double'))
}

function callNode(
  call: Call,
  index: number,
  signature: Signature,
  operands: readonly TypedExpression[],
): TypedExpression {
  const types = operands.map((operand) => operand.type)
  const { returns, local } = signature
  return {
    kind: 'call',
    name: call.name,
    signature: index,
    key: signature.key,
    strict: signature.strict,
    givesNull: signature.nullable === true,
    operands,
    type: typeof returns === 'function' ? returns(types) : returns,
    nullable:
      signature.nullable === true || (signature.strict && operands.some((each) => each.nullable)),
    fallible: signature.fallible && signature.safe?.(operands.map(constantCell), types) !== true,
    span: call.span,
    ...(local === undefined ? {} : { local }),
  }
}

/**
 * The operands in the order of the parameters; undefined where they do not fit in number or name.
 */
function arrange(call: Call, signature: Signature): readonly Operand[] | undefined {
  const { parameters, variadic } = signature
  const operands: Operand[] = [...call.operands]
  if (operands.length > parameters.length && variadic !== true) return undefined
  for (const parameter of parameters.slice(operands.length)) {
    const given = call.named.get(parameter.name)
    if (given !== undefined) operands.push(given)
    else if (parameter.optional === true) operands.push(absent(parameter, call.span))
    else return undefined
  }
  const names = new Set(parameters.slice(call.operands.length).map(({ name }) => name))
  return [...call.named.keys()].every((name) => names.has(name)) ? operands : undefined
}

/** A parameter that was left out: what is declared for that, else NULL. */
function absent({ ifAbsent }: Parameter, span: Span): Operand {
  return { kind: 'literal', text: ifAbsent ?? null, span }
}

function parameterAt({ parameters }: Signature, index: number): Parameter {
  const parameter = parameters[index] ?? parameters.at(-1)
  if (parameter === undefined) throw new Error('an operand without a parameter')
  return parameter
}

/** How far the operands are from the parameters; undefined: too far. Open literals prefer text. */
function costOf(
  call: Call,
  operands: readonly Operand[],
  signature: Signature,
): number | undefined {
  if (sameType({ ...call, operands }, signature) === undefined) return undefined
  if (isAmbiguous(operands, signature)) return undefined
  const array = arrayOf(operands.filter((_, at) => parameterAt(signature, at).type === 'arrays'))
  let cost = 0
  for (const [index, operand] of operands.entries()) {
    const { type: wanted, except } = parameterAt(signature, index)
    const kind = typeOf(operand)?.kind
    if (kind !== undefined && except?.includes(kind) === true) return undefined
    if (wanted === 'arrays' || wanted === 'element') {
      if (!fitsArray(operand, array, wanted)) return undefined
      cost += kind === undefined && wanted === 'element' ? 0.6 : 0.5
    } else if (wanted === 'any' || wanted === 'same') cost += 0.5
    else if (kind === undefined) cost += literalCost(wanted, operands)
    else if (kind === wanted) continue
    else if (isImplicitCast(kind, wanted)) cost += stepsBetween(kind, wanted)
    else return undefined
  }
  return cost
}

function isAmbiguous(operands: readonly Operand[], { ambiguousFor }: Signature): boolean {
  const kinds = operands.flatMap((operand) => typeOf(operand)?.kind ?? [])
  return kinds.length > 0 && kinds.every((kind) => kind === ambiguousFor)
}

/** Of real and any other number comes double: real is only computed with itself. */
function stepsBetween(kind: TypeKind, wanted: TypeKind): number {
  return wanted === 'real' ? LADDER.length : LADDER.indexOf(wanted) - LADDER.indexOf(kind)
}

/** An open literal takes the type of the other operands if it can, else text. */
function literalCost(wanted: TypeKind, operands: readonly Operand[]): number {
  if (operands.some((operand) => typeOf(operand)?.kind === wanted)) return 0
  return wanted === 'text' ? 0.1 : 1
}

/** The type that the operands of `same` parameters are brought to. */
function sameType(call: Call, signature: Signature): LogicalType | undefined {
  const same = call.operands.filter((_, index) => parameterAt(signature, index).type === 'same')
  const type = commonType(same, call.kind === 'operator' ? 'comparison' : 'union')
  return type === undefined || isUncompared(type) ? undefined : type
}

function coerceAll(
  call: Call,
  signature: Signature,
  context: CheckContext,
): readonly TypedExpression[] | undefined {
  const same = sameType(call, signature)
  const array = arrayOf(
    call.operands.filter((_, index) => parameterAt(signature, index).type === 'arrays'),
  )
  const all = call.operands.map((operand, index) => {
    const wanted = parameterAt(signature, index).type
    if (wanted === 'any') return settled(operand)
    const { padded = false } = parameterAt(signature, index)
    if (wanted === 'same' && comparesAsItIs(call, operand, same)) return settled(operand)
    const type =
      wanted === 'same'
        ? same
        : wanted === 'arrays'
          ? array
          : wanted === 'element'
            ? elementOf(array)
            : typeOfKind(wanted, typeOf(operand), padded)
    return type === undefined ? undefined : coerce(operand, type, context)
  })
  return all.every((operand) => operand !== undefined) ? all : undefined
}

/** A day that no timestamp reaches is still before or after each of them. */
function comparesAsItIs(call: Call, operand: Operand, same: LogicalType | undefined): boolean {
  const isTimestamp = same?.kind === 'timestamp' || same?.kind === 'timestamptz'
  return call.kind === 'operator' && isTimestamp && typeOf(operand)?.kind === 'date'
}

/** A parameter takes every length and precision of its kind; char(n) comes without its padding. */
function typeOfKind(
  kind: TypeKind,
  have: LogicalType | undefined,
  padded: boolean,
): LogicalType | undefined {
  const isPadded = have?.kind === 'text' && have.fixed
  if (have !== undefined && have.kind === kind && (padded || !isPadded)) return have
  switch (kind) {
    case 'text':
      return TEXT
    case 'numeric':
      return { kind, precision: null, scale: null }
    case 'time':
    case 'timestamp':
    case 'timestamptz':
      return { kind, precision: 6 }
    case 'array':
      return { kind, element: TEXT }
    case 'enum':
    case 'unsupported':
      return undefined
    default:
      return unlimited({ kind })
  }
}

function inspect(
  call: Call,
  signature: Signature,
  operands: readonly TypedExpression[],
  context: CheckContext,
): boolean {
  for (const [index, operand] of operands.entries()) {
    const parameter = parameterAt(signature, index)
    if (parameter.constant !== true || constantCell(operand) !== undefined) continue
    const message = `"${parameter.name}" of ${call.name} must be a constant.`
    reportAt(context, 'EXPRESSION_CONSTANT', operand.span, message)
    return false
  }
  const found = signature.inspect?.(operands.map(constantCell))
  if (found?.problem !== undefined) {
    const span = operands[found.problem.operand]?.span ?? call.span
    reportAt(context, 'EXPRESSION_CONSTANT', span, found.problem.message)
    return false
  }
  const { span } = call
  if (found?.overlaps !== undefined) {
    context.hazards.push({ kind: 'overlaps', message: found.overlaps, span })
  }
  if (found?.narrows !== undefined) {
    context.hazards.push({ kind: 'narrows', message: found.narrows, span })
  }
  return true
}

/** The cell of a constant, arrays of constants included; undefined: it is none. */
function constantCell(tree: TypedExpression): Cell | undefined {
  if (tree.kind === 'constant') return tree.cell
  if (tree.kind !== 'array') return undefined
  const cells = tree.items.map(constantCell)
  return cells.every((cell) => cell !== undefined) ? formatArray(cells) : undefined
}
