/** Reads `name(parameter type, ...)`, as the project file writes a function of its own. */
import type { Place } from '../base/diagnostic.ts'
import type { YamlScalar } from '../base/yaml-node.ts'
import { isSameType } from '../catalog/cast.ts'
import { TEXT, type LogicalType } from '../catalog/logical-type.ts'
import { formatType, parseTypeName } from '../catalog/type-name.ts'
import { unlimited } from '../expression/coerce.ts'
import { placeOf } from '../expression/context.ts'
import type { FunctionTable } from '../expression/function-table.ts'
import { parseExpression } from '../sql/expression.ts'
import type { Findings } from './findings.ts'

export interface OwnParameter {
  readonly name: string
  readonly type: LogicalType
  readonly at: Place
}

export interface OwnSignature {
  readonly name: string
  readonly parameters: readonly OwnParameter[]
  readonly at: Place
}

const SIGNATURE = /^(?<head>\s*(?<name>[A-Za-z_][A-Za-z0-9_]*)\s*\()(?<inside>[^]*)\)\s*$/u
const PARAMETER = /^(?<blank>\s*)(?<name>[A-Za-z_][A-Za-z0-9_]*)\s+(?<type>\S[^]*?)\s*$/u
const FORM = 'Write it as name(parameter type, ...): fiscal_year(moment timestamp).'

/** The signature; undefined after saying what is wrong with it. */
export function readSignature(
  { text, at, layout }: YamlScalar,
  builtins: FunctionTable,
  findings: Findings,
): OwnSignature | undefined {
  const { head, name, inside } = SIGNATURE.exec(text)?.groups ?? {}
  if (head === undefined || name === undefined || inside === undefined) {
    const message = `"${text}" is no signature of a function. ${FORM}`
    findings.error('COMPILE_FUNCTION_SIGNATURE', at, message)
    return undefined
  }
  if (!isNameRight(name, at, builtins, findings)) return undefined
  const parameters: OwnParameter[] = []
  let offset = head.length
  let isRight = true
  for (const part of inside.trim() === '' ? [] : inside.split(/,(?![^(]*\))/u)) {
    const parameter = readParameter(part, placeOf(layout, offset), findings)
    offset += part.length + 1
    if (parameter === undefined) isRight = false
    else if (parameters.some((each) => each.name.toLowerCase() === parameter.name.toLowerCase())) {
      const message = `"${name}" has two parameters named "${parameter.name}". Rename one of them.`
      findings.error('COMPILE_PARAMETER_TWICE', parameter.at, message)
      isRight = false
    } else parameters.push(parameter)
  }
  return isRight ? { name, parameters, at } : undefined
}

function isNameRight(
  name: string,
  at: Place,
  builtins: FunctionTable,
  findings: Findings,
): boolean {
  if (name !== name.toLowerCase()) {
    const message =
      `SQL folds names of functions to small letters, so "${name}" would never be found. ` +
      `Write ${name.toLowerCase()}.`
    findings.error('COMPILE_FUNCTION_SIGNATURE', at, message)
    return false
  }
  if (!builtins.names.includes(name) && isCalledByName(name)) return true
  const message =
    `"${name}" is a function or a word of the mapping language already. ` +
    'A function of your own needs another name.'
  findings.error('COMPILE_FUNCTION_BUILTIN', at, message)
  return false
}

/** False where the grammar makes something else of `name(...)`: a cast, or a form of its own. */
function isCalledByName(name: string): boolean {
  const parsed = parseExpression(`${name}(1)`)
  if (!parsed.ok || !('FuncCall' in parsed.tree.node)) return false
  const { funcname, funcformat } = parsed.tree.node.FuncCall
  const [first] = funcname ?? []
  const isPlain = funcname?.length === 1 && funcformat === 'COERCE_EXPLICIT_CALL'
  return isPlain && first !== undefined && 'String' in first && first.String.sval === name
}

function readParameter(part: string, at: Place, findings: Findings): OwnParameter | undefined {
  const { blank = '', name, type: written } = PARAMETER.exec(part)?.groups ?? {}
  if (name === undefined || written === undefined) {
    const message = `"${part.trim()}" is no parameter with its type. ${FORM}`
    findings.error('COMPILE_FUNCTION_SIGNATURE', at, message)
    return undefined
  }
  const place = { ...at, column: at.column + blank.length }
  const type = parseTypeName(written)
  const problem = typeProblem(type, written)
  if (problem === null) return { name, type, at: place }
  findings.error('COMPILE_PARAMETER_TYPE', place, `"${name}": ${problem}`)
  return undefined
}

function typeProblem(type: LogicalType, written: string): string | null {
  if (type.kind === 'unsupported') return `there is no type "${written}" in the mapping language.`
  if (type.kind === 'array') {
    return isSameType(type.element, TEXT) ? null : 'of arrays a parameter takes text[] alone.'
  }
  if (type.kind === 'text' && type.fixed) {
    return 'a parameter has no blanks to be padded with. Write text.'
  }
  const plain = unlimited(type)
  if (plain !== undefined && isSameType(type, plain)) return null
  const words = plain === undefined ? 'text' : formatType(plain)
  return `a parameter takes every length and precision. Write ${words}.`
}
