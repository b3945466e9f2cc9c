/**
 * Turns a folder of test/scenarios into a project with databases of its own, and runs its steps.
 */
import { spawn } from 'node:child_process'
import { cpSync, existsSync, readFileSync, readdirSync } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import path from 'node:path'
import { pino } from 'pino'
import type { Logger } from '../../src/base/logger.ts'
import { runCli } from '../../src/cli/cli.ts'
import { createMariadbDatabase, createPostgresDatabase } from './databases.ts'
import { readExpectations, type Change, type CommandStep, type Expected } from './scenario-file.ts'
import { createSqliteDatabase } from './sqlite-database.ts'
import type { TestDatabase } from './databases.ts'
import { root } from './tidy/sources.ts'

export type SourceKind = 'sqlite' | 'postgres' | 'mysql' | 'files'
export type TargetKind = 'postgres' | 'mysql' | 'sqlite'

export interface Scenario {
  readonly name: string
  readonly folder: string
  readonly expected: Expected
}

/** Every scenario, by name. Those of larger data sets, real or random, have tests of their own. */
export function readScenarios(): readonly Scenario[] {
  const base = path.join(root, 'test', 'scenarios')
  return readdirSync(base, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && !/^(?:real|random)-/u.test(entry.name))
    .map(({ name }) => {
      const folder = path.join(base, name)
      return { name, folder, expected: readExpectations(path.join(folder, 'expected.yaml')) }
    })
    .sort((left, right) => (left.name < right.name ? -1 : 1))
}

export interface CommandResult {
  readonly exit: number
  readonly stdout: string
  readonly stderr: string
}

/** A scenario copied to a folder of its own, with fresh databases. Close it, or they stay. */
export class ScenarioRun {
  readonly directory: string
  readonly target: TestDatabase
  readonly #databases: ReadonlyMap<string, TestDatabase>

  private constructor(directory: string, databases: ReadonlyMap<string, TestDatabase>) {
    const target = databases.get('target')
    if (target === undefined) throw new Error('a scenario has a target')
    this.directory = directory
    this.target = target
    this.#databases = databases
  }

  /** `folder` is where the project is copied to. */
  static async open(scenario: Scenario, kind: TargetKind, folder: string): Promise<ScenarioRun> {
    const directory = path.join(folder, scenario.name)
    cpSync(scenario.folder, directory, { recursive: true })
    const script = (name: string) => {
      const file = path.join(directory, name)
      return existsSync(file) ? readFileSync(file, 'utf8') : ''
    }
    const databases = new Map<string, TestDatabase>()
    const names = Object.entries(scenario.expected.sources)
    for (const [name, source] of names) {
      if (source === 'files') continue
      const sql = script(names.length === 1 ? 'source.sql' : `source-${name}.sql`)
      databases.set(name, await createDatabase(source, path.join(folder, `${name}.sqlite`), sql))
    }
    const hasMigrations = existsSync(path.join(directory, 'migrations'))
    const schema = hasMigrations ? '' : script('schema/target.sql')
    const file = path.join(folder, 'target.sqlite')
    databases.set('target', await createDatabase(kind, file, schema + script('target-rows.sql')))
    return new ScenarioRun(directory, databases)
  }

  /** Runs one command line; `process` steps through the built program, others in this process. */
  async command(step: CommandStep): Promise<CommandResult> {
    const argv = splitCommand(step.mapwright)
    const env = this.#environment(step.changed)
    if (step.process) return await runProcess(argv, env, this.directory)
    const said = { stdout: '', stderr: '' }
    const write = (text: string) => (said.stderr += text)
    const exit = await runCli({
      argv,
      env,
      cwd: this.directory,
      stdout: { write: (text) => (said.stdout += text) },
      stderr: { write },
      signal: new AbortController().signal,
      createLog: async (level) => {
        const log: Logger = pino({ level, base: null }, { write })
        return log
      },
    })
    return { exit, ...said }
  }

  /** Changes a database behind Mapwright's back. */
  async execute(connection: string, sql: string): Promise<void> {
    const database = this.#databases.get(connection)
    if (database === undefined) throw new Error(`the scenario has no database "${connection}"`)
    await database.execute(sql)
  }

  /** Writes a file of the project, as a person who mends it would. */
  async write(file: string, text: string): Promise<void> {
    await writeFile(path.join(this.directory, file), text)
  }

  async close(): Promise<void> {
    const closed = await Promise.allSettled([...this.#databases.values()].map((db) => db.close()))
    for (const each of closed) if (each.status === 'rejected') throw each.reason
  }

  /** `LEGACY_URL` for the source `legacy`, `TARGET_URL` for the target. */
  #environment(changed: Readonly<Record<string, Change>>): Readonly<Record<string, string>> {
    const env: Record<string, string> = {}
    for (const [name, { url }] of this.#databases) env[`${name.toUpperCase()}_URL`] = url
    for (const [variable, parts] of Object.entries(changed)) {
      const url = new URL(env[variable] ?? '')
      if (parts.port !== undefined) url.port = parts.port
      if (parts.user !== undefined) url.username = parts.user
      if (parts.password !== undefined) url.password = parts.password
      if (parts.database !== undefined) url.pathname = `/${parts.database}`
      env[variable] = url.href
    }
    return env
  }
}

async function createDatabase(
  kind: SourceKind,
  file: string,
  script: string,
): Promise<TestDatabase> {
  if (kind === 'sqlite') return createSqliteDatabase(file, script)
  if (kind === 'mysql') return await createMariadbDatabase(script)
  return await createPostgresDatabase(script)
}

/** Words as a shell takes them; only double quotes keep blanks. */
function splitCommand(line: string): readonly string[] {
  return (line.match(/"[^"]*"|\S+/gu) ?? []).map((word) => word.replaceAll('"', ''))
}

async function runProcess(
  argv: readonly string[],
  env: Readonly<Record<string, string>>,
  cwd: string,
): Promise<CommandResult> {
  const main = path.join(root, 'dist', 'main.js')
  if (!existsSync(main)) throw new Error('dist/main.js is missing: npm run build')
  const child = spawn(process.execPath, [main, ...argv], {
    cwd,
    env: { PATH: process.env['PATH'], ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const said = { stdout: '', stderr: '' }
  child.stdout.setEncoding('utf8').on('data', (text: string) => (said.stdout += text))
  child.stderr.setEncoding('utf8').on('data', (text: string) => (said.stderr += text))
  const exit = await new Promise<number>((resolve, reject) => {
    child.once('error', reject)
    child.once('close', (code) => resolve(code ?? -1))
  })
  return { exit, ...said }
}
