/** The project's programs -> the copies that they read, and the programs as a run takes them. */
import path from 'node:path'
import { connectorOf } from '../builtin.ts'
import type { Program } from '../compile/program.ts'
import type { ConnectionSettings } from '../plugin/connector.ts'
import { prune, removeOwned } from '../stage/folder.ts'
import { idOf, neededTables, stageSettings, withContent, type StagedCopy } from '../stage/needs.ts'
import { stageTables, type StageOptions } from '../stage/stage.ts'
import { stateFolder } from './build.ts'
import type { EngineWorld } from './world.ts'

/** What stands in the stage. */
export interface StagedTables {
  readonly copies: readonly StagedCopy[]
  /** `connection.table` of what would have to be copied first. */
  readonly missing: readonly string[]
}

/** The programs' sources with those that read copies among them. */
interface StagedProject extends StagedTables {
  readonly programs: readonly Program[]
  readonly settings: ReadonlyMap<string, ConnectionSettings>
}

export interface StagingRequest {
  /** Those that are to run. */
  readonly programs: readonly Program[]
  /** All of the project: a copy has the columns that any of them reads. */
  readonly all: readonly Program[]
  readonly settings: ReadonlyMap<string, ConnectionSettings>
  readonly owner: string
  readonly mode: StageOptions['mode']
}

function stageFolder(directory: string): string {
  return path.join(stateFolder(directory), 'stage')
}

/** Copies what is not there yet, before a row is read. Without anything to copy it does nothing. */
export async function stageProject(
  world: EngineWorld,
  request: StagingRequest,
): Promise<StagedProject> {
  const { programs, all, settings, owner, mode } = request
  const tables = neededTables(programs, all)
  if (tables.length === 0) return { programs, settings, copies: [], missing: [] }
  const { directory, signal, now, log } = world
  const folder = stageFolder(directory)
  const onCopy = ({ table, rows, bytes, isNew }: StagedCopy) => {
    log.info({ table, rows, bytes }, isNew ? 'table staged' : 'staged table found')
  }
  const options = { tables, settings, connectorOf, folder, owner, mode, signal, now, onCopy }
  const { copies, digests } = await stageTables(options)
  if (mode === 'make') {
    await prune(folder, new Set([...copies.values()].map(({ file }) => file)), now())
  }
  const reading = stageSettings(programs, copies, directory)
  return {
    programs: programs.map((program) => withContent(program, digests)),
    settings: new Map([...reading.map((each) => [each.name, each] as const), ...settings]),
    copies: [...copies.values()],
    missing: tables.map(idOf).filter((id) => !copies.has(id)),
  }
}

/** For a witness: what it reads of databases it has copied itself, and takes away again. */
export async function stageAlone(
  world: EngineWorld,
  request: Omit<StagingRequest, 'owner' | 'mode'>,
): Promise<StagedProject & AsyncDisposable> {
  const owner = `alone-${process.pid}`
  const forget = () => forgetStage(world, owner)
  await forget()
  const staged = await stageProject(world, { ...request, owner, mode: 'make' }).catch(
    async (error: unknown) => {
      await forget()
      throw error
    },
  )
  return { ...staged, [Symbol.asyncDispose]: forget }
}

/** Takes away the copies that are this owner's alone. */
export async function forgetStage({ directory }: EngineWorld, owner: string): Promise<void> {
  await removeOwned(stageFolder(directory), owner)
}
