/** What array operands have to do with each other and with elements beside them. */
import { isImplicitCast, isSameType } from '../catalog/cast.ts'
import type { LogicalType } from '../catalog/logical-type.ts'
import { typeOf, unlimited } from './coerce.ts'
import type { Operand } from './context.ts'

type ArrayType = LogicalType & { readonly kind: 'array' }

/** The type of the arrays among operands; undefined where each is a literal. */
export function arrayOf(operands: readonly Operand[]): ArrayType | undefined {
  return operands.map(typeOf).find((type) => type?.kind === 'array')
}

/** True of a literal, an array of the same type, or what converts to an element by itself. */
export function fitsArray(
  operand: Operand,
  array: ArrayType | undefined,
  wanted: 'arrays' | 'element',
): boolean {
  const type = typeOf(operand)
  if (array === undefined) return false
  if (type === undefined) return true
  if (wanted === 'arrays') return isSameType(type, array)
  const { element } = array
  return element.kind === 'enum'
    ? isSameType(type, element)
    : isImplicitCast(type.kind, element.kind)
}

/** What an element beside an array is brought to: its type, without length and precision. */
export function elementOf(array: ArrayType | undefined): LogicalType | undefined {
  return array === undefined ? undefined : (unlimited(array.element) ?? array.element)
}
