/** What mappings read of each other, and when each was loaded -> those that have to run again. */
import type { Program } from '../compile/program.ts'

type Reader = Pick<Program, 'name' | 'reads'>

/** Runs by their number, in the order in which they began. */
export interface LoadHistory {
  /** The last run that finished the mapping; null: none did. */
  readonly lastDone: number | null
  /** The last run that changed its rows; null: none did. */
  readonly lastChanged: number | null
}

export interface StaleMapping {
  readonly name: string
  /** What it reads that has changed since, or is stale itself. */
  readonly because: readonly string[]
}

/** A mapping that was never loaded is not stale: it is only still to come. */
export function staleMappings(
  programs: readonly Reader[],
  history: ReadonlyMap<string, LoadHistory>,
): readonly StaleMapping[] {
  const stale = new Map<string, readonly string[]>()
  const loaded = programs.filter(({ name }) => (history.get(name)?.lastDone ?? null) !== null)
  for (;;) {
    const found = loaded.flatMap(({ name, reads }) => {
      const lastDone = history.get(name)?.lastDone ?? 0
      const because = reads.filter(
        (read) => stale.has(read) || (history.get(read)?.lastChanged ?? 0) > lastDone,
      )
      return because.length === 0 ? [] : [[name, because] as const]
    })
    const before = stale.size
    for (const [name, because] of found) stale.set(name, because)
    // What reads a stale mapping is found in the next round.
    if (stale.size === before) break
  }
  return programs.flatMap(({ name }) => {
    const because = stale.get(name)
    return because === undefined ? [] : [{ name, because }]
  })
}

/** Mappings that read what a run of the chosen ones fills, and are not chosen; theirs too. */
export function leftOut(chosen: readonly Reader[], all: readonly Reader[]): readonly string[] {
  const changing = new Set(chosen.map(({ name }) => name))
  const names = new Set<string>()
  for (;;) {
    const found = all.filter(
      ({ name, reads }) => !changing.has(name) && reads.some((read) => changing.has(read)),
    )
    if (found.length === 0) return all.flatMap(({ name }) => (names.has(name) ? [name] : []))
    for (const { name } of found) {
      changing.add(name)
      names.add(name)
    }
  }
}
