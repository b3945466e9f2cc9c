/** Connections of the project -> settings with their secrets, and sessions. */
import { connectorOf } from '../builtin.ts'
import type { Catalog, TableName } from '../catalog/catalog.ts'
import { workNameOf } from '../catalog/work-name.ts'
import { compareCatalogs, type Drift } from '../catalog/drift.ts'
import { hasErrors } from '../base/diagnostic.ts'
import { together } from '../base/together.ts'
import type { Program } from '../compile/program.ts'
import type { ConnectionSettings, SourceConnection, TargetConnection } from '../plugin/connector.ts'
import type { Project } from '../project/project.ts'
import { resolveSecrets } from '../project/secret.ts'
import { mayBeSuspended, withoutSuspended } from './suspended.ts'
import { ProjectProblem, type EngineWorld } from './world.ts'

/**
 * Settings of the named connections, in their order. Throws ProjectProblem for a missing secret.
 */
export async function resolveSettings(
  project: Project,
  names: Iterable<string>,
  world: EngineWorld,
): Promise<ReadonlyMap<string, ConnectionSettings>> {
  const settings = new Map<string, ConnectionSettings>()
  for (const name of names) {
    const connection = project.connections.get(name)
    if (connection === undefined) throw new Error(`there is no connection "${name}"`)
    const { value, diagnostics } = await resolveSecrets(project, connection, world.env)
    if (value === undefined || hasErrors(diagnostics)) throw new ProjectProblem(diagnostics)
    for (const { code, message } of diagnostics) world.log.warn({ code, connection: name }, message)
    settings.set(name, value)
  }
  return settings
}

/** Every connection that the programs read, and the target, which comes last. */
export function connectionsOf(programs: readonly Program[], target: string): ReadonlySet<string> {
  const names = new Set<string>()
  for (const program of programs) {
    names.add(program.source.connection)
    for (const join of program.joins) names.add(join.connection)
    for (const spec of program.lookups) if (spec.kind === 'table') names.add(spec.connection)
  }
  names.delete(target)
  return names.add(target)
}

/** Opens a reading session, hands it over, and closes it whatever happens. */
export async function withSource<T>(
  settings: ConnectionSettings,
  work: (source: SourceConnection) => Promise<T>,
): Promise<T> {
  const source = await connectorOf(settings.kind).openSource(settings)
  try {
    return await work(source)
  } finally {
    await source.close()
  }
}

/** Opens a writing session on the target, hands it over, and closes it whatever happens. */
export async function withTarget<T>(
  settings: ConnectionSettings,
  work: (target: TargetConnection) => Promise<T>,
): Promise<T> {
  const target = await connectorOf(settings.kind).openTarget(settings)
  try {
    return await work(target)
  } finally {
    await target.close()
  }
}

export interface ConnectionDrift {
  readonly connection: string
  readonly drifts: readonly Drift[]
}

/** What has changed since the snapshots, by connection; `tables` limits it to what is used. */
export async function findDrift(
  project: Project,
  settings: ReadonlyMap<string, ConnectionSettings>,
  tables: ReadonlyMap<string, ReadonlySet<string>> | null,
): Promise<readonly ConnectionDrift[]> {
  const compared = [...settings].map(async ([name, each]) => {
    const snapshot = project.connections.get(name)?.catalog
    if (snapshot === null || snapshot === undefined) return []
    const live = await withSource(each, async (source) => await source.catalog())
    const used = tables?.get(name) ?? null
    const drifts = compareCatalogs(limit(snapshot, used), limit(live, used))
    const isTarget = name === project.target.name
    if (!isTarget || !mayBeSuspended(drifts)) return [{ connection: name, drifts }]
    const unexplained = (target: TargetConnection) => withoutSuspended(drifts, target)
    return [{ connection: name, drifts: await withTarget(each, unexplained) }]
  })
  return (await together(compared)).flat()
}

function limit(catalog: Catalog, used: ReadonlySet<string> | null): Catalog {
  if (used === null) return catalog
  return { ...catalog, tables: catalog.tables.filter((table) => used.has(table.name)) }
}

/** Names of the tables that the programs use, by connection. */
export function tablesOf(programs: readonly Program[]): ReadonlyMap<string, ReadonlySet<string>> {
  const tables = new Map<string, Set<string>>()
  const add = (connection: string, table: TableName) => {
    // Of its own tables Mapwright knows how they should be.
    if (workNameOf(table) !== null) return
    const { name } = table
    const names = tables.get(connection) ?? new Set()
    tables.set(connection, names.add(name))
  }
  for (const program of programs) {
    add(program.source.connection, program.source.table)
    for (const join of program.joins) add(join.connection, join.table)
    for (const spec of program.lookups) {
      if (spec.kind === 'table') add(spec.connection, spec.table)
    }
    add(program.target.connection, program.target.table)
  }
  return tables
}
