/** Makes of a value that is looked up one that has a single cell: 1.50 and 1.5 are one key. */
import type { LogicalType } from '../catalog/logical-type.ts'
import type { TypedExpression } from '../expression/tree.ts'

/** True for the type whose equal values have several cells. */
function isLoose(type: LogicalType): boolean {
  return type.kind === 'numeric' && type.precision === null
}

/** The tree, without zeros at the end of a fraction whose length its type leaves open. */
export function asKey(tree: TypedExpression): TypedExpression {
  if (!isLoose(tree.type)) return tree
  const { type, nullable, span } = tree
  const name = 'trim_scale'
  return {
    kind: 'call',
    name,
    signature: 0,
    key: name,
    strict: true,
    givesNull: false,
    operands: [tree],
    type,
    nullable,
    fallible: false,
    span,
  }
}

/** The cell that `asKey` would have given. */
export function keyCell(type: LogicalType, cell: string): string {
  return isLoose(type) && cell.includes('.') ? cell.replace(/\.?0+$/u, '') : cell
}
