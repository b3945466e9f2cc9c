/** Asks of a typed tree whether evaluating it can end in a refusal, and how large it is. */
import type { TypedExpression } from './tree.ts'

/** True when some value of what the tree reads raises an error. */
export function canFail(tree: TypedExpression): boolean {
  return tree.fallible || operandsOf(tree).some(canFail)
}

const sizes = new WeakMap<TypedExpression, number>()

/** How many nodes the tree has, those that stand in it twice and functions' own counted each. */
export function sizeOf(tree: TypedExpression): number {
  const known = sizes.get(tree)
  if (known !== undefined) return known
  const parts = tree.kind === 'call' && tree.local !== undefined ? [tree.local.tree] : []
  const size = [...operandsOf(tree), ...parts].reduce((sum, part) => sum + sizeOf(part), 1)
  sizes.set(tree, size)
  return size
}

/** The nodes right below a node. */
export function operandsOf(tree: TypedExpression): readonly TypedExpression[] {
  switch (tree.kind) {
    case 'reference':
    case 'constant':
    case 'tested':
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
    case 'any':
    case 'all':
      return [tree.operand, tree.array, tree.test]
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
