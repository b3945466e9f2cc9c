/**
 * Leaves out of a typed node what constants have already decided. PostgreSQL does so while it
 * plans, so that what is left out is never computed there, and refuses no row.
 */
import { isSubscript } from './emit-subscript.ts'
import type { TypedExpression } from './tree.ts'

type Of<Kind extends TypedExpression['kind']> = TypedExpression & { readonly kind: Kind }

/** The node itself, or what it comes to whatever the row holds. Operands are folded already. */
export function folded(tree: TypedExpression): TypedExpression {
  switch (tree.kind) {
    case 'call':
      // Subscripts are none of PostgreSQL's functions, and are left as they are.
      return tree.strict && !isSubscript(tree.name) && tree.operands.some(isNull)
        ? cellOf(tree, null)
        : tree
    case 'cast':
      return isNull(tree.operand) ? cellOf(tree, null) : tree
    case 'and':
      return logic(tree, 'f', 't')
    case 'or':
      return logic(tree, 't', 'f')
    case 'not':
      return not(tree)
    case 'case':
      return branches(tree)
    case 'coalesce':
      return coalesce(tree)
    case 'isNull':
    case 'isNotNull':
    case 'isTrue':
    case 'isNotTrue':
    case 'isFalse':
    case 'isNotFalse':
      return test(tree)
    default:
      return tree
  }
}

function isCell(tree: TypedExpression, cell: string | null): boolean {
  return tree.kind === 'constant' && tree.cell === cell
}

function isNull(tree: TypedExpression): boolean {
  return isCell(tree, null)
}

function cellOf({ type, span }: TypedExpression, cell: string | null): TypedExpression {
  return { kind: 'constant', type, cell, nullable: cell === null, fallible: false, span }
}

/** One operand that decides is enough, wherever it stands; those that cannot are left out. */
function logic(tree: Of<'and' | 'or'>, decides: 't' | 'f', never: 't' | 'f'): TypedExpression {
  if (tree.operands.some((operand) => isCell(operand, decides))) return cellOf(tree, decides)
  const operands = tree.operands.filter((operand) => !isCell(operand, never))
  if (operands.every(isNull)) return cellOf(tree, operands.length === 0 ? never : null)
  const [only] = operands
  return operands.length === 1 && only !== undefined ? only : { ...tree, operands }
}

function not(tree: Of<'not'>): TypedExpression {
  const { operand } = tree
  if (operand.kind !== 'constant') return tree
  return cellOf(tree, operand.cell === null ? null : operand.cell === 't' ? 'f' : 't')
}

function test(tree: Of<keyof typeof TESTS>): TypedExpression {
  const { operand } = tree
  return operand.kind === 'constant'
    ? cellOf(tree, TESTS[tree.kind](operand.cell) ? 't' : 'f')
    : tree
}

const TESTS = {
  isNull: (cell: string | null) => cell === null,
  isNotNull: (cell: string | null) => cell !== null,
  isTrue: (cell: string | null) => cell === 't',
  isNotTrue: (cell: string | null) => cell !== 't',
  isFalse: (cell: string | null) => cell === 'f',
  isNotFalse: (cell: string | null) => cell !== 'f',
}

/** Branches that are never taken go; one that is always taken is the last. */
function branches(tree: Of<'case'>): TypedExpression {
  const possible = tree.branches.filter(({ when }) => when.kind !== 'constant' || when.cell === 't')
  const sure = possible.findIndex(({ when }) => when.kind === 'constant')
  const otherwise = possible[sure]?.then ?? tree.otherwise
  const kept = sure < 0 ? possible : possible.slice(0, sure)
  if (kept.length === 0) return otherwise
  const nullable = otherwise.nullable || kept.some(({ then }) => then.nullable)
  return { ...tree, nullable, branches: kept, otherwise }
}

function coalesce(tree: Of<'coalesce'>): TypedExpression {
  const possible = tree.operands.filter((operand) => !isNull(operand))
  const sure = possible.findIndex((operand) => operand.kind === 'constant')
  const operands = sure < 0 ? possible : possible.slice(0, sure + 1)
  const [only] = operands
  if (only === undefined) return cellOf(tree, null)
  return operands.length === 1 ? only : { ...tree, operands }
}
