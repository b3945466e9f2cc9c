/** Mappings whose references were off -> rows that refer to none are refused, and they are back. */
import assert from 'node:assert/strict'
import type { Cell, CellProblem, Reject } from '../base/cell.ts'
import { EngineError } from '../base/error.ts'
import { tableId } from '../catalog/catalog.ts'
import type { Program } from '../compile/program.ts'
import { assertClosed, type Account } from '../ledger/account.ts'
import { forgetEarlier, readEarlierCount } from '../ledger/earlier.ts'
import { chargeLimits } from '../ledger/limit.ts'
import { writeRejects } from '../ledger/rejects.ts'
import { writeSettlement } from '../ledger/settlement.ts'
import { readUnits, type UnitRecord } from '../ledger/status.ts'
import { readWaiting } from '../ledger/suspended.ts'
import { inTransaction } from '../ledger/transaction.ts'
import { lockUnit, type UnitId } from '../ledger/units.ts'
import { keepEach } from './map-rows.ts'
import { createMapper, openBatches } from './open.ts'
import { removeOrphans, type Member, type Orphan, type Removed } from './orphans.ts'
import { countRows } from './queries.ts'
import { hasOrphans, referencesInto } from './references.ts'
import { keyReader } from './row-key.ts'
import type { Sessions, TaskControl, UnitTask } from './sessions.ts'
import type { LoadedProgram } from '../compile/transform.ts'
import { rejectOf } from './source-rows.ts'
import { stopIfAsked, StopRun } from './stop.ts'
import { restoreReferences, unenforced } from './suspension.ts'

type Here = Pick<Sessions, 'target' | 'ledger'>

/** After their last chunk, and before any of them is done: all of it, or nothing. */
export async function settleUnits(
  sessions: Sessions,
  units: readonly UnitTask[],
  control: TaskControl,
): Promise<void> {
  const { target, ledger } = sessions
  const settling: Settling = {
    rejectsOf: ({ unit }, removed) => {
      const task = units.find((each) => each.unit === unit.unit)
      if (task === undefined) throw new TypeError('a mapping is settled that was not asked for')
      return rejectsFromSource(sessions, task.loaded, removed, control)
    },
    refused: (unit, count) => judge(ledger, unit, count),
  }
  const members = units.map(({ run, unit, loaded }) => {
    return { unit: { run, unit }, program: loaded.program }
  })
  await unenforced(target, true, () =>
    inTransaction(target, () => settle(sessions, members, settling)),
  )
}

/**
 * What a run that was given up has left, whatever its limits were. Its rows are about to be loaded
 * again, so those that refer to none are kept as they are in the target.
 */
export async function settleLeft(here: Here, members: readonly Member[]): Promise<void> {
  await settle(here, members, {
    rejectsOf: async function* ({ program }, { spill }) {
      for (const text of spill.rest()) yield rejectFromTarget(program, text)
    },
    refused: async () => {},
  })
}

interface Settling {
  readonly rejectsOf: (member: Member, removed: Removed) => AsyncIterable<Reject>
  /** Hears of each mapping of which rows were refused. */
  readonly refused: (unit: UnitId, count: number) => Promise<void>
}

async function settle(
  here: Here,
  members: readonly Member[],
  { rejectsOf, refused }: Settling,
): Promise<void> {
  const { ledger, target } = here
  for (const { unit } of members) await lockUnit(ledger, unit)
  // Whoever did it could not say so.
  if (!(await isWaiting(here, members))) return
  using resources = new DisposableStack()
  const removed = await removeOrphans(here, members, resources)
  const affected = [...removed].filter(([, { inserted, updated }]) => inserted + updated > 0)
  const [first] = affected
  const records = first === undefined ? [] : await readUnits(ledger, first[0].unit.run)
  for (const [member, each] of affected) {
    const record = records.find(({ unit }) => unit === member.unit.unit)
    const rejects = rejectsOf(member, each)
    await refused(member.unit, await refuse(here, member, each, { record, rejects }))
  }
  for (const { unit, program } of members) {
    await restoreReferences(here, unit, program.target.table)
    await forgetEarlier(ledger, unit)
  }
  await requireWhole(target, members)
}

async function isWaiting({ ledger }: Here, members: readonly Member[]): Promise<boolean> {
  for (const { unit } of members) {
    if ((await readWaiting(ledger, unit, ['reference'])).length > 0) return true
  }
  return false
}

interface Refusing {
  /** undefined: the run has not loaded the unit. */
  readonly record: UnitRecord | undefined
  readonly rejects: AsyncIterable<Reject>
}

