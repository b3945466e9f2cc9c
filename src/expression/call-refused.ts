/** Says why a call has no meaning: no such function, or none for these operands. */
import { didYouMean } from '../base/closest.ts'
import type { LogicalType } from '../catalog/logical-type.ts'
import { formatType } from '../catalog/type-name.ts'
import { typeOf } from './coerce.ts'
import { placeOf, reportAt, type CheckContext } from './context.ts'
import type { Call } from './call.ts'
import type { FunctionDeclaration, Signature } from './function-table.ts'

/** Types that PostgreSQL does not compare: json, and arrays of it. */
export function isUncompared(type: LogicalType): boolean {
  if (type.kind === 'array') return isUncompared(type.element)
  return type.kind === 'json' || type.kind === 'unsupported'
}

/** Functions that the grammar itself knows, under other names than they are declared by. */
const GRAMMAR_NAMES = ['trim', 'coalesce', 'nullif', 'greatest', 'least', 'extract', 'position']

/** There is no function or operator of that name. */
export function reportUnknown(
  call: Pick<Call, 'kind' | 'name' | 'span'>,
  context: CheckContext,
): undefined {
  if (call.kind !== 'function') {
    const message = `There is no operator "${call.name}" in the mapping language.`
    return reportAt(context, 'EXPRESSION_UNKNOWN_OPERATOR', call.span, message)
  }
  if (context.functions.unchecked?.has(call.name) === true) {
    const message =
      `"${call.name}" is a function of the project that is not loaded here, so what calls it is ` +
      'not checked.'
    const place = placeOf(context.source, call.span.start)
    const code = 'EXPRESSION_UNCHECKED'
    context.diagnostics.push({ ...place, code, severity: 'warning', message })
    return undefined
  }
  const advice = didYouMean(call.name, [...context.functions.names, ...GRAMMAR_NAMES])
  const message = `There is no function "${call.name}".${advice}`
  reportAt(context, 'EXPRESSION_UNKNOWN_FUNCTION', call.span, message)
}

/** There is one, which does not take these operands. */
export function noSignature(
  call: Call,
  declaration: FunctionDeclaration,
  context: CheckContext,
): undefined {
  const known = declaration.signatures.flatMap(({ parameters }) =>
    parameters.map((parameter) => parameter.name),
  )
  const unknown = [...call.named.keys()].find((name) => !known.includes(name))
  if (unknown !== undefined) {
    const advice = didYouMean(unknown, known)
    const message = `${call.name} has no parameter "${unknown}".${advice}`
    return reportAt(context, 'EXPRESSION_OPERANDS', call.span, message)
  }
  const refused = typeRefused(call, declaration)
  if (refused !== undefined) {
    const message =
      `"${call.name}" of ${formatType(refused)} is not part of the mapping language. ` +
      'Where its text is meant, write (...)::text.'
    return reportAt(context, 'EXPRESSION_OPERANDS', call.span, message)
  }
  const have = [...call.operands, ...call.named.values()].map((operand) => {
    const type = typeOf(operand)
    return type === undefined ? 'a literal' : formatType(type)
  })
  const isSubscript = call.name.startsWith('[')
  const forms = declaration.signatures.map((signature) => formOf(declaration, signature))
  const message =
    `${isSubscript ? 'A subscript' : call.name} does not take (${have.join(', ')}). ` +
    `It takes ${[...new Set(forms)].join(' or ')}.`
  reportAt(context, 'EXPRESSION_OPERANDS', call.span, message)
}

function formOf({ name, kind }: FunctionDeclaration, signature: Signature): string {
  const parameters = signature.parameters.map((parameter) => {
    const type = parameter.type === 'double' ? 'double precision' : parameter.type
    return parameter.optional === true ? `[${parameter.name} ${type}]` : type
  })
  if (signature.parameters.some(({ type }) => type === 'same')) return 'values of one type'
  if (name.startsWith('[')) return `array[${parameters.slice(1).join(':')}]`
  if (kind === 'operator') return parameters.join(` ${name} `)
  return `(${parameters.join(', ')}${signature.variadic === true ? ', ...' : ''})`
}

/** The type of an operand for which a cast to text would do. */
function typeRefused(call: Call, { signatures }: FunctionDeclaration): LogicalType | undefined {
  const parameters = signatures.flatMap((signature) => signature.parameters)
  const compares = parameters.some(({ type }) => type === 'same')
  const excepted = new Set(parameters.flatMap(({ except }) => except ?? []))
  const types = call.operands.map(typeOf)
  return types.find(
    (type) => type !== undefined && (excepted.has(type.kind) || (compares && isUncompared(type))),
  )
}
