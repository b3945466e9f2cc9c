/** Mapped rows -> the target without a stop, until somebody else needs its session. */
import type { Cell } from '../base/cell.ts'
import type { LoadCounts, LoadStream } from '../plugin/load.ts'
import type { RowLoader } from './loader.ts'
import type { SourceBatch } from './source-rows.ts'

/** What is sent at once: large enough that a write does not show, small enough for the caches. */
const PIECE_BYTES = 1 << 17

/** Throws LoadDataError where the target refuses a row: nothing is known of the others then. */
export class StreamLoader implements RowLoader {
  readonly #open: () => LoadStream
  readonly #loaded: (counts: LoadCounts) => void
  #stream: LoadStream | null = null

  constructor(open: () => LoadStream, loaded: (counts: LoadCounts) => void) {
    this.#open = open
    this.#loaded = loaded
  }

  add(cells: readonly Cell[], batch: SourceBatch): void {
    this.#stream ??= this.#open()
    this.#stream.add(cells, batch.packed)
  }

  get isFull(): boolean {
    return this.#stream !== null && this.#stream.bytes >= PIECE_BYTES
  }

  async flush(): Promise<void> {
    await this.#stream?.send()
  }

  async idle(): Promise<void> {
    const stream = this.#stream
    if (stream === null) return
    this.#stream = null
    this.#loaded(await stream.finish())
  }
}
