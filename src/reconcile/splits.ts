/** A table that several mappings share out -> the rows that do not go to exactly one of them. */
import type { Cell } from '../base/cell.ts'
import type { Split } from '../compile/splits.ts'
import { RowSorter } from '../connect/sqlite/sorter.ts'
import { destinations, type DestinationOptions, type Judgment } from './destination.ts'
import type { SplitFinding, SplitReconciliation } from './finding.ts'
import type { SettledBatch } from './settled.ts'

/** A mapping of the split, and the rows that it reads. */
export interface SplitMember extends DestinationOptions {
  readonly settled: AsyncIterable<SettledBatch>
}

export interface SplitOptions {
  readonly split: Split
  /** Of those that are reconciled. */
  readonly members: readonly SplitMember[]
  readonly findingsMax: number
  readonly now: () => Date
}

/** What a filter gives that has no reason of its own. */
const UNNAMED = 'filtered'

/** Reads the table once a mapping. Throws EngineError when it cannot be read. */
export async function reconcileSplit(options: SplitOptions): Promise<SplitReconciliation> {
  const { split, members, now } = options
  const startedAt = now().getTime()
  const absent = split.members.filter((name) => !members.some((each) => each.program.name === name))
  if (absent.length > 0) {
    const note = `Not compared: ${absent.join(', ')} were not chosen, and take rows of it, too.`
    return { ...NOTHING, table: split.table, state: 'skipped', note, ms: 0 }
  }
  using sorter = new RowSorter()
  for (const [at, member] of members.entries()) {
    for await (const batch of destinations(member, member.settled)) {
      for (const { key, judgment } of batch) sorter.add(key, JSON.stringify([at, judgment]))
    }
  }
  const tally = new SplitTally(options)
  for (const { key, row } of sorter.rows()) tally.add(key, JSON.parse(row) as Verdict)
  tally.close()
  return { ...tally.result(), ms: now().getTime() - startedAt }
}

const NOTHING = { rows: 0, taken: [], leftOut: 0, findings: [], findingCount: 0 }

type Verdict = readonly [member: number, judgment: Judgment]

/** Counts the rows of one key after the other. */
class SplitTally {
  readonly #options: SplitOptions
  readonly #taken: number[]
  readonly #findings: SplitFinding[] = []
  #findingCount = 0
  #rows = 0
  #leftOut = 0
  #key: string | null = null
  /** What each mapping does with the row at hand. */
  #judged = new Map<number, Judgment>()

  constructor(options: SplitOptions) {
    this.#options = options
    this.#taken = options.members.map(() => 0)
  }

  add(key: string, [member, judgment]: Verdict): void {
    if (key !== this.#key) this.close()
    this.#key = key
    // Of several rows that joins made of one, it is taken where one of them is.
    if (this.#judged.get(member) !== 'taken') this.#judged.set(member, judgment)
  }

  close(): void {
    if (this.#key === null) return
    this.#rows += 1
    const { members } = this.#options
    const judged = members.map(({ program }, member) => {
      const judgment = this.#judged.get(member) ?? 'unread'
      return { mapping: program.name, judgment }
    })
    const takers = judged.filter(({ judgment }) => judgment === 'taken')
    for (const [member, { judgment }] of judged.entries()) {
      if (judgment === 'taken') this.#taken[member] = (this.#taken[member] ?? 0) + 1
    }
    if (takers.length > 1) this.#find('taken', takers)
    else if (takers.length === 0 && !judged.some(({ judgment }) => judgment === 'unread')) {
      if (judged.some(({ judgment }) => reasonOf(judgment) === null)) this.#find('lost', judged)
      else this.#leftOut += 1
    }
    this.#key = null
    this.#judged = new Map()
  }

  result(): Omit<SplitReconciliation, 'ms'> {
    const { split, members } = this.#options
    const rows = this.#rows
    const leftOut = this.#leftOut
    return {
      table: split.table,
      ...this.#verdict(),
      rows,
      taken: members.map(({ program }, member) => {
        return { mapping: program.name, rows: this.#taken[member] ?? 0 }
      }),
      leftOut,
      findings: this.#findings,
      findingCount: this.#findingCount,
    }
  }

  #verdict(): Pick<SplitReconciliation, 'state' | 'note'> {
    const count = this.#findingCount
    if (this.#rows === 0) return { state: 'empty', note: 'The table has no rows.' }
    const rows = `${this.#rows} rows`
    if (count === 0) {
      return {
        state: 'equal',
        note: `Each of ${rows} goes to exactly one mapping, or has a reason from each.`,
      }
    }
    const note = `Of ${rows}, ${count} go to several mappings, or to none and not all say why.`
    return { state: 'different', note }
  }

  #find(kind: SplitFinding['kind'], judged: readonly Judged[]): void {
    this.#findingCount += 1
    if (this.#findings.length === this.#options.findingsMax) return
    const mappings = judged.map(({ mapping, judgment }) => {
      return { mapping, reason: reasonOf(judgment) }
    })
    this.#findings.push({ kind, key: JSON.parse(this.#key ?? '[]') as Cell[], mappings })
  }
}

interface Judged {
  readonly mapping: string
  readonly judgment: Judgment
}

/** What a person wrote; a filter without `else` has none. */
function reasonOf(judgment: Judgment): string | null {
  if (typeof judgment === 'string') return null
  return judgment.reason === UNNAMED ? null : judgment.reason
}
