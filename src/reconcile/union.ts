/** The arms of a union as one: what they should have made is compared with one table. */
import type { Program, TargetColumn } from '../compile/program.ts'
import type { LastAccount } from './last-account.ts'
import type { LoadedProgram } from '../compile/transform.ts'

/** What is reconciled together, in the order of the programs. */
export function unitsOf(programs: readonly LoadedProgram[]): readonly (readonly LoadedProgram[])[] {
  const units = Map.groupBy(programs, ({ program }) => program.arm?.all[0] ?? program.name)
  return [...units.values()].map((arms) => arms.toSorted((a, b) => placeOf(a) - placeOf(b)))
}

function placeOf({ program: { arm, name } }: LoadedProgram): number {
  return arm?.all.indexOf(name) ?? 0
}

/** A program that stands for all of its arms, as far as the target is concerned. */
export function programOf(arms: readonly Program[]): Program {
  const [first] = arms
  if (first === undefined) throw new TypeError('a unit has no program')
  if (first.arm === null) return first
  const columns = first.target.columns.map((column) => ({
    ...column,
    class: classOf(column, arms),
  }))
  return { ...first, name: first.arm.union, target: { ...first.target, columns } }
}

/** What one arm says is not to be shown is not shown. */
function classOf({ column }: TargetColumn, arms: readonly Program[]): string | null {
  const columns = arms.flatMap(({ target }) => target.columns)
  const classes = columns.filter((each) => each.column.name === column.name)
  return classes.find((each) => each.class !== null)?.class ?? null
}

/** null: of one of them no ledger tells. */
export function accountOf(
  accounts: readonly (LastAccount | null)[],
): Omit<LastAccount, 'refused'> | null {
  const all = accounts.filter((account) => account !== null)
  if (all.length < accounts.length) return null
  return {
    run: [...new Set(all.map(({ run }) => run))].join(', '),
    read: all.reduce((sum, { read }) => sum + read, 0),
    filtered: all.reduce((sum, { filtered }) => sum + filtered, 0),
    problems: all.flatMap(({ problems }) => problems),
  }
}
