/** Keys that the rows of a batch ask for -> what was found, fetched at once and kept a while. */
import type { Cell, Row } from '../base/cell.ts'
import type { Found, Transform } from '../compile/transform.ts'

export type LookupResult = ReturnType<Found['get']>

/** Fetches many keys of one lookup at once; results by `lookupKeyText`, absent ones missing. */
export type FetchLookup = (
  keys: readonly (readonly Cell[])[],
) => Promise<ReadonlyMap<string, LookupResult>>

/** The rows of a batch that lookups are asked for. */
export interface AskingRows {
  readonly count: number
  readonly read: (index: number) => Row
  readonly isWanted: (index: number) => boolean
  /** What was made of them: see SourceBatch. */
  readonly level?: number
}

const ENTRIES_MAX = 100_000

/** One text for the cells of a key; two different keys never share it. */
export function lookupKeyText(key: readonly Cell[]): string {
  return key.length === 1 && key[0] !== null ? `=${key[0]}` : JSON.stringify(key)
}

/** The lookups of one program. What was fetched for a batch stays until the batch is mapped. */
export class LookupCache {
  readonly found: Found
  readonly #keys: Transform['keys']
  readonly #fetches: readonly FetchLookup[]
  readonly #levels: readonly number[] | null
  readonly #caches: readonly TwoGenerations[]

  /** `levels`: of what rows a lookup can be asked; null: of all. */
  constructor(
    keys: Transform['keys'],
    fetches: readonly FetchLookup[],
    levels: readonly number[] | null = null,
  ) {
    this.#keys = keys
    this.#levels = levels
    this.#fetches = fetches
    this.#caches = fetches.map(() => new TwoGenerations())
    this.found = {
      get: (index, key) => this.#caches[index]?.get(lookupKeyText(key)),
    }
  }

  /** Fetches all that wanted rows ask for, in order: a later lookup may need an earlier one. */
  async prefetch({ count, read, isWanted, level = 0 }: AskingRows): Promise<void> {
    for (const [index, keyOf] of this.#keys.entries()) {
      const cache = this.#caches[index]
      const fetch = this.#fetches[index]
      if (cache === undefined || fetch === undefined) continue
      if ((this.#levels?.[index] ?? 0) > level) continue
      cache.age()
      const wanted = new Map<string, readonly Cell[]>()
      for (let at = 0; at < count; at += 1) {
        const key = isWanted(at) ? keyOf(read(at), this.found) : null
        if (key === null) continue
        const text = lookupKeyText(key)
        if (!cache.keep(text)) wanted.set(text, key)
      }
      if (wanted.size === 0) continue
      const results = await fetch([...wanted.values()])
      for (const text of wanted.keys()) cache.set(text, results.get(text))
    }
  }
}

/**
 * A bounded cache that never forgets what the batch at hand needs: when the young generation is
 * full, between two batches, it becomes the old one, and what nobody asked for since is dropped.
 */
class TwoGenerations {
  #young = new Map<string, LookupResult>()
  #old = new Map<string, LookupResult>()

  age(): void {
    if (this.#young.size < ENTRIES_MAX) return
    this.#old = this.#young
    this.#young = new Map()
  }

  /** True when the key is known; it is then kept for this batch. */
  keep(text: string): boolean {
    if (this.#young.has(text)) return true
    if (!this.#old.has(text)) return false
    this.#young.set(text, this.#old.get(text))
    return true
  }

  get(text: string): LookupResult {
    return this.#young.get(text)
  }

  set(text: string, result: LookupResult): void {
    this.#young.set(text, result)
  }
}
