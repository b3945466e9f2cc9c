/** A batch of rows -> rows in the target; a row it refuses is found, and the others still go in. */
import { LoadDataError, type LoadBatch, type LoadCounts, type RowRefusal } from '../plugin/load.ts'

/**
 * Loads in bulk first, unless bad rows are expected. On a refusal the target sorts out the rows
 * where it can; else the batch is split: at the row the server named, or in halves. A row is
 * refused only when it fails alone: a good row is never lost because of a bad one.
 */
export async function loadBatch(
  batch: LoadBatch,
  expectsBad: boolean,
  refuse: (index: number, refusal: RowRefusal) => void,
): Promise<LoadCounts> {
  const whole = expectsBad ? null : await tryLoad(batch)
  if (whole !== null && !(whole instanceof LoadDataError)) return whole
  const good = await batch.loadGood()
  if (good === null) return await loadParts(batch, whole, refuse)
  for (const refusal of good.refused) refuse(refusal.row ?? 0, refusal)
  return good.counts
}

/** `whole`: what came of the batch as a whole, null when it was not tried. */
async function loadParts(
  batch: LoadBatch,
  whole: LoadDataError | null,
  refuse: (index: number, refusal: RowRefusal) => void,
): Promise<LoadCounts> {
  const total = { inserted: 0, updated: 0, unchanged: 0 }
  /** Still to be loaded, the next range last. */
  const ranges: [start: number, end: number][] = [[0, batch.count]]
  for (let range = ranges.pop(); range !== undefined; range = ranges.pop()) {
    const [start, end] = range
    if (start === end) continue
    const isWhole = end - start === batch.count
    const result = (isWhole ? whole : null) ?? (await tryLoad(batch.slice(start, end)))
    if (!(result instanceof LoadDataError)) {
      total.inserted += result.inserted
      total.updated += result.updated
      total.unchanged += result.unchanged
    } else if (end - start === 1) {
      refuse(start, result)
    } else {
      ranges.push(...split(start, end, result.row).toReversed())
    }
  }
  return total
}

function split(start: number, end: number, named: number | null): [number, number][] {
  if (named !== null && named >= 0 && named < end - start) {
    const at = start + named
    return [
      [start, at],
      [at, at + 1],
      [at + 1, end],
    ]
  }
  const middle = Math.floor((start + end) / 2)
  return [
    [start, middle],
    [middle, end],
  ]
}

async function tryLoad(batch: LoadBatch): Promise<LoadCounts | LoadDataError> {
  try {
    return await batch.load()
  } catch (error) {
    if (error instanceof LoadDataError) return error
    throw error
  }
}
