/** Rows as they are read -> progress events: how many, how fast, how long still. */
import type { RunEvent } from './event.ts'

export class Progress {
  readonly #estimatedRows: number
  readonly #now: () => number
  readonly #startedAt: number
  readonly #onEvent: (event: RunEvent) => void
  #read = 0

  constructor(estimatedRows: number, now: () => number, onEvent: (event: RunEvent) => void) {
    this.#estimatedRows = estimatedRows
    this.#now = now
    this.#startedAt = now()
    this.#onEvent = onEvent
  }

  /** A negative number takes back the rows of a chunk that was rolled back. */
  add(unit: string, rows: number): void {
    this.#read += rows
    const seconds = (this.#now() - this.#startedAt) / 1000
    const rowsPerSecond = seconds > 0 ? this.#read / seconds : 0
    const left = Math.max(0, this.#estimatedRows - this.#read)
    this.#onEvent({
      kind: 'progress',
      unit,
      read: this.#read,
      estimatedRows: this.#estimatedRows,
      rowsPerSecond: Math.round(rowsPerSecond),
      leftMs: rowsPerSecond > 0 ? Math.round((left / rowsPerSecond) * 1000) : null,
    })
  }
}
