/** Finds, in a flow map or list, the expressions that a comma has taken apart. */
import { type Pair, type Scalar, type YAMLMap, type YAMLSeq, isMap, isScalar } from 'yaml'

interface Piece {
  readonly value: unknown
  /** A key without a colon: often the rest of the expression before it. */
  readonly bare: boolean
}

/** Offsets of the values that lost their end to a comma; none for a block map or list. */
export function findSplitExpressions(node: YAMLMap | YAMLSeq): number[] {
  if (node.flow !== true) return []
  const pieces = isMap(node) ? node.items.map(pieceOf) : node.items.map(itemOf)
  const within = isMap(node) ? 'map' : 'list'
  return pieces.flatMap(({ value, bare }, index) => {
    const next = pieces[index + 1]
    if (bare || next === undefined || !isScalar(value) || value.type !== 'PLAIN') return []
    return isSplit(value, next, within) ? [value.range?.[0] ?? 0] : []
  })
}

function pieceOf(pair: Pair): Piece {
  const bare = pair.value === null
  return { value: bare ? pair.key : pair.value, bare }
}

function itemOf(value: unknown): Piece {
  return { value, bare: false }
}

/** What is cut off becomes a key without a value in a map, and an item of its own in a list. */
function isSplit(value: Scalar, next: Piece, within: 'map' | 'list'): boolean {
  if (within === 'map') return next.bare
  const text = value.source ?? ''
  if (count(text, '(') > count(text, ')')) return true
  // Names like O'Hara have an odd apostrophe too, but nothing that computes.
  if (!isScalar(next.value) || !COMPUTES.test(`${text} ${next.value.source ?? ''}`)) return false
  return hasOddQuotes(value) && (hasOddQuotes(next.value) || next.value.type !== 'PLAIN')
}

const COMPUTES = /[()|=<>+*]/u

function hasOddQuotes(scalar: Scalar): boolean {
  return count(scalar.source ?? '', "'") % 2 === 1
}

function count(text: string, part: string): number {
  return text.split(part).length - 1
}
