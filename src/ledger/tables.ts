/** A target connection -> its ledger: typed tables, their names there, and the database's clock. */
import { sql, type ColumnType, type Kysely, type RawBuilder } from 'kysely'
import type { TargetConnection } from '../plugin/connector.ts'
import type { SuspendedKind } from '../plugin/suspension.ts'

export type RunState = 'running' | 'done' | 'failed' | 'stopped'
export type UnitState = 'waiting' | 'ready' | 'done'
export type ChunkState = 'waiting' | 'claimed' | 'done'

/** A number as drivers give it: a bigint column comes as text from one, as a number elsewhere. */
type Count = ColumnType<number | string, number, number>
type Limit = ColumnType<number | string | null, number | null, number | null>

/**
 * Times are ISO text in UTC and leases milliseconds, both by the database's clock; JSON is text, so
 * that whatever a source holds (NUL characters too) can be kept in any target.
 */
interface LedgerTables {
  version: { version: Count }
  run: {
    run: string
    state: RunState
    started_at: string
    finished_at: string | null
    /** 0 until references were suspended and the tables of `replace` mappings emptied. */
    cleared: Count
    read_rows: Count
    rejected_rows: Count
    limit_rows: Limit
    limit_ratio: Limit
    message: string | null
  }
  unit: {
    run: string
    unit: string
    position: Count
    wave: Count
    source: string
    target: string
    /** Of the program: a resume with another is refused. */
    digest: string
    state: UnitState
    /** Of whoever prepares the unit, as a chunk's epoch is of whoever loads it. */
    epoch: Count
    read_rows: Count
    rejected_rows: Count
    limit_rows: Limit
    limit_ratio: Limit
    /** JSON of what setSequences returned. */
    sequences: string
    ms: Count
  }
  chunk: {
    run: string
    unit: string
    chunk: Count
    /** JSON of the key's cells, null: unbounded. low is in the range, high is not. */
    low: string | null
    high: string | null
    epoch: Count
    lease_until: Count
    state: ChunkState
    /** JSON of the Account and the Tally once the chunk is done. */
    account: string | null
    tally: string | null
    ms: Count
  }
  reject: {
    run: string
    unit: string
    chunk: Count
    position: Count
    digest: string
    source_key: string
    source_row: string
    /** Code of the first problem; `problems` has all. */
    code: string
    problems: string
  }
  /** Source rows that lose their target key to an earlier row. */
  duplicate: { run: string; unit: string; chunk: Count; source_key: string; first_key: string }
  /** What was taken off a table (`target`: its id) for a unit. restored: 1 once it is back. */
  suspended: {
    run: string
    unit: string
    target: string
    kind: SuspendedKind
    name: string
    /** JSON of the referring columns. */
    columns: string
    definition: string
    restored: Count
  }
  /** Rows of the target as they were before a load with a reference off changed them. */
  earlier: { run: string; unit: string; row_key: string; cells: string }
  /** JSON of the Account and the Tally that are added to those of the unit's chunks. */
  settlement: { run: string; unit: string; account: string; tally: string }
  /** As `suspended`, of ledgers before version 3, which knew of indexes alone. */
  index: {
    run: string
    unit: string
    target: string
    name: string
    definition: string
    built: Count
  }
  work: { name: string; shape: string; run: string }
  crosswalk: { mapping: string; source_key: string; target_key: string; run: string }
}

type TableNames = { readonly [Name in keyof LedgerTables]: Name }

export interface Ledger {
  readonly connection: TargetConnection
  readonly db: Kysely<LedgerTables>
  /** The tables' names in this target. */
  readonly table: TableNames
  readonly nowMs: RawBuilder<number>
  readonly nowText: RawBuilder<string>
  readonly dialect: LedgerDialect
  /** True where rows are locked one by one; false where the transaction holds the whole file. */
  readonly locksRows: boolean
}

export type LedgerDialect = 'postgres' | 'mysql' | 'sqlite'

interface Clock {
  readonly nowMs: RawBuilder<number>
  readonly nowText: RawBuilder<string>
}

const CLOCKS: Readonly<Record<LedgerDialect, Clock>> = {
  postgres: {
    nowMs: sql`(extract(epoch from clock_timestamp()) * 1000)::bigint`,
    nowText: sql`to_char(clock_timestamp() at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`,
  },
  // Of MySQL's clocks, sysdate() alone goes on within a statement; the session is in UTC.
  mysql: {
    nowMs: sql`cast(unix_timestamp(sysdate(3)) * 1000 as signed)`,
    nowText: sql`concat(replace(left(sysdate(3), 23), ' ', 'T'), 'Z')`,
  },
  sqlite: {
    nowMs: sql`cast(unixepoch('subsec') * 1000 as integer)`,
    nowText: sql`strftime('%Y-%m-%dT%H:%M:%fZ', 'now')`,
  },
}

export const LEDGER_SCHEMA = 'mapwright'

/** The ledger of this target; without schemas its tables carry the name as a prefix. */
export function ledgerOf(connection: TargetConnection): Ledger {
  const dialect = dialectOf(connection)
  const separator = dialect === 'postgres' ? '.' : '_'
  const named = <Name extends keyof LedgerTables>(name: Name) =>
    `${LEDGER_SCHEMA}${separator}${name}` as Name
  return {
    connection,
    db: connection.db as Kysely<LedgerTables>,
    table: {
      version: named('version'),
      run: named('run'),
      unit: named('unit'),
      chunk: named('chunk'),
      reject: named('reject'),
      duplicate: named('duplicate'),
      index: named('index'),
      suspended: named('suspended'),
      earlier: named('earlier'),
      settlement: named('settlement'),
      work: named('work'),
      crosswalk: named('crosswalk'),
    },
    ...CLOCKS[dialect],
    dialect,
    locksRows: dialect !== 'sqlite',
  }
}

function dialectOf({ settings }: TargetConnection): LedgerDialect {
  if (settings.kind === 'files' || settings.kind === 'stage') {
    throw new TypeError(`${settings.kind}: no target`)
  }
  return settings.kind
}
