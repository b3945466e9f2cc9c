/** The durable table from a mapping's source keys to the target keys they were given. */
import { sql } from 'kysely'
import type { Cell } from '../base/cell.ts'
import type { Ledger } from './tables.ts'

/** Keys are compared as one text; JSON keeps several cells apart, whatever they hold. */
export function crosswalkKey(key: readonly Cell[]): string {
  return JSON.stringify(key)
}

/**
 * The name under which a crosswalk is kept. Merged rows have one of their own, beside that of the
 * rows that stand for them: the keys these were given stay, whatever is written under `members`.
 */
export function crosswalkName(of: {
  readonly mapping: string
  readonly ofMembers: boolean
}): string {
  return of.ofMembers ? `${of.mapping} (members)` : of.mapping
}

const KEYS_MAX = 500

/** Target keys of those source keys that have one, by `crosswalkKey`. */
export async function readCrosswalk(
  ledger: Ledger,
  mapping: string,
  sourceKeys: readonly string[],
): Promise<Map<string, string>> {
  const found = new Map<string, string>()
  for (let start = 0; start < sourceKeys.length; start += KEYS_MAX) {
    const rows = await ledger.db
      .selectFrom(ledger.table.crosswalk)
      .select(['source_key', 'target_key'])
      .where('mapping', '=', mapping)
      .where('source_key', 'in', sourceKeys.slice(start, start + KEYS_MAX))
      .execute()
    for (const row of rows) found.set(row.source_key, row.target_key)
  }
  return found
}

/** Adds entries in the open transaction. None of the source keys may have one already. */
export async function writeCrosswalk(
  ledger: Ledger,
  owner: { readonly mapping: string; readonly run: string },
  entries: readonly (readonly [sourceKey: string, targetKey: string])[],
): Promise<void> {
  for (let start = 0; start < entries.length; start += KEYS_MAX) {
    const rows = entries.slice(start, start + KEYS_MAX).map(([sourceKey, targetKey]) => ({
      mapping: owner.mapping,
      source_key: sourceKey,
      target_key: targetKey,
      run: owner.run,
    }))
    await ledger.db.insertInto(ledger.table.crosswalk).values(rows).execute()
  }
}

/** As `writeCrosswalk`, of source keys that may have one: it is replaced. */
export async function replaceCrosswalk(
  ledger: Ledger,
  owner: { readonly mapping: string; readonly run: string },
  entries: readonly (readonly [sourceKey: string, targetKey: string])[],
): Promise<void> {
  for (let start = 0; start < entries.length; start += KEYS_MAX) {
    const some = entries.slice(start, start + KEYS_MAX)
    const keys = some.map(([sourceKey]) => sourceKey)
    await ledger.db
      .deleteFrom(ledger.table.crosswalk)
      .where('mapping', '=', owner.mapping)
      .where('source_key', 'in', keys)
      .execute()
    await writeCrosswalk(ledger, owner, some)
  }
}

/** The highest integer key that one of the mappings has given, 0n when there is none. */
export async function highestCrosswalkKey(
  ledger: Ledger,
  mappings: readonly string[],
): Promise<bigint> {
  const row = await ledger.db
    .selectFrom(ledger.table.crosswalk)
    .select(
      sql<string | number | bigint | null>`max(cast(target_key as decimal(20, 0)))`.as('highest'),
    )
    .where('mapping', 'in', mappings)
    .executeTakeFirst()
  return BigInt(row?.highest ?? 0)
}
