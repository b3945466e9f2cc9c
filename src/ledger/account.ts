/** What became of every row that was read: counts that must add up, and what they are made of. */
import assert from 'node:assert/strict'

/**
 * Closed: read + added = filtered + rejected + folded + mapped,
 * and mapped = inserted + updated + unchanged.
 */
export interface Account {
  readonly read: number
  /** Rows made beside the first of a source row, by joins to many and by `each`. */
  readonly added: number
  readonly filtered: number
  readonly rejected: number
  readonly folded: number
  readonly mapped: number
  readonly inserted: number
  readonly updated: number
  readonly unchanged: number
}

/** The account by reason, code and column. */
export interface Tally {
  readonly filteredByReason: Readonly<Record<string, number>>
  /** Rejected rows by the code of their first problem. */
  readonly rejectedByCode: Readonly<Record<string, number>>
  readonly warnings: Readonly<Record<string, number>>
  /** Null tokens replaced, by source column. */
  readonly nulled: Readonly<Record<string, number>>
}

/** The sum of accounts; of none, the empty account. */
export function sumAccounts(accounts: readonly Account[]): Account {
  // Older ledgers have accounts of before there were rows added.
  const sum = (name: keyof Account) =>
    accounts.reduce((total, account) => total + ((account[name] as number | undefined) ?? 0), 0)
  return {
    read: sum('read'),
    added: sum('added'),
    filtered: sum('filtered'),
    rejected: sum('rejected'),
    folded: sum('folded'),
    mapped: sum('mapped'),
    inserted: sum('inserted'),
    updated: sum('updated'),
    unchanged: sum('unchanged'),
  }
}

export function sumTallies(tallies: readonly Tally[]): Tally {
  return {
    filteredByReason: sumCounts(tallies.map((tally) => tally.filteredByReason)),
    rejectedByCode: sumCounts(tallies.map((tally) => tally.rejectedByCode)),
    warnings: sumCounts(tallies.map((tally) => tally.warnings)),
    nulled: sumCounts(tallies.map((tally) => tally.nulled)),
  }
}

/** A row that is in no column of the account is a lost row, and that is our bug: crash. */
export function assertClosed(account: Account): void {
  const accounted = account.filtered + account.rejected + account.folded + account.mapped
  assert.equal(
    accounted,
    account.read + account.added,
    'the account of the rows read is not closed',
  )
  const written = account.inserted + account.updated + account.unchanged
  assert.equal(written, account.mapped, 'the account of the rows mapped is not closed')
}

function sumCounts(counts: readonly Readonly<Record<string, number>>[]): Record<string, number> {
  const sum: Record<string, number> = {}
  for (const [name, count] of counts.flatMap((one) => Object.entries(one))) {
    sum[name] = (sum[name] ?? 0) + count
  }
  return sum
}
