/** Before the first chunk of a run: references are suspended, tables of `replace` are emptied. */
import { EngineError } from '../base/error.ts'
import { tableId } from '../catalog/catalog.ts'
import type { Program } from '../compile/program.ts'
import { forgetEarlier, writeEarlierCount } from '../ledger/earlier.ts'
import { beginOnce, hasBegun } from '../ledger/runs.ts'
import { inheritSuspended, readSuspended } from '../ledger/suspended.ts'
import type { Ledger } from '../ledger/tables.ts'
import { clearTables } from './clear.ts'
import { countRows } from './queries.ts'
import { hasOrphans, referencesInto } from './references.ts'
import type { Sessions } from './sessions.ts'
import { forgetWorkTables, makeWorkTables, workPrograms } from './work-tables.ts'
import { settleLeft } from './settle.ts'
import { restoreReferences, suspendReferences, unenforced } from './suspension.ts'

type Here = Pick<Sessions, 'target' | 'ledger'>

/** Once a run, however often it is resumed; `programs` in load order. */
export async function beginRun(
  ledger: Ledger,
  run: string,
  programs: readonly Program[],
): Promise<void> {
  const { connection: target } = ledger
  const replaced = programs.filter(({ target: filled }) => {
    return filled.load === 'replace' && filled.work === null
  })
  const making = workPrograms(programs)
  const settled = programs.filter(({ settledWith }) => settledWith.length > 0)
  const left = await readLeft(ledger, run, programs)
  if (replaced.length + settled.length + left.length + making.length === 0) return
  const isOne = ledger.dialect !== 'mysql'
  // What commits at once goes before, and is done again where nobody could note it.
  if (!isOne && !(await hasBegun(ledger, run))) {
    await forgetWorkTables(ledger, making)
    await makeWorkTables(ledger, making)
  }
  await unenforced(target, settled.length + left.length > 0, () =>
    beginOnce(ledger, run, async () => {
      const here = { target, ledger }
      await forgetWorkTables(ledger, making)
      if (isOne) await makeWorkTables(ledger, making)
      await suspendAll(here, run, settled)
      const tables = replaced.map((program) => program.target.table)
      if (tables.length > 0) await clearTables(target, tables)
      await bringBackLeft(here, { run, left, settled })
      await requireSound(here, settled)
      await suspendAll(here, run, settled)
      for (const program of settled) await noteRows(here, run, program)
    }),
  )
}

/** Programs whose tables lack a reference that another run has taken off, with that run. */
async function readLeft(
  ledger: Ledger,
  run: string,
  programs: readonly Program[],
): Promise<readonly Left[]> {
  const records = await readSuspended(ledger, null)
  return programs.flatMap((program) => {
    const id = tableId(program.target.table)
    const ours = records.filter(
      (one) => one.kind === 'reference' && one.target === id && one.run !== run && !one.restored,
    )
    return [...new Set(ours.map((one) => one.run))].map((by) => ({ program, run: by }))
  })
}

interface Left {
  readonly program: Program
  readonly run: string
}

async function suspendAll(here: Here, run: string, settled: readonly Program[]): Promise<void> {
  for (const { name: unit, target } of settled) {
    const suspended = target.references.filter((reference) => reference.suspended)
    await suspendReferences(here, { run, unit }, target.table, suspended)
  }
}

/** A mapping that suspends it no more has nothing to say of rows that are in its way. */
async function bringBackLeft(
  here: Here,
  { run, left, settled }: { run: string; left: readonly Left[]; settled: readonly Program[] },
): Promise<void> {
  for (const by of new Set(left.map((each) => each.run))) {
    const members = settled.map((program) => ({
      unit: { run: by, unit: program.name },
      program,
    }))
    await settleLeft(here, members)
  }
  for (const { program } of left) {
    const unit = { run, unit: program.name }
    const { table } = program.target
    await inheritSuspended(here.ledger, unit, tableId(table), ['reference'])
    await restoreReferences(here, unit, table)
  }
}

/** Where a database keeps to its references all the time, there is nothing to find. */
async function requireSound({ target }: Here, settled: readonly Program[]): Promise<void> {
  if (target.enforceReferences === null || settled.length === 0) return
  const tables = settled.map((program) => program.target.table)
  const own = settled.flatMap((program) =>
    program.target.references.map((reference) => [program.target.table, reference] as const),
  )
  const others = referencesInto((await target.catalog()).tables, tables)
  for (const [table, reference] of [...own, ...others]) {
    if (!(await hasOrphans(target, table, reference))) continue
    const message =
      `Rows of "${tableId(table)}" refer by ${reference.columns.join(', ')} to rows that ` +
      `"${tableId(reference.table)}" does not have, before anything is loaded. Once references ` +
      'were off they could not be told from the rows of this run: put them right first.'
    throw new EngineError('TRANSFER_REFERENCES', message)
  }
}

async function noteRows({ target, ledger }: Here, run: string, program: Program): Promise<void> {
  const unit = { run, unit: program.name }
  await forgetEarlier(ledger, unit)
  await writeEarlierCount(ledger, unit, await countRows(target, program.target.table))
}
