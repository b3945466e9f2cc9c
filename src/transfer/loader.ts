/** Mapped rows, one by one -> batches on their way to the target while more rows are mapped. */
import type { Cell, CellProblem } from '../base/cell.ts'
import type { TargetConnection } from '../plugin/connector.ts'
import type { LoadBatch, LoadCounts, LoadRequest } from '../plugin/load.ts'
import { loadBatch } from './load.ts'
import type { SourceBatch } from './source-rows.ts'

/** What commits or is taken apart at once: large enough that a round trip does not show. */
const BATCH_BYTES_MAX = 1_000_000
/** One that loads and one that waits for it: the target never waits for a row to be mapped. */
const UNDERWAY_MAX = 2

/** Where a loaded row came from, so that it can be refused with its source row. */
interface Origin {
  readonly batch: SourceBatch
  readonly index: number
}

/** Rows of one source batch that follow each other, also in the batch that is loaded. */
interface Stretch {
  readonly batch: SourceBatch
  readonly start: number
  end: number
  /** Where the first of them stands in the batch that is loaded. */
  readonly first: number
}

interface Loaded {
  readonly counts: LoadCounts
  readonly refused: readonly (readonly [Origin, CellProblem])[]
}

export interface LoaderEvents {
  readonly loaded: (counts: LoadCounts) => void
  readonly refused: (origin: Origin, problem: CellProblem) => void
}

/** Where mapped rows go. */
export interface RowLoader {
  add(cells: readonly Cell[], batch: SourceBatch, index: number): void
  readonly isFull: boolean
  /** What was added goes on its way, as soon as there is room. Throws what loading threw. */
  flush(): Promise<void>
  /**
   * Waits until the session is free, and only then says what was loaded: the same rows give the
   * same rejects in the same order, however long anything takes. Throws what loading threw.
   */
  idle(): Promise<void>
}

/**
 * Batches are loaded one after the other, while the next one grows. The target's session is taken
 * from `flush` until `idle` says that it is free: whoever else needs it asks there first.
 */
export class BatchLoader implements RowLoader {
  readonly #target: TargetConnection
  readonly #request: LoadRequest
  readonly #events: LoaderEvents
  #batch: LoadBatch
  #origins: Stretch[] = []
  #underway: Promise<Loaded>[] = []
  #expectsBad = false

  constructor(target: TargetConnection, request: LoadRequest, events: LoaderEvents) {
    this.#target = target
    this.#request = request
    this.#events = events
    this.#batch = target.startBatch(request)
  }

  add(cells: readonly Cell[], batch: SourceBatch, index: number): void {
    const last = this.#origins.at(-1)
    if (last?.batch === batch && last.end === index) last.end += 1
    else this.#origins.push({ batch, start: index, end: index + 1, first: this.#batch.count })
    this.#batch.add(cells, batch.packed)
  }

  get isFull(): boolean {
    return this.#batch.bytes >= BATCH_BYTES_MAX
  }

  async flush(): Promise<void> {
    while (this.#underway.length >= UNDERWAY_MAX) await this.#finishFirst()
    if (this.#batch.count === 0) return
    const [batch, origins] = [this.#batch, this.#origins]
    this.#batch = this.#target.startBatch(this.#request)
    this.#origins = []
    const loading = this.#load(batch, this.#underway.at(-1), (index) => originOf(origins, index))
    // Whoever asks for `idle` next hears of a failure; until then nobody has to.
    loading.catch(() => {})
    this.#underway.push(loading)
  }

  async idle(): Promise<void> {
    while (this.#underway.length > 0) await this.#finishFirst()
  }

  async #finishFirst(): Promise<void> {
    const { counts, refused } = await (this.#underway[0] as Promise<Loaded>).finally(() => {
      void this.#underway.shift()
    })
    this.#events.loaded(counts)
    for (const [origin, problem] of refused) this.#events.refused(origin, problem)
  }

  /** `before`: the batch that has to be loaded first. When it failed, this one is not tried. */
  async #load(
    batch: LoadBatch,
    before: Promise<Loaded> | undefined,
    from: (index: number) => Origin | null,
  ): Promise<Loaded> {
    await before
    const refused: [Origin, CellProblem][] = []
    const counts = await loadBatch(batch, this.#expectsBad, (index, { code, column, message }) => {
      const origin = from(index)
      if (origin !== null) refused.push([origin, { code, column, message }])
    })
    // One bad row seldom comes alone.
    this.#expectsBad ||= refused.length > 0
    return { counts, refused }
  }
}

function originOf(stretches: readonly Stretch[], index: number): Origin | null {
  const stretch = stretches.findLast(({ first }) => first <= index)
  if (stretch === undefined) return null
  return { batch: stretch.batch, index: stretch.start + index - stretch.first }
}
