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
  return pieces.flatMap(({ value, bare }, index) => {
    const next = pieces[index + 1]
    if (bare || next === undefined || !isScalar(value) || value.type !== 'PLAIN') return []
    return isSplit(value, next) ? [value.range?.[0] ?? 0] : []
  })
}

function pieceOf(pair: Pair): Piece {
  const bare = pair.value === null
  return { value: bare ? pair.key : pair.value, bare }
}

function itemOf(value: unknown): Piece {
  return { value, bare: false }
}

function isSplit(value: Scalar, next: Piece): boolean {
  const text = value.source ?? ''
  if (next.bare || count(text, '(') > count(text, ')')) return true
  // One apostrophe alone is a name like O'Hara; a literal cut in two leaves one on either side.
  if (!isScalar(next.value)) return false
  const continues = hasOddQuotes(next.value) || next.value.type?.startsWith('QUOTE') === true
  return hasOddQuotes(value) && continues
}

function hasOddQuotes(scalar: Scalar): boolean {
  return count(scalar.source ?? '', "'") % 2 === 1
}

function count(text: string, part: string): number {
  return text.split(part).length - 1
}
