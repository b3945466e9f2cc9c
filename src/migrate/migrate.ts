/** Brings the target schema from the migrations applied to the migrations written, with umzug. */
import { MigrationError, Umzug, type RunnableMigration } from 'umzug'
import { EngineError } from '../base/error.ts'
import type { Logger } from '../base/logger.ts'
import type { TargetConnection } from '../plugin/connector.ts'
import { isBlank, type MigrationFile } from '../project/migrations.ts'
import { runAlone } from './alone.ts'
import { withoutTransactions } from './guard.ts'
import { BEGUN, createHistory, type History } from './history.ts'
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
  return await underLock(options, to, async (umzug, applied) => {
    if (to === undefined || !applied.has(to)) await umzug.up(to === undefined ? {} : { to })
  })
}

/** Takes back the last applied migration, or all from the last to `to`, inclusive. */
export async function migrateDown(
  options: MigrateOptions,
  to?: string,
): Promise<readonly Migrated[]> {
  return await underLock(options, to, async (umzug, applied) => {
    if (to === undefined || applied.has(to)) await umzug.down(to === undefined ? {} : { to })
  })
}

/** What is applied, pending, edited since or gone. Changes nothing. */
export async function migrateStatus(options: MigrateOptions): Promise<readonly MigrationStatus[]> {
  return compareHistory(options.files, await createHistory(options.target).list())
}

async function underLock(
  options: MigrateOptions,
  to: string | undefined,
  work: (umzug: Umzug, applied: ReadonlySet<string>) => Promise<void>,
): Promise<readonly Migrated[]> {
  requireKnown(options.files, to)
  const lock = await takeLock(options)
  try {
    const history = createHistory(options.target)
    await history.ensure()
    const rows = await history.list()
    refuseDrift(compareHistory(options.files, rows))
    const done: Migrated[] = []
    await work(createUmzug(options, history, done), new Set(rows.map(({ name }) => name)))
    return done
  } catch (error) {
    // umzug wraps what a migration throws in an error of its own; ours says more.
    if (error instanceof MigrationError && error.cause instanceof EngineError) throw error.cause
    throw error
  } finally {
    // A session that is lost has let go of it, and what was thrown before says more.
    await lock.release().catch(() => {})
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
  const { name, checksum } = file
  const { target, now } = options
  const row = (ms: string) => ({ name, checksum, applied_at: now().toISOString(), ms })
  const up: Step = {
    path: file.path,
    script: file.up,
    begin: () => history.add(row(BEGUN)),
    work: () => apply(file, target),
    record: (ms) => history.add(row(ms)),
    finish: (ms) => history.finish(name, ms),
    forget: () => history.remove(name),
  }
  const down: Step = {
    path: file.down === null ? file.path : downPath(file),
    script: file.down,
    begin: () => history.finish(name, BEGUN),
    work: () => takeBack(file, target),
    record: () => history.remove(name),
    finish: () => history.remove(name),
    forget: () => history.finish(name, '0'),
  }
  const run = (step: Step) => async () => {
    const ms = await perform(file, step, options)
    done.push({ name, ms })
    options.log.info({ migration: name, ms }, 'migration done')
  }
  return { name, path: file.absolutePath, up: run(up), down: run(down) }
}

/** One direction of a migration, and how the history hears of it. */
interface Step {
  readonly path: string
  /** null: a module. */
  readonly script: string | null
  work(): Promise<void>
  /** In the transaction of the work. */
  record(ms: string): Promise<void>
  /** Around a work that has no transaction. */
  begin(): Promise<void>
  finish(ms: string): Promise<void>
  forget(): Promise<void>
}

/** Returns how long it took. */
async function perform(
  file: MigrationFile,
  step: Step,
  { target, now, signal }: MigrateOptions,
): Promise<number> {
  signal?.throwIfAborted()
  const startedAt = now().getTime()
  const tookMs = () => now().getTime() - startedAt
  try {
    const isAlone = step.script !== null && target.scriptRuns(step.script) === 'alone'
    if (isAlone) await runAlone({ ...step, finish: () => step.finish(String(tookMs())) })
    else {
      await inOneTransaction(target, step, async () => await step.record(String(tookMs())))
    }
    return tookMs()
  } catch (error) {
    throw failed(file, step.path, error)
  }
}

async function inOneTransaction(
  target: TargetConnection,
  step: Step,
  record: () => Promise<void>,
): Promise<void> {
  await target.begin()
  try {
    await target.savepoint(WHOLE)
    await step.work()
    await requireWhole(target, step.path)
    await record()
    await target.commit()
  } catch (error) {
    await target.rollback().catch(() => {})
    throw error
  }
}

/** A savepoint that is there from the first statement of a migration to its last. */
const WHOLE = 'mapwright_migration'

/** The savepoint is gone when the migration ended its transaction by a way we do not see. */
async function requireWhole(target: TargetConnection, path: string): Promise<void> {
  try {
    await target.release(WHOLE)
  } catch (error) {
    throw new EngineError(
      'MIGRATE_TRANSACTION',
      `${path} ended the transaction it runs in, so what it did before that is committed, and ` +
        'not in the history. Take that back by hand, and remove the statement.',
      { cause: error },
    )
  }
}

async function apply(file: MigrationFile, target: TargetConnection): Promise<void> {
  if (file.up !== null && isBlank(file.up)) {
    throw new EngineError(
      'MIGRATE_EMPTY',
      `${file.path} has no statement yet. Write its SQL, or remove the file.`,
    )
  }
  if (file.up !== null) await target.script(file.up)
  else await (await loadModule(file)).up(withoutTransactions(target, file.path))
}

async function takeBack(file: MigrationFile, target: TargetConnection): Promise<void> {
  if (file.down !== null) {
    await target.script(file.down)
    return
  }
  const module = file.kind === 'module' ? await loadModule(file) : undefined
  if (module?.down === undefined) {
    const where = file.kind === 'module' ? `a function "down" in ${file.path}` : downPath(file)
    throw new EngineError(
      'MIGRATE_NO_DOWN',
      `${file.name} cannot be taken back: it has no down migration. Write ${where}.`,
    )
  }
  await module.down(withoutTransactions(target, file.path))
}

function downPath(file: MigrationFile): string {
  return file.path.replace(/\.sql$/u, '.down.sql')
}

function failed(file: MigrationFile, path: string, error: unknown): EngineError {
  if (error instanceof EngineError && error.code.startsWith('MIGRATE_')) return error
  const reason = error instanceof Error ? error.message : String(error)
  const line = file.kind === 'module' ? lineIn(file, error) : ''
  return new EngineError(
    'MIGRATE_FAILED',
    `${path} failed and was rolled back whole: ${line}${reason}`,
    { cause: error },
  )
}

/** Where in a module it failed, from the stack; a script's own errors say their line. */
function lineIn(file: MigrationFile, error: unknown): string {
  const stack = error instanceof Error ? (error.stack ?? '') : ''
  const [, after = ''] = stack.split(`${file.checksum}:`)
  const line = /^\d+/u.exec(after)?.[0]
  return line === undefined ? '' : `Line ${line}: `
}

function requireKnown(files: readonly MigrationFile[], to: string | undefined): void {
  if (to === undefined || files.some((file) => file.name === to)) return
  const names = files.map((file) => file.name).join(', ')
  throw new EngineError(
    'MIGRATE_UNKNOWN',
    `There is no migration "${to}". There ${names === '' ? 'are none yet' : `are: ${names}`}.`,
  )
}
