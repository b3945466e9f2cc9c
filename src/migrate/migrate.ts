/** Brings the target schema from the migrations applied to the migrations written, with umzug. */
import { MigrationError, Umzug, type RunnableMigration } from 'umzug'
import { EngineError } from '../base/error.ts'
import type { Logger } from '../base/logger.ts'
import type { TargetConnection } from '../plugin/connector.ts'
import type { MigrationFile } from '../project/migrations.ts'
import { createHistory, type History } from './history.ts'
import { takeLock } from './lock.ts'
import { loadModule } from './module.ts'
import { compareHistory, refuseDrift, type MigrationStatus } from './status.ts'

export interface MigrateOptions {
  readonly target: TargetConnection
  readonly files: readonly MigrationFile[]
  readonly log: Logger
  readonly now: () => Date
  /** How long to wait for another `migrate` to finish. */
  readonly lockTimeoutMs: number
  readonly signal?: AbortSignal
}

export interface Migrated {
  readonly name: string
  readonly ms: number
}

/** Applies what is pending, up to and including `to` if it is given. */
export async function migrateUp(
  options: MigrateOptions,
  to?: string,
): Promise<readonly Migrated[]> {
  return await underLock(options, async (umzug, done) => {
    requireKnown(options.files, to)
    await umzug.up(to === undefined ? {} : { to })
    return done
  })
}

/** Takes back the last applied migration, or all from the last to `to`, inclusive. */
export async function migrateDown(
  options: MigrateOptions,
  to?: string,
): Promise<readonly Migrated[]> {
  return await underLock(options, async (umzug, done) => {
    requireKnown(options.files, to)
    await umzug.down(to === undefined ? {} : { to })
    return done
  })
}

/** What is applied, pending, edited since or gone. Changes nothing but the empty history table. */
export async function migrateStatus(options: MigrateOptions): Promise<readonly MigrationStatus[]> {
  const history = createHistory(options.target)
  await history.ensure()
  return compareHistory(options.files, await history.list())
}

async function underLock(
  options: MigrateOptions,
  work: (umzug: Umzug, done: Migrated[]) => Promise<readonly Migrated[]>,
): Promise<readonly Migrated[]> {
  const lock = await takeLock(options)
  try {
    const history = createHistory(options.target)
    await history.ensure()
    refuseDrift(compareHistory(options.files, await history.list()))
    const done: Migrated[] = []
    return await work(createUmzug(options, history, done), done)
  } catch (error) {
    // umzug wraps what a migration throws in an error of its own; ours says more.
    if (error instanceof MigrationError && error.cause instanceof EngineError) throw error.cause
    throw error
  } finally {
    await lock.release()
  }
}

function createUmzug(options: MigrateOptions, history: History, done: Migrated[]): Umzug {
  return new Umzug({
    migrations: options.files.map((file) => runnable(file, options, history, done)),
    logger: undefined,
    storage: {
      // The history row is written in the migration's own transaction (see `runnable`): were it
      // written here, a crash between the two would leave a migration applied and unrecorded.
      logMigration: () => Promise.resolve(),
      unlogMigration: () => Promise.resolve(),
      executed: async () => (await history.list()).map((row) => row.name),
    },
  })
}

function runnable(
  file: MigrationFile,
  options: MigrateOptions,
  history: History,
  done: Migrated[],
): RunnableMigration<object> {
  const { target, now, log } = options
  const inTransaction = async (
    work: () => Promise<void>,
    record: (ms: number) => Promise<void>,
  ) => {
    options.signal?.throwIfAborted()
    const startedAt = now().getTime()
    await target.begin()
    try {
      await work()
      const ms = now().getTime() - startedAt
      await record(ms)
      await target.commit()
      done.push({ name: file.name, ms })
      log.info({ migration: file.name, ms }, 'migration done')
    } catch (error) {
      await target.rollback()
      throw failed(file, error)
    }
  }
  return {
    name: file.name,
    path: file.absolutePath,
    up: () =>
      inTransaction(
        async () => {
          if (file.up !== null) await target.script(file.up)
          else await (await loadModule(file)).up(target.db)
        },
        (ms) =>
          history.add({
            name: file.name,
            checksum: file.checksum,
            applied_at: now().toISOString(),
            ms: String(ms),
          }),
      ),
    down: () =>
      inTransaction(
        () => takeBack(file, target),
        () => history.remove(file.name),
      ),
  }
}

async function takeBack(file: MigrationFile, target: TargetConnection): Promise<void> {
  if (file.down !== null) {
    await target.script(file.down)
    return
  }
  const module = file.kind === 'module' ? await loadModule(file) : undefined
  if (module?.down === undefined) {
    const where =
      file.kind === 'module' ? `a function "down" in ${file.path}` : `${file.name}.down.sql`
    throw new EngineError(
      'MIGRATE_NO_DOWN',
      `${file.name} cannot be taken back: it has no down migration. Write ${where}.`,
    )
  }
  await module.down(target.db)
}

function failed(file: MigrationFile, error: unknown): EngineError {
  if (error instanceof EngineError && error.code.startsWith('MIGRATE_')) return error
  const reason = error instanceof Error ? error.message : String(error)
  return new EngineError(
    'MIGRATE_FAILED',
    `${file.path} failed and was rolled back whole: ${reason}`,
    { cause: error },
  )
}

function requireKnown(files: readonly MigrationFile[], to: string | undefined): void {
  if (to === undefined || files.some((file) => file.name === to)) return
  const names = files.map((file) => file.name).join(', ')
  throw new EngineError(
    'MIGRATE_UNKNOWN',
    `There is no migration "${to}". There ${names === '' ? 'are none yet' : `are: ${names}`}.`,
  )
}
