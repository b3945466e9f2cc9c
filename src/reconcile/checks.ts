/** What was compared, and what came of it -> the checks of a mapping, each with its sentence. */
import type { Program } from '../compile/program.ts'
import type { ExpectedCounts } from './expected.ts'
import type { UnitCheck } from './finding.ts'
import type { LastAccount } from './last-account.ts'
import type { Tally } from './tally.ts'

export interface Compared {
  readonly program: Program
  readonly counts: ExpectedCounts
  /** Grows by the findings of the account and of the counts. */
  readonly tally: Tally
  readonly account: Omit<LastAccount, 'refused'> | null
}

const NO_ACCOUNT: UnitCheck = {
  check: 'account',
  state: 'skipped',
  note: 'The target has no ledger of a finished run of this mapping.',
}

/** The checks of a mapping whose rows were all compared. */
export function checksOf(compared: Compared): readonly UnitCheck[] {
  const values = valuesCheck(compared)
  return [accountCheck(compared), countsCheck(compared), values]
}

/** The checks of a mapping whose keys only the ledger knows, where the ledger has none. */
export function uncheckedFor(sourceRows: number, targetRows: number): readonly UnitCheck[] {
  const why = 'Its keys come from a crosswalk, and no ledger here knows of a run that gave them.'
  const rows = `The source has ${sourceRows} rows, the target ${targetRows}.`
  return [
    NO_ACCOUNT,
    { check: 'counts', state: 'skipped', note: `${rows} ${why}` },
    { check: 'values', state: 'skipped', note: `Nothing was compared. ${why}` },
  ]
}

function valuesCheck({ program, tally }: Compared): UnitCheck {
  const check = 'values'
  const { expected, actual, findingCount, matched } = tally
  if (expected === 0 && actual === 0) {
    return program.allowEmpty
      ? { check, state: 'equal', note: 'Both sides have no rows, as the mapping allows.' }
      : { check, state: 'empty', note: 'Both sides have no rows, so nothing was compared.' }
  }
  if (findingCount === 0) {
    return { check, state: 'equal', note: `${rowsAre(matched, 'equal')} in every column.` }
  }
  const parts = [
    ...(tally.missingRows === 0 ? [] : [rowsAre(tally.missingRows, 'missing in the target')]),
    ...(tally.extraRows === 0 ? [] : [rowsAre(tally.extraRows, 'in the target alone')]),
    ...(tally.duplicateRows === 0 ? [] : [rowsAre(tally.duplicateRows, 'there once more')]),
    ...(tally.differing === 0 ? [] : [rowsAre(tally.differing, 'different')]),
  ]
  return { check, state: 'different', note: `${parts.join(', ')}; ${matched} are equal.` }
}

function countsCheck({ program, tally }: Compared): UnitCheck {
  const { expected, actual } = tally
  const differs = expected !== actual
  if (differs) tally.find({ kind: 'count', unit: program.name, expected, actual })
  const note = `${expected} rows are expected, and the target has ${actual}.`
  return { check: 'counts', state: differs ? 'different' : 'equal', note }
}

function accountCheck({ program, counts, tally, account }: Compared): UnitCheck {
  if (account === null) return NO_ACCOUNT
  const problems = [
    ...(account.read === counts.sourceRows
      ? []
      : [`The run read ${account.read} rows; the source has ${counts.sourceRows} now.`]),
    ...(account.filtered === counts.filtered
      ? []
      : [`The run filtered ${account.filtered} rows; now it would be ${counts.filtered}.`]),
    ...(counts.newlyRejected === 0
      ? []
      : [`${rowsAre(counts.newlyRejected, 'refused now')} that the run took.`]),
    ...account.problems,
  ]
  for (const message of problems) tally.find({ kind: 'account', unit: program.name, message })
  return problems.length === 0
    ? { check: 'account', state: 'equal', note: `Run ${account.run}: every row accounted for.` }
    : { check: 'account', state: 'different', note: problems.join(' ') }
}

function rowsAre(count: number, what: string): string {
  return count === 1 ? `1 row is ${what}` : `${count} rows are ${what}`
}
