/** Keys of refused rows -> whether a row is one of them; few in memory, the others on disk. */
import { KeySet } from '../connect/sqlite/key-set.ts'

const IN_MEMORY_MAX = 50_000

/** Every row of the source is asked for, so the usual few keys have to answer at once. */
export class RefusedKeys implements Disposable {
  readonly #inMemoryMax: number
  readonly #inMemory = new Set<string>()
  #onDisk: KeySet | null = null

  constructor(inMemoryMax: number = IN_MEMORY_MAX) {
    this.#inMemoryMax = inMemoryMax
  }

  get isEmpty(): boolean {
    return this.#inMemory.size === 0 && this.#onDisk === null
  }

  add(key: string): void {
    if (this.#inMemory.size < this.#inMemoryMax) this.#inMemory.add(key)
    else (this.#onDisk ??= new KeySet()).add(key)
  }

  has(key: string): boolean {
    return this.#inMemory.has(key) || (this.#onDisk?.has(key) ?? false)
  }

  [Symbol.dispose](): void {
    this.#onDisk?.[Symbol.dispose]()
  }
}
