/** Turns a project folder of test/scenarios into a copy that verbs run on, for larger data sets. */
import { cpSync } from 'node:fs'
import path from 'node:path'
import { pino } from 'pino'
import { expect } from 'vitest'
import { runCli } from '../../src/cli/cli.ts'
import type { Reconciliation } from '../../src/reconcile/finding.ts'
import type { RunResult } from '../../src/run/result.ts'
import { root } from './tidy/sources.ts'

export interface RealProject {
  /** Runs one command line; fails the test where it does not end with `exitCode`. Its stdout. */
  run(words: string, exitCode?: number): Promise<string>
  migrate(exitCode: number): Promise<RunResult>
  reconcile(exitCode: number): Promise<Reconciliation>
}

/** Copies the project `name` into `folder`; the variables stand for the url of each side. */
export function realProject(
  name: `real-${string}` | `random-${string}`,
  folder: string,
  env: Readonly<Record<string, string>>,
): RealProject {
  cpSync(path.join(root, 'test', 'scenarios', name), folder, { recursive: true })
  const run = async (words: string, exitCode = 0): Promise<string> => {
    const said = { stdout: '', stderr: '' }
    const code = await runCli({
      argv: words.split(' '),
      env,
      cwd: folder,
      stdout: { write: (text) => (said.stdout += text) },
      stderr: { write: (text) => (said.stderr += text) },
      signal: new AbortController().signal,
      createLog: (level) =>
        Promise.resolve(pino({ level, base: null }, { write: (text) => (said.stderr += text) })),
    })
    expect(code, `${words}\n${said.stderr.slice(-2_000)}${said.stdout.slice(-4_000)}`).toBe(
      exitCode,
    )
    return said.stdout
  }
  return {
    run,
    migrate: async (exitCode) =>
      JSON.parse(await run('run --workers 0 --format json', exitCode)) as RunResult,
    reconcile: async (exitCode) =>
      JSON.parse(await run('reconcile --format json', exitCode)) as Reconciliation,
  }
}
