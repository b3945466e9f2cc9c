/** `mapwright migrate up|down|status|new`: versioned changes of the target's schema. */
import { EngineError } from '../../base/error.ts'
import type { MigrationFile } from '../../project/migrations.ts'
import type { MigrateOptions } from '../../migrate/migrate.ts'
import { orDiagnostics, worldOf } from '../project-verb.ts'
import { parseWhole, UsageError } from '../usage.ts'
import type { OptionDefinition, Verb, VerbContext, VerbResult } from '../verb.ts'

const LOCK_TIMEOUT_S = 60

const LOCK_OPTION: OptionDefinition = {
  flags: '--lock-timeout <seconds>',
  summary: `how long to wait for another migrate (default: ${LOCK_TIMEOUT_S})`,
  variable: 'MAPWRIGHT_LOCK_TIMEOUT',
}

function toOption(summary: string): OptionDefinition {
  return { flags: '--to <name>', summary, variable: 'MAPWRIGHT_TO' }
}

export const migrateUpVerb: Verb = {
  name: 'migrate up',
  summary: 'apply the pending migrations, each in a transaction of its own',
  args: [],
  options: [toOption('up to and including this one'), LOCK_OPTION],
  run: (context) => orDiagnostics(context, () => move(context, 'up')),
}

export const migrateDownVerb: Verb = {
  name: 'migrate down',
  summary: 'take back the last migration',
  args: [],
  options: [toOption('back to and including this one'), LOCK_OPTION],
  run: (context) => orDiagnostics(context, () => move(context, 'down')),
}

export const migrateStatusVerb: Verb = {
  name: 'migrate status',
  summary: 'what is applied, pending, edited or gone; exit code 1 when they contradict',
  args: [],
  options: [],
  run: (context) => orDiagnostics(context, () => status(context)),
}

export const migrateNewVerb: Verb = {
  name: 'migrate new',
  summary: 'write the next numbered migration file',
  args: [{ name: '<what>', summary: 'what it does, in a few words' }],
  options: [],
  run: (context) => orDiagnostics(context, () => create(context)),
}

async function filesOf(context: VerbContext): Promise<readonly MigrationFile[]> {
  const { readMigrations } = await import('../../project/migrations.ts')
  const { ProjectProblem } = await import('../../engine/world.ts')
  const { value, diagnostics } = await readMigrations(context.directory)
  if (value === undefined) throw new ProjectProblem(diagnostics)
  return value
}

async function onTarget<T>(
  context: VerbContext,
  work: (options: MigrateOptions) => Promise<T>,
): Promise<T> {
  const { readProject } = await import('../../engine/load.ts')
  const { resolveSettings, withTarget } = await import('../../engine/connections.ts')
  const world = worldOf(context)
  const project = await readProject(world)
  const { name } = project.target
  const settings = (await resolveSettings(project, [name], world)).get(name)
  if (settings === undefined) throw new Error('the target has no settings')
  const files = await filesOf(context)
  const seconds = parseWhole(context.options['lockTimeout'], '--lock-timeout') ?? LOCK_TIMEOUT_S
  const { log, now, signal } = world
  return await withTarget(settings, (target) =>
    work({ target, files, log, now, signal, lockTimeoutMs: seconds * 1000 }),
  )
}

async function move(context: VerbContext, direction: 'up' | 'down'): Promise<VerbResult> {
  const { migrateDown, migrateUp } = await import('../../migrate/migrate.ts')
  const { duration, table } = await import('../../report/document.ts')
  const to = context.options['to']
  const name = typeof to === 'string' ? to : undefined
  const done = await onTarget(context, (options) =>
    direction === 'up' ? migrateUp(options, name) : migrateDown(options, name),
  ).catch(blameFiles)
  const verb = direction === 'up' ? 'applied' : 'taken back'
  const count = `${done.length} migration${done.length === 1 ? '' : 's'} ${verb}.`
  const nothing = direction === 'up' ? 'The schema is up to date.' : 'Nothing to take back.'
  return {
    exitCode: 0,
    report: {
      title: `Migrations ${verb}`,
      verdict: { tone: 'good', sentence: done.length === 0 ? nothing : count },
      blocks:
        done.length === 0
          ? []
          : [
              table(
                ['migration', 'time:end'],
                done.map((migration) => ({ cells: [migration.name, duration(migration.ms)] })),
              ),
            ],
      cases: [],
      data: { direction, migrations: done },
    },
  }
}

/** What is wrong with the migration files or with `--to`, not with the world: exit code 2. */
const FILE_CODES: ReadonlySet<string> = new Set([
  'MIGRATE_CHANGED',
  'MIGRATE_EMPTY',
  'MIGRATE_GONE',
  'MIGRATE_LATE',
  'MIGRATE_MODULE',
  'MIGRATE_NO_DOWN',
  'MIGRATE_TRANSACTION',
  'MIGRATE_UNKNOWN',
])

function blameFiles(error: unknown): never {
  if (!(error instanceof EngineError) || !FILE_CODES.has(error.code)) throw error
  throw new UsageError(`${error.code}  ${error.message}`)
}

async function status(context: VerbContext): Promise<VerbResult> {
  const { migrateStatus } = await import('../../migrate/migrate.ts')
  const { table } = await import('../../report/document.ts')
  const statuses = await onTarget(context, migrateStatus)
  const wrong = statuses.filter(({ state }) => state !== 'applied' && state !== 'pending')
  const pending = statuses.filter(({ state }) => state === 'pending').length
  return {
    exitCode: wrong.length === 0 ? 0 : 1,
    report: {
      title: 'Migrations',
      verdict:
        wrong.length === 0
          ? { tone: 'good', sentence: `${statuses.length - pending} applied, ${pending} pending.` }
          : { tone: 'bad', sentence: `${wrong.length} contradict the history of the target.` },
      blocks: [
        table(
          ['migration', 'state', 'applied at'],
          statuses.map(({ name, state, appliedAt }) => ({
            cells: [name, state, appliedAt ?? ''],
            tone: state === 'applied' ? 'good' : state === 'pending' ? 'attention' : 'bad',
          })),
        ),
      ],
      cases: [],
      data: { migrations: statuses },
    },
  }
}

async function create(context: VerbContext): Promise<VerbResult> {
  const { writeMigration } = await import('../../project/migrations.ts')
  const [what] = context.args
  if (what === undefined || what.trim() === '') {
    throw new UsageError('Say what the migration does: mapwright migrate new "add due date"')
  }
  const written = await writeMigration(context.directory, what, await filesOf(context))
  return {
    exitCode: 0,
    report: {
      title: 'A new migration',
      verdict: { tone: 'good', sentence: `Write its SQL into ${written[0]}.` },
      blocks: [{ kind: 'list', items: written }],
      cases: [],
      data: { written },
    },
  }
}
