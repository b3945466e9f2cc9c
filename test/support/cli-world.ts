/** The command line run in this process, and as a process of its own. */
import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import path from 'node:path'
import { silentLogger } from '../../src/base/logger.ts'
import { runCli } from '../../src/cli/cli.ts'

export const repositoryRoot = path.resolve(import.meta.dirname, '../..')

export interface CliOutcome {
  readonly code: number | null
  readonly stdout: string
  readonly stderr: string
}

/** Nothing of the test's own environment reaches the command, but what is handed in. */
export async function cli(
  argv: readonly string[],
  world: { readonly cwd: string; readonly env?: Readonly<Record<string, string>> },
): Promise<CliOutcome> {
  const out = { stdout: '', stderr: '' }
  const code = await runCli({
    argv,
    env: world.env ?? {},
    cwd: world.cwd,
    stdout: { write: (text) => (out.stdout += text) },
    stderr: { write: (text) => (out.stderr += text) },
    signal: new AbortController().signal,
    createLog: () => Promise.resolve(silentLogger),
  })
  return { code, ...out }
}

/** Runs a program to its end. `onStderr` sees what it has said so far, and may signal it. */
export async function execute(
  command: readonly string[],
  options: {
    readonly cwd: string
    readonly env?: Readonly<Record<string, string | undefined>>
    readonly onStderr?: (text: string, kill: (signal: NodeJS.Signals) => void) => void
  },
): Promise<CliOutcome> {
  const [program = '', ...args] = command
  const env = { ...process.env, ...options.env }
  return await new Promise((resolve, reject) => {
    const child = spawn(program, args, { cwd: options.cwd, env, stdio: ['ignore', 'pipe', 'pipe'] })
    const out = { stdout: '', stderr: '' }
    child.stdout.setEncoding('utf8').on('data', (text: string) => (out.stdout += text))
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      out.stderr += text
      options.onStderr?.(out.stderr, (signal) => child.kill(signal))
    })
    child.on('error', reject)
    child.on('close', (code) => resolve({ code, ...out }))
  })
}

/** The built program; its tests skip, by name, where there is none. */
export const builtMain = path.join(repositoryRoot, 'dist/main.js')
export const isBuilt = existsSync(builtMain)
