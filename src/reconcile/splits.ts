/** A table that several mappings share out -> the rows that do not go to exactly one of them. */
import type { Cell } from '../base/cell.ts'
import { tableId } from '../catalog/catalog.ts'
import type { Program } from '../compile/program.ts'
import type { Split } from '../compile/splits.ts'
import { RowSorter } from '../connect/sqlite/sorter.ts'
import {
  destinations,
  reasonOf,
  together,
  type DestinationOptions,
  type Judgment,
} from './destination.ts'
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

const MASK = '[masked]'

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

const NOTHING = { rows: 0, taken: [], leftOut: 0, unread: 0, findings: [], findingCount: 0 }

type Verdict = readonly [member: number, judgment: Judgment]

interface Judged {
  readonly mapping: string
  /** absent: it was not given the row at all. */
  readonly judgment: Judgment | 'absent'
}

/** Counts the rows of one key after the other. */
class SplitTally {
  readonly #options: SplitOptions
  readonly #taken: number[]
  readonly #masked: readonly boolean[]
  readonly #findings: SplitFinding[] = []
  #findingCount = 0
  #rows = 0
  #leftOut = 0
  #unread = 0
  #key: string | null = null
  /** What each mapping does with the row at hand. */
  #judged = new Map<number, Judgment>()

  constructor(options: SplitOptions) {
    this.#options = options
    this.#taken = options.members.map(() => 0)
    this.#masked = maskedKeys(options.members.map(({ program }) => program))
  }

  add(key: string, [member, judgment]: Verdict): void {
    if (key !== this.#key) this.close()
    this.#key = key
    this.#judged.set(member, together(this.#judged.get(member), judgment))
  }

  close(): void {
    if (this.#key === null) return
    this.#rows += 1
    const judged = this.#options.members.map(({ program }, member): Judged => {
      return { mapping: program.name, judgment: this.#judged.get(member) ?? 'absent' }
    })
    for (const [member, { judgment }] of judged.entries()) {
      if (judgment === 'taken') this.#taken[member] = (this.#taken[member] ?? 0) + 1
    }
    this.#judge(judged)
    this.#key = null
    this.#judged = new Map()
  }

  #judge(judged: readonly Judged[]): void {
    const are = (wanted: Judged['judgment']) =>
      judged.filter(({ judgment }) => judgment === wanted).length
    if (are('taken') > 1) {
      this.#find(
        'taken',
        judged.filter(({ judgment }) => judgment === 'taken'),
      )
    } else if (are('absent') > 0) {
      this.#find(
        'unseen',
        judged.filter(({ judgment }) => judgment === 'absent'),
      )
    } else if (are('taken') === 1) return
    else if (are('unread') > 0) this.#unread += 1
    else if (judged.some((each) => reasonIn(each) === null)) this.#find('lost', judged)
    else this.#leftOut += 1
  }

  result(): Omit<SplitReconciliation, 'ms'> {
    const { split, members } = this.#options
    return {
      table: split.table,
      ...this.#verdict(),
      rows: this.#rows,
      taken: members.map(({ program }, member) => {
        return { mapping: program.name, rows: this.#taken[member] ?? 0 }
      }),
      leftOut: this.#leftOut,
      unread: this.#unread,
      findings: this.#findings,
      findingCount: this.#findingCount,
    }
  }

  #verdict(): Pick<SplitReconciliation, 'state' | 'note'> {
    const count = this.#findingCount
    if (this.#rows === 0) {
      const mayBe = this.#options.members.every(({ program }) => program.allowEmpty)
      return mayBe
        ? { state: 'equal', note: 'The table has no rows, as its mappings allow.' }
        : { state: 'empty', note: 'The table has no rows.' }
    }
    const rows = `${this.#rows} rows`
    if (count > 0) {
      const note = `Of ${rows}, ${count} go to several mappings, or to none and not all say why.`
      return { state: 'different', note }
    }
    const unread = this.#unread === 0 ? '' : ` ${this.#unread} that none can read are refused.`
    const note = `Each of ${rows} goes to exactly one mapping, or has a reason from each.${unread}`
    return { state: 'equal', note }
  }

  #find(kind: SplitFinding['kind'], judged: readonly Judged[]): void {
    this.#findingCount += 1
    if (this.#findings.length === this.#options.findingsMax) return
    const mappings = judged.map((each) => ({ mapping: each.mapping, reason: reasonIn(each) }))
    const key = (JSON.parse(this.#key ?? '[]') as Cell[]).map((cell, index) =>
      cell !== null && this.#masked[index] === true ? MASK : cell,
    )
    this.#findings.push({ kind, key, mappings })
  }
}

function reasonIn({ judgment }: Judged): string | null {
  return judgment === 'absent' ? null : reasonOf(judgment)
}

/** Of the source's key, the columns whose values reach one that is not to be shown. */
function maskedKeys(programs: readonly Program[]): readonly boolean[] {
  const sources = programs.flatMap(({ target, lineage }) => {
    const classed = target.columns.filter((column) => column.class !== null)
    return classed.flatMap(({ column }) => {
      return lineage.find((line) => line.target === column.name)?.sources ?? []
    })
  })
  const [first] = programs
  if (first === undefined) return []
  const { connection, table, key } = first.source
  return key.map((name) => sources.includes(`${connection}.${tableId(table)}.${name}`))
}
