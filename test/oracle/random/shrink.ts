/** Makes a failing expression smaller while it still fails. */
import { COLUMNS } from './columns.ts'
import { columnPiece, piece, sizeOf, textOf, wantOf, type Piece } from './piece.ts'

const ROUNDS_MAX = 40
const CANDIDATES_MAX = 120

/** `fails` says of many pieces at once which still fail. */
export async function shrink(
  failing: Piece,
  fails: (pieces: readonly Piece[]) => Promise<readonly boolean[]>,
): Promise<Piece> {
  let smallest = failing
  for (let round = 0; round < ROUNDS_MAX; round += 1) {
    const texts = new Set([textOf(smallest)])
    const candidates = smallerOf(smallest)
      .filter((candidate) => {
        const text = textOf(candidate)
        const isNew = !texts.has(text)
        texts.add(text)
        return isNew
      })
      .toSorted((one, other) => costOf(one) - costOf(other))
      .slice(0, CANDIDATES_MAX)
    const failed = await fails(candidates)
    const next = candidates.find((_, index) => failed[index] === true)
    if (next === undefined) return smallest
    smallest = next
  }
  return smallest
}

/** Size first, then length. */
function costOf(candidate: Piece): number {
  return sizeOf(candidate) * 10_000 + textOf(candidate).length
}

/** Each part alone, and the piece with one part somewhere in it made smaller. */
function smallerOf(whole: Piece): readonly Piece[] {
  return [...descendants(whole).filter(({ isFixed }) => !isFixed), ...variants(whole)]
}

function descendants({ parts }: Piece): readonly Piece[] {
  return parts.flatMap((part) => [part, ...descendants(part)])
}

function variants(whole: Piece): readonly Piece[] {
  return whole.parts.flatMap((part, index) =>
    replacementsOf(part).map((replacement) => {
      const parts = whole.parts.map((each, place) => (place === index ? replacement : each))
      return { ...piece(whole.want, parts, whole.write), isFixed: whole.isFixed }
    }),
  )
}

function replacementsOf(part: Piece): readonly Piece[] {
  if (part.isFixed) return variants(part)
  const same = descendants(part).filter(({ want, isFixed }) => want === part.want && !isFixed)
  const columns =
    part.parts.length === 0
      ? []
      : COLUMNS.filter(({ type }) => wantOf(type) === part.want)
          .slice(0, 2)
          .map(({ name }) => columnPiece(part.want, name))
  return [...same, ...columns, ...variants(part)]
}
