/** Asks of a typed tree whether evaluating it can end in a refusal. */
import type { TypedExpression } from './tree.ts'

/** True when some value of what the tree reads raises an error. */
export function canFail(tree: TypedExpression): boolean {
  return tree.fallible || operandsOf(tree).some(canFail)
}

/** The nodes right below a node. */
export function operandsOf(tree: TypedExpression): readonly TypedExpression[] {
  switch (tree.kind) {
    case 'reference':
    case 'constant':
      return []
    case 'call':
    case 'and':
    case 'or':
    case 'coalesce':
      return tree.operands
    case 'array':
      return tree.items
    case 'in':
      return [tree.operand, ...tree.items]
    case 'case':
      return [...tree.branches.flatMap(({ when, then }) => [when, then]), tree.otherwise]
    case 'cast':
    case 'not':
    case 'isNull':
    case 'isNotNull':
    case 'isTrue':
    case 'isNotTrue':
    case 'isFalse':
    case 'isNotFalse':
      return [tree.operand]
  }
}