/** Into quarantine, as if there were a chunk behind the last. */
async function refuse(
  { target, ledger }: Here,
  { unit, program }: Member,
  { inserted, updated }: Removed,
  { record, rejects }: Refusing,
): Promise<number> {
  const { table } = program.target
  const before = await readEarlierCount(ledger, unit)
  const there = await countRows(target, table)
  // Only where all rows are accounted for, those that were taken out were this run's.
  if (record === undefined || before + record.account.inserted !== there + inserted) {
    const message =
      `Rows of "${tableId(table)}" refer to rows that are not there, and something else has ` +
      'written to the table: which of them this run has loaded cannot be told. Give them rows to ' +
      'refer to, or delete them, and go on with `run --resume`.'
    throw new EngineError('TRANSFER_NOT_UNDONE', message)
  }
  const at = { ...unit, chunk: record.chunks.length, digest: program.digest }
  let written = 0
  let some: Reject[] = []
  const flush = async () => {
    await writeRejects(ledger, { ...at, start: written }, some)
    written += some.length
    some = []
  }
  for await (const reject of rejects) {
    some.push(reject)
    if (some.length >= REJECTS_HELD_MAX) await flush()
  }
  await flush()
  const account = correction(written, { inserted, updated })
  assertClosed(account)
  const rejectedByCode = { KEY_REFERENCE: written }
  const tally = { filteredByReason: {}, rejectedByCode, warnings: {}, nulled: {} }
  await writeSettlement(ledger, unit, { account, tally })
  return written
}

async function judge(ledger: Here['ledger'], unit: UnitId, rejected: number): Promise<void> {
  const exceeded = await chargeLimits(ledger, { ...unit, read: 0, rejected })
  if (exceeded !== null) throw new StopRun('limit', exceeded)
}

const REJECTS_HELD_MAX = 500

/** Of a row that several were folded into, each of these is refused: there are more of them. */
function correction(
  rejected: number,
  { inserted, updated }: Pick<Removed, 'inserted' | 'updated'>,
): Account {
  const removed = inserted + updated
  assert.ok(rejected >= removed, 'a row was taken out and is not in quarantine')
  return {
    read: 0,
    added: 0,
    filtered: 0,
    rejected,
    folded: removed - rejected,
    mapped: -removed,
    inserted: -inserted,
    updated: -updated,
    unchanged: 0,
  }
}

/**
 * The source is read once more, and what became of its rows is known by their keys alone. Of
 * several with one key the first is the one that was loaded.
 */
async function* rejectsFromSource(
  sessions: Sessions,
  loaded: LoadedProgram,
  { spill }: Removed,
  control: TaskControl,
): AsyncGenerator<Reject> {
  const { program, transform } = loaded
  let found: Reject[] = []
  let isOrphan = false
  using mapper = await createMapper(sessions, loaded, {
    // Others were refused when they were loaded.
    refuse: (row, ordinal, problems) => {
      if (isOrphan) found.push(rejectOf(program, row, ordinal, problems))
    },
  })
  const keyOf = keyReader(program)
  const keyRules = program.target.columns.map(({ column }) =>
    program.target.key.includes(column.name) ? transform.rules[column.name] : undefined,
  )
  for await (const batch of openBatches(sessions, loaded, mapper)) {
    stopIfAsked(control)
    await keepEach(mapper, batch, (row, index) => {
      const issues = { problems: [], warn: () => {} }
      const cells = keyRules.map((rule) => rule?.(row, mapper.lookups.found, issues) ?? null)
      const [text] = spill.take(keyOf(cells).text)
      if (text === undefined) return
      const { problems } = JSON.parse(text) as Orphan
      isOrphan = true
      mapper.refuse(batch.row(index), batch.ordinal(index), problems)
      isOrphan = false
    })
    yield* found
    found = []
  }
  // Rows that have gone from the source since they were loaded.
  for (const text of spill.rest()) yield rejectFromTarget(program, text)
}

function rejectFromTarget({ target }: Program, text: string): Reject {
  const { cells, problems } = JSON.parse(text) as {
    readonly cells: readonly Cell[]
    readonly problems: readonly CellProblem[]
  }
  const named = target.columns.map(
    ({ column }, index) => [column.name, cells[index] ?? null] as const,
  )
  const row = Object.fromEntries(named)
  return { sourceKey: target.key.map((name) => row[name] ?? null), sourceRow: row, problems }
}

/** Where sessions enforce nothing, they have not looked at who refers to what they changed. */
async function requireWhole(target: Here['target'], members: readonly Member[]): Promise<void> {
  if (target.enforceReferences === null) return
  const tables = members.map(({ program }) => program.target.table)
  for (const [table, reference] of referencesInto((await target.catalog()).tables, tables)) {
    if (!(await hasOrphans(target, table, reference))) continue
    const message =
      `Rows of "${tableId(table)}" would no longer have the row of ` +
      `"${tableId(reference.table)}" that they refer to by ${reference.columns.join(', ')}.`
    throw new EngineError('TRANSFER_NOT_UNDONE', message)
  }
}
