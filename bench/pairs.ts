/** Two commands in turn, several times -> the median of each, and of their ratios. */
import { timed, type Command, type Timing } from './commands.ts'

/** One of two things that are compared. */
export interface Side {
  /** Not timed. */
  readonly prepare: () => Promise<void>
  readonly command: Command
}

export interface Paired {
  readonly seconds: number
  readonly peerSeconds: number
  /** The median of what each pair gave: a machine that is busy for a while slows both of a pair. */
  readonly ratio: number
}

export async function measurePairs(runs: number, ours: Side, peer: Side): Promise<Paired> {
  const pairs: { readonly ours: number; readonly peer: number }[] = []
  for (let run = 0; run < runs; run += 1) {
    // Whoever goes first finds colder caches: they take turns at that, too.
    const first = run % 2 === 0 ? await measure(peer) : null
    const own = await measure(ours)
    const other = first ?? (await measure(peer))
    pairs.push({ ours: own.seconds, peer: other.seconds })
  }
  return {
    seconds: median(pairs.map((pair) => pair.ours)),
    peerSeconds: median(pairs.map((pair) => pair.peer)),
    ratio: median(pairs.map((pair) => pair.ours / pair.peer)),
  }
}

export async function measure(side: Side): Promise<Timing> {
  await side.prepare()
  return await timed(side.command)
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((one, other) => one - other)
  const middle = Math.floor(sorted.length / 2)
  const [low = 0, high = 0] = [sorted[Math.ceil(sorted.length / 2) - 1], sorted[middle]]
  return (low + high) / 2
}
