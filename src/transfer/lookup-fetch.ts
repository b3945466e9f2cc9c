/** Keys of a lookup -> what the table or crosswalk says about each, compared exactly. */
import type { Cell } from '../base/cell.ts'
import type { Column, TableName } from '../catalog/catalog.ts'
import { keyCell } from '../compile/key-value.ts'
import type { LookupSpec } from '../compile/program.ts'
import { crosswalkKey, crosswalkName, readCrosswalk } from '../ledger/crosswalk.ts'
import type { SourceConnection, SqlSource, TargetConnection } from '../plugin/connector.ts'
import { lookupKeyText, type FetchLookup, type LookupResult } from './lookup-cache.ts'
import { lookupColumns, lookupQuery } from './queries.ts'
import type { Sessions } from './sessions.ts'

interface TableLookup {
  readonly table: TableName
  readonly by: readonly Column[]
  readonly take: readonly Column[]
}

/** A list of single keys may be long; a chain of OR is as deep as it is long, and SQLite counts. */
const SINGLE_KEYS_MAX = 1000
const WIDE_KEYS_MAX = 200
const BATCH = { batchRows: 5000, batchBytes: 8 * 1024 * 1024 }

export async function fetcherOf(sessions: Sessions, spec: LookupSpec): Promise<FetchLookup> {
  if (spec.kind !== 'table') {
    const ofMembers = spec.kind === 'crosswalk' && spec.ofMembers
    return fetchFromCrosswalk(sessions, crosswalkName({ mapping: spec.mapping, ofMembers }))
  }
  if (spec.connection === sessions.target.settings.name) {
    return fetchFromTable(sessions.target, spec)
  }
  const source: SourceConnection = await sessions.lookupSource(spec.reads.connection)
  const { by, take, reads } = spec
  if (source.sql !== null) return fetchFromTable(source.sql, { table: reads.table, by, take })
  throw new TypeError(`"${spec.connection}" has files, which no lookup can search`)
}

/**
 * A database may match more than it should, by its collation or padding; so what it found is
 * matched again here, by the cells themselves.
 */
export function fetchFromTable(
  database: SqlSource | TargetConnection,
  lookup: TableLookup,
): FetchLookup {
  const width = lookup.by.length
  const fold = (cell: Cell, index: number): Cell => {
    const type = lookup.by[index]?.type
    return cell === null || type === undefined ? cell : keyCell(type, cell)
  }
  const keysMax = width === 1 ? SINGLE_KEYS_MAX : WIDE_KEYS_MAX
  return async (keys) => {
    const results = new Map<string, LookupResult>()
    const wanted = new Set(keys.map(lookupKeyText))
    for (let start = 0; start < keys.length; start += keysMax) {
      const query = lookupQuery(database, lookup, keys.slice(start, start + keysMax))
      for await (const batch of database.stream(query, lookupColumns(lookup), BATCH)) {
        const problems = Map.groupBy(batch.problems, ({ row }) => row)
        for (let index = 0; index < batch.count; index += 1) {
          const columns = problems.get(index)?.map(({ column }) => column) ?? []
          // A key that cannot be read is no key that anyone could ask for.
          if (columns.some((column) => column >= 0 && column < width)) continue
          const row = batch.row(index)
          const text = lookupKeyText(row.slice(0, width).map(fold))
          if (!wanted.has(text)) continue
          const result = columns.length > 0 ? 'unreadable' : row.slice(width)
          results.set(text, results.has(text) ? 'ambiguous' : result)
        }
      }
    }
    return results
  }
}

function fetchFromCrosswalk(sessions: Sessions, mapping: string): FetchLookup {
  return async (keys) => {
    const byText = new Map(keys.map((key) => [crosswalkKey(key), lookupKeyText(key)]))
    const found = await readCrosswalk(sessions.ledger, mapping, [...byText.keys()])
    const results = new Map<string, readonly Cell[]>()
    for (const [sourceKey, targetKey] of found) {
      results.set(byText.get(sourceKey) ?? sourceKey, [targetKey])
    }
    return results
  }
}
