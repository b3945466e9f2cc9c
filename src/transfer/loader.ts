/** Mapped rows, one by one -> batches on their way to the target while more rows are mapped. */
import type { Cell, CellProblem } from '../base/cell.ts'
import type { LoadBatch, LoadCounts, LoadRequest, TargetConnection } from '../plugin/connector.ts'
import { loadBatch } from './load.ts'
import type { SourceBatch } from './source-rows.ts'

/** What commits or is taken apart at once: large enough that a round trip does not show. */
const BATCH_BYTES_MAX = 1 << 19

/** Where a loaded row came from, so that it can be refused with its source row. */
interface Origin {
  readonly batch: SourceBatch
  readonly index: number
}

interface Loaded {
  readonly counts: LoadCounts
  readonly refused: readonly (readonly [Origin, CellProblem])[]
}

export interface LoaderEvents {
  readonly loaded: (counts: LoadCounts) => void
  readonly refused: (origin: Origin, problem: CellProblem) => void
}

/**
 * One batch is being loaded at most, while the next one grows. The target's session is taken from
 * `flush` until `idle` says that it is free: whoever else needs it asks there first.
 */
export class Loader {
  readonly #target: TargetConnection
  readonly #request: LoadRequest
  readonly #events: LoaderEvents
  #batch: LoadBatch
  #origins: SourceBatch[] = []
  #indexes: number[] = []
  #loading: Promise<Loaded> | null = null

  constructor(target: TargetConnection, request: LoadRequest, events: LoaderEvents) {
    this.#target = target
    this.#request = request
    this.#events = events
    this.#batch = target.startBatch(request)
  }

  add(cells: readonly Cell[], batch: SourceBatch, index: number): void {
    this.#batch.add(cells)
    this.#origins.push(batch)
    this.#indexes.push(index)
  }

  get isFull(): boolean {
    return this.#batch.bytes >= BATCH_BYTES_MAX
  }

  /** Starts to load what was added. The session must be idle. */
  flush(): void {
    if (this.#batch.count === 0) return
    const [batch, origins, indexes] = [this.#batch, this.#origins, this.#indexes]
    this.#batch = this.#target.startBatch(this.#request)
    this.#origins = []
    this.#indexes = []
    const refused: [Origin, CellProblem][] = []
    const loading = loadBatch(batch, (index, { code, column, message }) => {
      const source = origins[index]
      if (source === undefined) return
      refused.push([
        { batch: source, index: indexes[index] ?? 0 },
        { code, column, message },
      ])
    }).then((counts) => ({ counts, refused }))
    // Whoever asks for `idle` next hears of a failure; until then nobody has to.
    loading.catch(() => {})
    this.#loading = loading
  }

  /**
   * Waits until the session is free, and only then says what was loaded: the same rows give the
   * same rejects in the same order, however long anything takes. Throws what loading threw.
   */
  async idle(): Promise<void> {
    const loading = this.#loading
    if (loading === null) return
    this.#loading = null
    const { counts, refused } = await loading
    this.#events.loaded(counts)
    for (const [origin, problem] of refused) this.#events.refused(origin, problem)
  }
}
