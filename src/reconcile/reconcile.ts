/**
 * All chosen mappings reconciled one after the other, each in sessions of its own that only read.
 */
import { sql } from 'kysely'
import type { Program } from '../compile/program.ts'
import type { LoadedProgram } from '../compile/transform.ts'
import type { Ledger } from '../ledger/tables.ts'
import type {
  ConnectionSettings,
  Connector,
  ConnectorKind,
  ReadBatch,
  SourceConnection,
  SqlSource,
} from '../plugin/connector.ts'
import type { Split } from '../compile/splits.ts'
import type {
  CheckState,
  Reconciliation,
  SplitReconciliation,
  UnitReconciliation,
} from './finding.ts'
import { BATCH } from './read-rows.ts'
import { settledBatches } from './settled.ts'
import { reconcileSplit, type SplitMember } from './splits.ts'
import { unitsOf } from './union.ts'
import { reconcileUnit, type UnitArm } from './unit.ts'

export interface ReconcileOptions {
  readonly programs: readonly LoadedProgram[]
  readonly splits: readonly Split[]
  /** Of every connection that is read, the target's among them, secrets resolved. */
  readonly settings: ReadonlyMap<string, ConnectionSettings>
  readonly connectorOf: (kind: ConnectorKind) => Connector
  /** null: the target has none, and accounts are skipped. */
  readonly ledger: Ledger | null
  /** How many findings of a mapping are kept; all are counted. */
  readonly findingsMax: number
  readonly signal: AbortSignal
  readonly now: () => Date
  readonly onUnit: (unit: UnitReconciliation) => void
}

/** Lookups are fetched a batch: the more rows ask at once, the fewer round trips. */
const BATCH_WITH_LOOKUPS = { batchRows: 5000, batchBytes: 8 * 1024 * 1024 }

/** Throws EngineError when a side cannot be read. */
export async function reconcile(options: ReconcileOptions): Promise<Reconciliation> {
  const units: UnitReconciliation[] = []
  for (const arms of unitsOf(options.programs)) {
    options.signal.throwIfAborted()
    const unit = await reconcileOne(arms, options)
    options.onUnit(unit)
    units.push(unit)
  }
  const splits: SplitReconciliation[] = []
  for (const split of options.splits) {
    options.signal.throwIfAborted()
    splits.push(await reconcileOneSplit(split, options))
  }
  return { units, splits, exitCode: exitCodeOf(units, splits) }
}

/** A split of which no mapping was chosen is nobody's matter. */
export function splitsOf(splits: readonly Split[], names: readonly string[]): readonly Split[] {
  return splits.filter(({ members }) => members.some((name) => names.includes(name)))
}

async function reconcileOneSplit(
  split: Split,
  options: ReconcileOptions,
): Promise<SplitReconciliation> {
  const { findingsMax, now, ledger, signal } = options
  await using sessions = new ReadingSessions(options)
  const members: SplitMember[] = []
  for (const name of split.members) {
    const loaded = options.programs.find(({ program }) => program.name === name)
    if (loaded === undefined) continue
    const { program, transform } = loaded
    const source = await sessions.open(program.source.reads.connection, 'source')
    const lookups = { sessions: await lookupSessions(sessions, program), ledger }
    const settled = settledBatches(program, transform, sourceBatches(source, loaded, signal))
    members.push({ program, transform, lookups, settled })
  }
  return await reconcileSplit({ split, members, findingsMax, now })
}

async function lookupSessions(
  sessions: ReadingSessions,
  { lookups }: Program,
): Promise<Map<string, SqlSource>> {
  const open = new Map<string, SqlSource>()
  for (const spec of lookups) {
    if (spec.kind !== 'table') continue
    const { connection } = spec.reads
    open.set(connection, await sessions.openSql(connection, 'lookups'))
  }
  return open
}

async function reconcileOne(
  loaded: readonly LoadedProgram[],
  options: ReconcileOptions,
): Promise<UnitReconciliation> {
  await using sessions = new ReadingSessions(options)
  const arms: UnitArm[] = []
  const lookups = new Map<string, SqlSource>()
  for (const arm of loaded) {
    const { program, transform } = arm
    const source = await sessions.open(program.source.reads.connection, 'source')
    arms.push({ program, transform, batches: sourceBatches(source, arm, options.signal) })
    for (const [name, session] of await lookupSessions(sessions, program)) {
      lookups.set(name, session)
    }
  }
  const target = await sessions.openSql(loaded[0]?.program.target.connection ?? '', 'target')
  return await reconcileUnit({
    arms,
    target,
    lookups: { sessions: lookups, ledger: options.ledger },
    findingsMax: options.findingsMax,
    now: options.now,
  })
}

/** All rows of the source in the order of its key. */
function sourceBatches(
  source: SourceConnection,
  { program, extract }: LoadedProgram,
  signal: AbortSignal,
): AsyncIterable<ReadBatch> {
  const limits = program.lookups.length === 0 ? BATCH : BATCH_WITH_LOOKUPS
  const options = { ...limits, signal }
  if (source.sql === null || extract === null) {
    if (source.files === null) throw new Error(`"${program.source.connection}" cannot be read`)
    const names = program.row.map((column) => column.name)
    return source.files.stream(program.source.table.name, names, options)
  }
  const session = source.sql
  const rows = extract(session.db, (reference, column) => session.cell(reference, column))
  const query = program.source.key.reduce(
    (ordered, name) => ordered.orderBy(sql.id(program.source.alias, name)),
    rows,
  )
  return session.stream(query.compile(), program.row, options)
}

/** A stream occupies its session, and source and target may be one connection. */
type SessionUse = 'source' | 'target' | 'lookups'

/** Sessions of one mapping, opened on demand and closed together. */
class ReadingSessions implements AsyncDisposable {
  readonly #options: ReconcileOptions
  readonly #open = new Map<string, SourceConnection>()

  constructor(options: ReconcileOptions) {
    this.#options = options
  }

  async open(connection: string, use: SessionUse): Promise<SourceConnection> {
    const id = `${use} ${connection}`
    const known = this.#open.get(id)
    if (known !== undefined) return known
    const settings = this.#options.settings.get(connection)
    if (settings === undefined) throw new Error(`there are no settings of "${connection}"`)
    const session = await this.#options.connectorOf(settings.kind).openSource(settings)
    this.#open.set(id, session)
    return session
  }

  async openSql(connection: string, use: SessionUse): Promise<SqlSource> {
    const session = await this.open(connection, use)
    if (session.sql !== null) return session.sql
    throw new Error(`"${connection}" is a set of files, which no mapping fills or searches`)
  }

  async [Symbol.asyncDispose](): Promise<void> {
    for (const session of this.#open.values()) await session.close().catch(() => {})
  }
}

function exitCodeOf(
  units: readonly UnitReconciliation[],
  splits: readonly SplitReconciliation[],
): Reconciliation['exitCode'] {
  const checks = [...units.flatMap((unit) => unit.checks), ...splits]
  const states = new Set<CheckState>(checks.map(({ state }) => state))
  if (states.has('different')) return 1
  return units.length > 0 && [...states].every((state) => state === 'equal') ? 0 : 3
}
