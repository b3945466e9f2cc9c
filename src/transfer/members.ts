/** Rows that stand for others -> the crosswalk in which each of these finds its row's new key. */
import type { Row } from '../base/cell.ts'
import type { LookupSpec } from '../compile/program.ts'
import type { Transform } from '../compile/transform.ts'
import { Spill } from '../connect/sqlite/spill.ts'
import {
  crosswalkKey,
  crosswalkName,
  readCrosswalk,
  replaceCrosswalk,
} from '../ledger/crosswalk.ts'
import { inTransaction } from '../ledger/transaction.ts'
import { fenceUnit } from '../ledger/units.ts'
import { issuesOfRow, type Mapper } from './map-rows.ts'
import type { Sessions, UnitTask } from './sessions.ts'
import { StopRun } from './stop.ts'

/** A unit that is being prepared. */
export interface Assigning {
  readonly sessions: Sessions
  readonly task: UnitTask
  readonly epoch: number
}

interface Surrogate {
  readonly spec: Extract<LookupSpec, { kind: 'surrogate' }>
  readonly keyOf: Transform['keys'][number]
}

/** Which row a member was found in, for no key may lead to two. */
export class MemberKeys implements Disposable {
  readonly #spill = new Spill()

  /** Of rows that have their keys. A member that changed its group is led to the new one. */
  async write(
    { sessions, task, epoch }: Assigning,
    mapper: Mapper,
    rows: readonly Row[],
    { spec, keyOf }: Surrogate,
  ): Promise<void> {
    const { fold } = mapper.transform
    if (fold === null || fold.member === null) return
    const groups = rows.flatMap((row) => {
      const key = keyOf(row, mapper.lookups.found)
      return key === null ? [] : [{ row, key: crosswalkKey(key) }]
    })
    const keys = groups.map(({ key }) => key)
    const targets = await readCrosswalk(sessions.ledger, spec.mapping, keys)
    const entries = groups.flatMap(({ row, key }) => {
      const target = targets.get(key)
      return target === undefined ? [] : this.#entriesOf(mapper, row, target)
    })
    if (entries.length === 0) return
    await inTransaction(sessions.target, async () => {
      await fenceUnit(sessions.ledger, task, epoch)
      const mapping = crosswalkName({ mapping: mapper.program.name, ofMembers: true })
      const owner = { mapping, run: task.run }
      await replaceCrosswalk(sessions.ledger, owner, entries)
    })
  }

  #entriesOf(mapper: Mapper, row: Row, target: string): (readonly [string, string])[] {
    const { program, transform, lookups, folded } = mapper
    const keys = new Set<string>()
    for (const member of folded?.members(row) ?? []) {
      const key = transform.fold?.member?.(member.row, lookups.found, issuesOfRow()) ?? null
      if (key !== null) keys.add(crosswalkKey(key))
    }
    return [...keys].map((key) => {
      const holder = this.#spill.claim(key, target)
      if (holder === null || holder === target) return [key, target]
      throw new StopRun(
        'fail',
        `Mapping "${program.name}": the member ${key} is in two groups, so nobody could tell ` +
          'which row stands for it. Write under members what only one row has.',
      )
    })
  }

  [Symbol.dispose](): void {
    this.#spill[Symbol.dispose]()
  }
}
