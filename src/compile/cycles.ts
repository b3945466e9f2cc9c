/** Mappings that wait for each other -> what is said of them, and what they could suspend. */
import type { ForeignKey } from '../catalog/catalog.ts'
import type { CheckedMapping } from './checked.ts'
import type { Findings } from './findings.ts'

/** A mapping comes after another: for a reference, for what it reads there, or as a later arm. */
export interface Edge {
  readonly before: string
  /** null: it comes after for another reason. */
  readonly reference: ForeignKey | null
  /** True: it reads rows or keys of the other. */
  readonly reads: boolean
}

type Edges = ReadonlyMap<string, readonly Edge[]>

/** Itself only where a circle leads back to it. */
export function reachableFrom(name: string, edges: Edges): ReadonlySet<string> {
  const reached = new Set<string>()
  const waiting = [name]
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    for (const { before } of edges.get(next) ?? []) {
      if (reached.has(before)) continue
      reached.add(before)
      waiting.push(before)
    }
  }
  return reached
}

/** Each circle once, at the first of its mappings. */
export function reportCycles(
  mappings: readonly CheckedMapping[],
  edges: Edges,
  findings: Findings,
): void {
  const done = new Set<string>()
  const visit = (name: string, path: readonly string[]): void => {
    if (path.includes(name)) {
      reportCycle([...path.slice(path.indexOf(name)), name], mappings, edges, findings)
      return
    }
    if (done.has(name)) return
    for (const { before } of edges.get(name) ?? []) visit(before, [...path, name])
    done.add(name)
  }
  for (const name of edges.keys()) visit(name, [])
}

function reportCycle(
  circle: readonly string[],
  mappings: readonly CheckedMapping[],
  edges: Edges,
  findings: Findings,
): void {
  const first = mappings.find(({ document }) => document.name === circle[0])
  if (first === undefined) return
  const ways = circle.slice(0, -1).flatMap((name, index) => {
    const steps = (edges.get(name) ?? []).filter(({ before }) => before === circle[index + 1])
    // One that also reads the other's rows has to come after it, whatever is suspended.
    const references = steps.flatMap(({ reference }) => reference?.columns[0] ?? [])
    if (references.length < steps.length) return []
    const names = [...new Set(references)].map((column) => `suspends:${column}`)
    return [`accept: [${names.join(', ')}] in "${name}"`]
  })
  const todo =
    ways.length === 0
      ? 'Leave out one of the lookups or references.'
      : `A reference can be off while they load, and is checked when they have: write ` +
        `${ways.join(', or ')}. Rows that refer to none are refused then.`
  const message = `These mappings wait for each other: ${circle.join(' -> ')}. ${todo}`
  findings.error('COMPILE_MAPPING_CYCLE', first.document.target.into.at, message)
}
