/**
 * Says what is certain of a tree's value: that it is never NULL, that it is never refused, and
 * within which bounds it lies. What is not certain is not said.
 */
import { boundsOfType, boundsOfValues, narrowed, NOTHING, union, type Bounds } from './bounds.ts'
import { castBounds } from './bounds-cast.ts'
import type { FunctionTable } from './function-table.ts'
import { both, impliedBy, referenceKey, type Implied } from './implied.ts'
import type { TypedExpression } from './tree.ts'

export interface Certainty {
  /** False: it is never NULL. */
  readonly nullable: boolean
  /** False: evaluating it is never refused. */
  readonly fallible: boolean
  /** Of its value where it is not NULL. */
  readonly bounds: Bounds
}

/** What is known where the tree stands. */
export interface Known {
  readonly functions: FunctionTable
  /** Keys of references that are not NULL here; null: nothing comes here. */
  readonly notNull: Implied
  /** Of named values. */
  readonly names: ReadonlyMap<string, Bounds>
}

/** What is known of any row. */
export function nothingKnown(functions: FunctionTable): Known {
  return { functions, notNull: new Set(), names: new Map() }
}

export function knowing(known: Known, more: Implied): Known {
  return { ...known, notNull: both(known.notNull, more) }
}

export function certaintyOf(tree: TypedExpression, known: Known): Certainty {
  switch (tree.kind) {
    case 'reference':
      return ofReference(tree, known)
    case 'constant': {
      const { cell, type, nullable } = tree
      const bounds = cell === null ? NOTHING : boundsOfValues(type, [cell])
      return { nullable, fallible: false, bounds }
    }
    case 'call':
      return ofCall(tree, known)
    case 'cast':
      return ofCast(tree, known)
    case 'case':
      return ofCase(tree, known)
    case 'coalesce':
      return ofCoalesce(tree, known)
    case 'and':
    case 'or':
      return ofJunction(tree, known)
    case 'not': {
      const of = certaintyOf(tree.operand, known)
      return { ...of, bounds: truth(tree, of.bounds.values?.map(opposite) ?? null) }
    }
    case 'in':
      return ofMembership(tree, known)
    case 'array': {
      const fallible = tree.items.some((item) => certaintyOf(item, known).fallible)
      return { nullable: false, fallible, bounds: boundsOfType(tree.type) }
    }
    case 'any':
    case 'all': {
      const parts = [tree.operand, tree.array, tree.test].map((each) => certaintyOf(each, known))
      const fallible = parts.some((each) => each.fallible)
      return { nullable: tree.nullable, fallible, bounds: boundsOfType(tree.type) }
    }
    case 'tested':
      return { nullable: true, fallible: false, bounds: boundsOfType(tree.type) }
    default:
      return ofTest(tree, known)
  }
}

type Kind<K extends TypedExpression['kind']> = TypedExpression & { readonly kind: K }

function ofReference({ reference, type, nullable }: Kind<'reference'>, known: Known): Certainty {
  const isThere = known.notNull === null || known.notNull.has(referenceKey(reference))
  const limits = boundsOfType(type)
  const named = reference.kind === 'name' ? known.names.get(reference.name) : undefined
  const bounds = named === undefined ? limits : narrowed(named, limits)
  return { nullable: nullable && !isThere, fallible: false, bounds }
}

function ofCall(tree: Kind<'call'>, known: Known): Certainty {
  const operands = tree.operands.map((operand) => certaintyOf(operand, known))
  if (tree.local !== undefined) return ofLocal(tree.local, operands, known)
  const types = tree.operands.map(({ type }) => type)
  const given = operands.map(({ bounds, nullable }, index) => ({
    bounds,
    nullable,
    type: types[index] ?? tree.type,
  }))
  const rule = known.functions.certain?.(tree.key, given, tree.type)
  const hasNull = operands.some(({ nullable }) => nullable)
  const nullable = rule?.nullable ?? (tree.givesNull || (tree.strict && hasNull))
  const fails = tree.fallible && rule?.fallible !== false
  return {
    nullable: tree.nullable && nullable,
    fallible: fails || operands.some(({ fallible }) => fallible),
    bounds:
      rule?.bounds === undefined
        ? boundsOfType(tree.type)
        : narrowed(rule.bounds, boundsOfType(tree.type)),
  }
}

/** A function of the project's own, with what is known of the operands at this call. */
function ofLocal(
  { parameters, tree }: NonNullable<Kind<'call'>['local']>,
  operands: readonly Certainty[],
  { functions }: Known,
): Certainty {
  const given = parameters.map((name, index) => ({ name, operand: operands[index] }))
  const notNull = given.filter(({ operand }) => operand?.nullable === false)
  const inner = certaintyOf(tree, {
    functions,
    notNull: new Set(notNull.map(({ name }) => referenceKey({ kind: 'name', name }))),
    names: new Map(
      given.flatMap(({ name, operand }) => (operand === undefined ? [] : [[name, operand.bounds]])),
    ),
  })
  return { ...inner, fallible: inner.fallible || operands.some(({ fallible }) => fallible) }
}

