/** --select and --exclude -> the chosen programs; what is stale, the target's ledger tells. */
import { didYouMean } from '../base/closest.ts'
import type { CompiledProgram } from '../compile/compile.ts'
import { readLoadTimes } from '../ledger/history.ts'
import { ledgerExists } from '../ledger/schema.ts'
import { ledgerOf, type Ledger } from '../ledger/tables.ts'
import { asksForStale, selectPrograms, STALE, type Selection } from '../plan/select.ts'
import { staleMappings, type StaleMapping } from '../plan/stale.ts'
import { resolveSettings, withTarget } from './connections.ts'
import type { CheckedProject } from './load.ts'
import { ProjectProblem, type EngineWorld } from './world.ts'

/** The chosen programs. Throws ProjectProblem for a pattern that matches nothing, and for none. */
export function choose(
  { compiled }: CheckedProject,
  selection: Selection,
): readonly CompiledProgram[] {
  const candidates = compiled.map((each) => ({ ...each.program, compiled: each }))
  const { programs, unmatched } = selectPrograms(candidates, selection)
  const known = compiled.map(({ program }) => program.name).join(', ')
  // A run of nothing would be told as one in which nothing was lost.
  const isEmpty = programs.length === 0 && compiled.length > 0
  if (unmatched.length === 0 && !isEmpty) return programs.map((program) => program.compiled)
  const message = unmatched.some((pattern) => pattern.includes(STALE))
    ? noneStale(selection)
    : unmatched.length > 0
      ? `No mapping matches "${unmatched.join('", "')}".${meant(unmatched, compiled)} ` +
        `There are: ${known}.`
      : `--select and --exclude leave no mapping. There are: ${known}.`
  const place = { file: 'mappings', line: 1, column: 1 }
  throw new ProjectProblem([{ ...place, code: 'PLAN_NO_MATCH', severity: 'error', message }])
}

/** As `choose`, for what may look into the target to know what is stale. */
export async function chooseByLedger(
  world: EngineWorld,
  checked: CheckedProject,
  selection: Selection,
): Promise<readonly CompiledProgram[]> {
  if (!asksForStale(selection)) return choose(checked, selection)
  const { name } = checked.project.target
  const settings = (await resolveSettings(checked.project, [name], world)).get(name)
  if (settings === undefined) throw new Error('the target has no settings')
  const stale = await withTarget(settings, async (target) => {
    return await findStale(ledgerOf(target), checked)
  })
  return choose(checked, { ...selection, stale: new Set(stale.map((mapping) => mapping.name)) })
}

/** The mappings of which something that they read has changed since they ran. */
export async function findStale(
  ledger: Ledger,
  { compiled }: CheckedProject,
): Promise<readonly StaleMapping[]> {
  if (!(await ledgerExists(ledger))) return []
  const programs = compiled.map(({ program }) => program)
  const mappings = programs.map(({ name, target }) => ({
    name,
    replacing: target.load === 'replace',
  }))
  return staleMappings(programs, await readLoadTimes(ledger, mappings))
}

function noneStale({ stale }: Selection): string {
  return stale === undefined
    ? `"${STALE}" asks the target's ledger, which plan, run and reconcile alone look into.`
    : 'No mapping is stale: nothing that one of them reads has changed since it ran.'
}

function meant(patterns: readonly string[], compiled: readonly CompiledProgram[]): string {
  const [pattern = '', ...others] = patterns
  return others.length > 0
    ? ''
    : didYouMean(
        pattern,
        compiled.map(({ program }) => program.name),
      )
}
