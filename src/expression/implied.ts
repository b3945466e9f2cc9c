/**
 * Turns conditions into the names that cannot be NULL where they hold: what WHERE and WHEN teach.
 */
import type { Reference, TypedExpression } from './tree.ts'

/**
 * Keys of references that are not NULL; null: the case never occurs, so that everything may be
 * said of it.
 */
export type Implied = ReadonlySet<string> | null

/** What a condition came to, as far as it is known. */
type Outcome = 'true' | 'false' | 'notTrue' | 'notFalse' | 'notNull'

const NONE: ReadonlySet<string> = new Set()

export function referenceKey(reference: Reference): string {
  return reference.kind === 'name'
    ? JSON.stringify([reference.name])
    : JSON.stringify([reference.alias, reference.column])
}

const memory: Readonly<Record<Outcome, WeakMap<TypedExpression, Implied>>> = {
  true: new WeakMap(),
  false: new WeakMap(),
  notTrue: new WeakMap(),
  notFalse: new WeakMap(),
  notNull: new WeakMap(),
}

/**
 * What is not NULL where the tree came to this outcome. The answer depends on the tree alone, so
 * each node is asked once.
 */
export function impliedBy(tree: TypedExpression, outcome: Outcome): Implied {
  const known = memory[outcome].get(tree)
  if (known !== undefined) return known
  const found = outcome === 'notNull' ? notNull(tree) : ofTruth(tree, outcome)
  memory[outcome].set(tree, found)
  return found
}

/** Both hold. */
export function both(one: Implied, other: Implied): Implied {
  if (one === null || other === null) return null
  if (one.size === 0) return other
  return other.size === 0 ? one : new Set([...one, ...other])
}

/** One of them holds, and it is not known which. */
function either(one: Implied, other: Implied): Implied {
  if (one === null || other === null) return one ?? other
  return new Set([...one].filter((key) => other.has(key)))
}

function all(found: readonly Implied[]): Implied {
  return found.reduce<Implied>(both, NONE)
}

function any(found: readonly Implied[]): Implied {
  return found.reduce<Implied>(either, null)
}

/** The tree has a value: what it is made of has one, too. */
function notNull(tree: TypedExpression): Implied {
  switch (tree.kind) {
    case 'reference':
      return new Set([referenceKey(tree.reference)])
    case 'constant':
      return tree.cell === null ? null : NONE
    case 'cast':
    case 'not':
    case 'in':
      return impliedBy(tree.operand, 'notNull')
    case 'call':
      return tree.strict ? all(tree.operands.map((each) => impliedBy(each, 'notNull'))) : NONE
    case 'coalesce':
      return any(tree.operands.map((each) => impliedBy(each, 'notNull')))
    case 'case':
      return ofCase(tree, 'notNull')
    default:
      return NONE
  }
}

type Case = TypedExpression & { readonly kind: 'case' }

/** Some branch was taken: those before it were not true, and it came to the outcome. */
function ofCase(tree: Case, outcome: Outcome): Implied {
  const branches: Implied[] = []
  let before: Implied = NONE
  for (const { when, then } of tree.branches) {
    branches.push(all([before, impliedBy(when, 'true'), impliedBy(then, outcome)]))
    before = both(before, impliedBy(when, 'notTrue'))
  }
  return any([...branches, both(before, impliedBy(tree.otherwise, outcome))])
}

const OPPOSITES = {
  true: 'false',
  false: 'true',
  notTrue: 'notFalse',
  notFalse: 'notTrue',
} as const

type Truth = keyof typeof OPPOSITES

function ofTruth(tree: TypedExpression, outcome: Truth): Implied {
  switch (tree.kind) {
    case 'and':
    case 'or': {
      const found = tree.operands.map((operand) => impliedBy(operand, outcome))
      const needsAll = outcome === 'true' || outcome === 'notFalse'
      return needsAll === (tree.kind === 'and') ? all(found) : any(found)
    }
    case 'not':
      return impliedBy(tree.operand, OPPOSITES[outcome])
    case 'isNull':
    case 'isNotNull': {
      const isThere = (outcome === 'true' || outcome === 'notFalse') === (tree.kind === 'isNotNull')
      return isThere ? impliedBy(tree.operand, 'notNull') : NONE
    }
    case 'isTrue':
    case 'isNotTrue':
    case 'isFalse':
    case 'isNotFalse':
      return ofTest(tree.kind, tree.operand, outcome)
    default:
      return ofValue(tree, outcome)
  }
}

const TESTED = {
  isTrue: ['true', 'notTrue'],
  isNotTrue: ['notTrue', 'true'],
  isFalse: ['false', 'notFalse'],
  isNotFalse: ['notFalse', 'false'],
} as const

/** These are never NULL, so that not being true is being false. */
function ofTest(kind: keyof typeof TESTED, operand: TypedExpression, outcome: Truth): Implied {
  const holds = outcome === 'true' || outcome === 'notFalse'
  return impliedBy(operand, TESTED[kind][holds ? 0 : 1])
}

function ofValue(tree: TypedExpression, outcome: Truth): Implied {
  if (tree.kind === 'constant') return ofConstant(tree.cell, outcome)
  if (tree.kind === 'case') return ofCase(tree, outcome)
  const isSure = outcome === 'true' || outcome === 'false'
  if (tree.kind === 'coalesce' && isSure) {
    return any(tree.operands.map((operand) => impliedBy(operand, outcome)))
  }
  if (isSure || !tree.nullable) return impliedBy(tree, 'notNull')
  return NONE
}

function ofConstant(cell: string | null, outcome: Truth): Implied {
  const truth = cell === null ? 'null' : cell === 't' ? 'true' : 'false'
  const possible = {
    true: truth === 'true',
    false: truth === 'false',
    notTrue: truth !== 'true',
    notFalse: truth !== 'false',
  }[outcome]
  return possible ? NONE : null
}