function ofCast(tree: Kind<'cast'>, known: Known): Certainty {
  const of = certaintyOf(tree.operand, known)
  const { type: from } = tree.operand
  const { bounds, fits } = castBounds(of.bounds, {
    from,
    to: tree.type,
    assignment: tree.assignment,
  })
  // The time of an infinite timestamp is NULL.
  const isTimeOfMoment = tree.type.kind === 'time' && from.kind !== 'time' && from.kind !== 'text'
  return {
    nullable: of.nullable || isTimeOfMoment,
    fallible: of.fallible || (tree.fallible && !fits),
    bounds,
  }
}

function ofCase(tree: Kind<'case'>, known: Known): Certainty {
  const results: Certainty[] = []
  let fallible = false
  let here = known
  for (const { when, then } of tree.branches) {
    const condition = certaintyOf(when, here)
    fallible ||= condition.fallible
    const isTaken = condition.bounds.values?.includes('t') !== false
    if (isTaken) results.push(certaintyOf(then, knowing(here, impliedBy(when, 'true'))))
    here = knowing(here, impliedBy(when, 'notTrue'))
  }
  results.push(certaintyOf(tree.otherwise, here))
  return {
    nullable: results.some(({ nullable }) => nullable),
    fallible: fallible || results.some((each) => each.fallible),
    bounds: union(results.map(({ bounds }) => bounds)),
  }
}

function ofCoalesce(tree: Kind<'coalesce'>, known: Known): Certainty {
  const all = tree.operands.map((operand) => certaintyOf(operand, known))
  const last = all.findIndex(({ nullable }) => !nullable)
  const reached = last < 0 ? all : all.slice(0, last + 1)
  return {
    nullable: last < 0,
    fallible: reached.some(({ fallible }) => fallible),
    bounds: union(reached.map(({ bounds }) => bounds)),
  }
}

/** What stands behind an operand is asked for where that did not decide. */
function ofJunction(tree: Kind<'and' | 'or'>, known: Known): Certainty {
  const isAnd = tree.kind === 'and'
  const all: Certainty[] = []
  let here = known
  for (const operand of tree.operands) {
    all.push(certaintyOf(operand, here))
    here = knowing(here, impliedBy(operand, isAnd ? 'notFalse' : 'notTrue'))
  }
  const [deciding, passing] = isAnd ? ['f', 't'] : ['t', 'f']
  const nullable = all.some((each) => each.nullable)
  const mayDecide = all.some(({ bounds }) => bounds.values?.includes(deciding) !== false)
  const decides = all.some((each) => !each.nullable && each.bounds.values?.join() === deciding)
  const mayPass = !decides && all.every(({ bounds }) => bounds.values?.includes(passing) !== false)
  const values = [...(mayDecide ? [deciding] : []), ...(mayPass ? [passing] : [])]
  return {
    nullable: nullable && !decides,
    fallible: all.some(({ fallible }) => fallible),
    bounds: truth(tree, values),
  }
}

function ofMembership(tree: Kind<'in'>, known: Known): Certainty {
  const of = certaintyOf(tree.operand, known)
  const items = tree.items.flatMap((item) => (item.kind === 'constant' ? [item.cell] : []))
  const values = of.bounds.values
  const isNever = values !== null && !values.some((value) => items.includes(value))
  const isAlways = values !== null && values.every((value) => items.includes(value))
  const bounds = truth(tree, isNever ? ['f'] : isAlways ? ['t'] : null)
  return { ...of, bounds: values?.length === 0 ? NOTHING : bounds }
}

/** IS NULL, IS TRUE and so on are never NULL themselves. */
function ofTest(
  tree: Kind<'isNull' | 'isNotNull' | 'isTrue' | 'isNotTrue' | 'isFalse' | 'isNotFalse'>,
  known: Known,
): Certainty {
  const { nullable, fallible, bounds } = certaintyOf(tree.operand, known)
  const outcomes = [...(bounds.values ?? ['t', 'f']), ...(nullable ? [null] : [])]
  const [wanted, isNegated] = TESTS[tree.kind]
  const isMet = (outcome: string | null): boolean => (outcome === wanted) !== isNegated
  const values = [...(outcomes.some(isMet) ? ['t'] : []), ...(outcomes.every(isMet) ? [] : ['f'])]
  return { nullable: false, fallible, bounds: truth(tree, values) }
}

const TESTS = {
  isNull: [null, false],
  isNotNull: [null, true],
  isTrue: ['t', false],
  isNotTrue: ['t', true],
  isFalse: ['f', false],
  isNotFalse: ['f', true],
} as const

function opposite(cell: string): string {
  return cell === 't' ? 'f' : 't'
}

function truth({ type }: TypedExpression, values: readonly string[] | null): Bounds {
  return values === null ? boundsOfType(type) : boundsOfValues(type, values)
}
