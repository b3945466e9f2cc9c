/** A mapping's name and a key -> the row of the source, followed through the mapping. */
import { canonicalCell } from '../catalog/codec.ts'
import { formatType } from '../catalog/type-name.ts'
import type { CompiledProgram } from '../compile/compile.ts'
import type { Program } from '../compile/program.ts'
import { connectorOf } from '../builtin.ts'
import { ledgerOf } from '../ledger/tables.ts'
import { readWorkShapes } from '../ledger/work.ts'
import { missingWork } from '../plan/work.ts'
import type { SourceConnection } from '../plugin/connector.ts'
import { explainKey, type FollowedRow } from '../transfer/explain-key.ts'
import { mergedRows, type MergedRows } from '../transfer/merged.ts'
import type { Sessions } from '../transfer/sessions.ts'
import type { LoadedProgram } from '../compile/transform.ts'
import { loadPrograms, writeModules } from './build.ts'
import { connectionsOf, resolveSettings, withTarget } from './connections.ts'
import type { CheckedProject } from './load.ts'
import { stageAlone } from './stage.ts'
import { ProjectProblem, type EngineWorld } from './world.ts'

/** Why a text cannot be the key of a source row; null: it can. */
export function keyProblem(
  { program, checked }: CompiledProgram,
  key: readonly string[],
): string | null {
  const columns = program.source.keyIndexes.flatMap((index) => program.row[index] ?? [])
  if (columns.length === 0 && checked.source.from.connector !== 'files') {
    return `The source of ${program.name} has no key, so no row of it has a name.`
  }
  const names = columns.length === 0 ? ['record number'] : columns.map(({ name }) => name)
  if (key.length !== names.length) {
    return `A row of ${program.name} is named by ${names.join(' and ')}: ${names.length} values.`
  }
  const wrong = columns.findIndex(
    ({ type }, index) => !('cell' in canonicalCell(type, key[index] ?? '')),
  )
  const column = columns[wrong]
  if (column === undefined) return null
  return `"${key[wrong] ?? ''}" is no ${formatType(column.type)}, as ${column.name} is.`
}

/** Empty: the source has no such row. Reads both sides, changes nothing. */
export async function explainProjectRow(
  world: EngineWorld,
  project: CheckedProject,
  compiled: CompiledProgram,
  key: readonly string[],
): Promise<readonly FollowedRow[]> {
  const { program, checked } = compiled
  const canonical = program.source.keyIndexes.map((index, at) => {
    const type = program.row[index]?.type
    const cell = type === undefined ? undefined : canonicalCell(type, key[at] ?? '')
    return cell !== undefined && 'cell' in cell ? cell.cell : (key[at] ?? '')
  })
  const wanted = canonical.length === 0 ? key : canonical
  return await reading(world, project, program, async (sessions, loaded) => {
    return await explainKey(sessions, loaded, checked, wanted)
  })
}

/** Which rows of the source stand for others, as it is now; the first `limit` of them. */
export async function listMerged(
  world: EngineWorld,
  project: CheckedProject,
  { program }: CompiledProgram,
  limit: number,
): Promise<MergedRows> {
  return await reading(world, project, program, async (sessions, loaded) => {
    return await mergedRows(sessions, loaded, limit)
  })
}

/** Opens what the program reads, and the target, for as long as it is read. */
async function reading<T>(
  world: EngineWorld,
  project: CheckedProject,
  program: Program,
  use: (sessions: Sessions, loaded: LoadedProgram) => Promise<T>,
): Promise<T> {
  const targetName = project.project.target.name
  await writeModules(world, project.compiled)
  const own = await resolveSettings(project.project, connectionsOf([program], targetName), world)
  const [loaded] = await loadPrograms(world.directory, [program])
  if (loaded === undefined) throw new Error('a program was loaded')
  const all = project.compiled.map((each) => each.program)
  await using stage = await stageAlone(world, { programs: [program], all, settings: own })
  const { settings } = stage
  const target = settings.get(targetName)
  if (target === undefined) throw new Error('the target has no settings')
  const open: SourceConnection[] = []
  const source = async (name: string): Promise<SourceConnection> => {
    const each = settings.get(name)
    if (each === undefined) throw new Error(`there are no settings of "${name}"`)
    const connection = await connectorOf(each.kind).openSource(each)
    open.push(connection)
    return connection
  }
  try {
    return await withTarget(target, async (session) => {
      const ledger = ledgerOf(session)
      const missing = missingWork([program], [program], await readWorkShapes(ledger))
      if (missing.length > 0) throw new ProjectProblem(missing)
      const refused = new Set<string>()
      const sessions = { target: session, ledger, refused, source, lookupSource: source }
      return await use(sessions, loaded)
    })
  } finally {
    for (const connection of open) await connection.close()
  }
}
