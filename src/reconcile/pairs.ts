/** Two sides in one order -> what has the same key, and what has no counterpart. */
import type { Row } from '../base/cell.ts'
import type { Side } from './side.ts'

/** Takes what is found, in the order of the keys. Cells are another row's once it has returned. */
export interface PairSink {
  both(expected: Row, actual: Row): void
  /** Both are the same in every cell. */
  same(): void
  missing(expected: Row): void
  extra(actual: Row): void
  /** A row of the target whose key came before. */
  duplicate(actual: Row): void
  /** A row of the source whose key came before: any run takes the first and refuses the others. */
  repeated(): void
}

/** Reads both sides to their ends, and waits for batches only. `compare` is the order's own. */
export async function pairRows(
  expected: Side,
  actual: Side,
  compare: (one: string, other: string) => number,
  sink: PairSink,
): Promise<void> {
  let [hasExpected, hasActual] = [true, true]
  let [lastExpected, lastActual]: (string | null)[] = [null, null]
  let behind: 'expected' | 'actual' | 'both' = 'both'
  for (;;) {
    if (behind !== 'actual') {
      const more = expected.next()
      hasExpected = typeof more === 'boolean' ? more : await more
      if (hasExpected && expected.order === lastExpected) {
        sink.repeated()
        continue
      }
      lastExpected = expected.order
    }
    if (behind !== 'expected') {
      behind = 'actual'
      const more = actual.next()
      hasActual = typeof more === 'boolean' ? more : await more
      if (hasActual && actual.order === lastActual) {
        sink.duplicate(actual.cells)
        continue
      }
      lastActual = actual.order
    }
    if (!hasExpected && !hasActual) return
    if (hasExpected && hasActual && expected.order === actual.order) {
      behind = 'both'
      const line = expected.lines?.line() ?? null
      if (line !== null && line === actual.lines?.line()) sink.same()
      else sink.both(cellsOf(expected), cellsOf(actual))
    } else if (!hasActual || (hasExpected && compare(expected.order, actual.order) < 0)) {
      behind = 'expected'
      sink.missing(expected.cells)
    } else {
      behind = 'actual'
      sink.extra(actual.cells)
    }
  }
}

function cellsOf({ cells, lines }: Side): Row {
  return lines === null ? cells : lines.cells()
}
