/** Rows that refer to none, once all is loaded -> taken out again, and those that refer to them. */
import { expressionBuilder, sql } from 'kysely'
import type { Cell, CellProblem, Row } from '../base/cell.ts'
import { EngineError } from '../base/error.ts'
import { tableId } from '../catalog/catalog.ts'
import type { Program, TargetReference } from '../compile/program.ts'
import { Spill } from '../connect/sqlite/spill.ts'
import { readEarlier } from '../ledger/earlier.ts'
import type { UnitId } from '../ledger/units.ts'
import type { TargetConnection } from '../plugin/connector.ts'
import { qualified } from './queries.ts'
import { orphanRows } from './references.ts'
import { keyReader } from './row-key.ts'
import type { Sessions } from './sessions.ts'
import { suspendReferences } from './suspension.ts'

/** One of the mappings that are settled together. */
export interface Member {
  readonly unit: UnitId
  readonly program: Program
}

/** A row that was taken out of the target, as it was there. */
export interface Orphan {
  readonly cells: Row
  readonly problems: readonly CellProblem[]
}

/** The orphans of one mapping, by the text of their key; they wait on disk. */
export interface Removed {
  readonly spill: Spill
  /** Rows that the load had inserted, and that are deleted. */
  readonly inserted: number
  /** Rows that the load had changed, and that are as they were before. */
  readonly updated: number
}

type Here = Pick<Sessions, 'target' | 'ledger'>

/** In the open transaction. As long as a pass finds any, rows may refer to what it took out. */
export async function removeOrphans(
  here: Here,
  members: readonly Member[],
  resources: DisposableStack,
): Promise<ReadonlyMap<Member, Removed>> {
  const removed = new Map(
    members.map((member) => [member, resources.use(new Removal(here, member))] as const),
  )
  const unenforced = here.target.enforceReferences !== null
  for (let pass = 0; ; pass += 1) {
    const isSought = ({ suspended, inside }: TargetReference) =>
      unenforced || suspended || (pass > 0 && inside)
    let found = 0
    for (const removal of removed.values()) found += await removal.find(isSought)
    if (found === 0) return removed
    // A row can go while another refers to it only where nothing holds them together.
    if (pass === 0) for (const member of members) await loosen(here, member)
    for (const removal of removed.values()) await removal.undo()
  }
}

async function loosen(here: Here, { unit, program }: Member): Promise<void> {
  const { table, references } = program.target
  const inside = references.filter((reference) => reference.inside)
  await suspendReferences(here, unit, table, inside)
}

const UNDONE_AT_ONCE = 100

class Removal implements Removed, Disposable {
  readonly #here: Here
  readonly #member: Member
  readonly #program: Program
  /** What the last pass found. */
  #found = new Spill()
  readonly spill = new Spill()
  inserted = 0
  updated = 0

  constructor(here: Here, member: Member) {
    this.#here = here
    this.#member = member
    this.#program = member.program
  }

  async find(isSought: (reference: TargetReference) => boolean): Promise<number> {
    const keyOf = keyReader(this.#program)
    let count = 0
    for (const reference of this.#program.target.references.filter(isSought)) {
      const problem = problemOf(reference)
      for await (const cells of orphanRows(this.#here.target, this.#program, reference)) {
        const key = keyOf(cells).text
        const before = this.#found.take(key).map((text) => JSON.parse(text) as Orphan)
        const problems = [...before.flatMap((orphan) => orphan.problems), problem]
        this.#found.wait(key, JSON.stringify({ cells, problems } satisfies Orphan))
        if (before.length === 0) count += 1
      }
    }
    return count
  }

  /** A row is as it was before the load: gone, or with the cells that it had. */
  async undo(): Promise<void> {
    const found = this.#found
    this.#found = new Spill()
    let some: Orphan[] = []
    for (const text of found.rest()) {
      some.push(JSON.parse(text) as Orphan)
      if (some.length < UNDONE_AT_ONCE) continue
      await this.#undoSome(some)
      some = []
    }
    if (some.length > 0) await this.#undoSome(some)
    found[Symbol.dispose]()
  }

  async #undoSome(orphans: readonly Orphan[]): Promise<void> {
    const { ledger, target } = this.#here
    const keyOf = keyReader(this.#program)
    const keyed = orphans.map((orphan) => ({ orphan, key: keyOf(orphan.cells) }))
    const texts = keyed.map(({ key }) => key.text)
    const earlier = await readEarlier(ledger, this.#member.unit, texts)
    for (const { orphan, key } of keyed) {
      // What was before the load referred to rows that were there before it.
      if (this.spill.claim(key.text, '') !== null) throw notUndone(this.#program, key.cells)
      this.spill.wait(key.text, JSON.stringify(orphan))
    }
    const added = keyed.filter(({ key }) => !earlier.has(key.text)).map(({ key }) => key.cells)
    if (added.length > 0) await deleteRows(target, this.#program, added)
    if (earlier.size > 0) await restoreRows(target, this.#program, [...earlier.values()])
    this.inserted += added.length
    this.updated += earlier.size
  }

  [Symbol.dispose](): void {
    this.#found[Symbol.dispose]()
    this.spill[Symbol.dispose]()
  }
}

function problemOf({ columns, table, referenced }: TargetReference): CellProblem {
  const message =
    `No row of ${tableId(table)} has its ${columns.join(', ')} as its ${referenced.join(', ')}: ` +
    'all that refer to each other were loaded.'
  return { code: 'KEY_REFERENCE', column: columns[0] ?? null, message }
}

async function deleteRows(
  target: TargetConnection,
  program: Program,
  keys: readonly (readonly Cell[])[],
): Promise<void> {
  const { table, key, columns } = program.target
  const is = expressionBuilder<Record<string, Record<string, unknown>>>()
  const matches = keys.map((cells) =>
    is.and(
      key.map((name, index) => {
        const column = columns.find((each) => each.column.name === name)?.column
        if (column === undefined) throw new TypeError(`nothing feeds "${name}"`)
        const parameter = target.parameter(cells[index] ?? null, { ...column, table })
        return is(sql.id(name), '=', parameter)
      }),
    ),
  )
  const { numDeletedRows } = await target.db
    .deleteFrom(qualified(table))
    .where(is.or(matches))
    .executeTakeFirstOrThrow()
  if (numDeletedRows !== BigInt(keys.length)) throw notUndone(program, keys[0] ?? [])
}

/** By the way they would be loaded, so that each cell comes back as it was. */
async function restoreRows(
  target: TargetConnection,
  program: Program,
  rows: readonly Row[],
): Promise<void> {
  const { table, key, columns } = program.target
  const fed = columns.map(({ column }) => column)
  const batch = target.startBatch({ table, columns: fed, key, mode: 'upsert' })
  for (const cells of rows) batch.add(cells)
  const { updated } = await batch.load()
  if (updated !== rows.length) throw notUndone(program, rows[0] ?? [])
}

function notUndone({ target: { table } }: Program, key: readonly Cell[]): EngineError {
  const which = key.map((cell) => cell ?? 'NULL').join(', ')
  return new EngineError(
    'TRANSFER_NOT_UNDONE',
    `Rows of "${tableId(table)}" refer to rows that are not there, and cannot be taken out again ` +
      `as they came in (${which} is among them): something else has changed them. Give them rows ` +
      'to refer to, or delete them, and go on with `run --resume`.',
  )
}
