#!/usr/bin/env node
/** Turns the command line into an exit code: the only place that ends the process. */
import module from 'node:module'
import { homedir } from 'node:os'
import path from 'node:path'
import { setFlagsFromString } from 'node:v8'
import type { Logger } from './base/logger.ts'

const REQUIRED = [22, 18] as const

/** Checked before anything else is imported: node:sqlite alone would crash an older Node. */
function tooOld(version: string): boolean {
  const [major = 0, minor = 0] = version.split('.').map(Number)
  return major < REQUIRED[0] || (major === REQUIRED[0] && minor < REQUIRED[1])
}

/**
 * What V8 made of our modules is kept between starts, a tenth of a short run. In the user's own
 * folder: who could write there could change the program, and a shared /tmp is not for that.
 */
function keepCompiled(): void {
  const named = process.env['XDG_CACHE_HOME'] ?? ''
  const folder = path.isAbsolute(named) ? named : path.join(homedir(), '.cache')
  // Where nothing can be kept, modules are compiled as ever. NODE_COMPILE_CACHE goes before.
  module.enableCompileCache(path.join(folder, 'mapwright'))
}

async function main(): Promise<number> {
  if (tooOld(process.versions.node)) {
    const needed = `${REQUIRED[0]}.${REQUIRED[1]}`
    process.stderr.write(
      `mapwright needs Node ${needed} or newer; this is Node ${process.versions.node}.\n`,
    )
    return 2
  }
  keepCompiled()
  // V8 would compile PostgreSQL's parser once more while it runs: half a second of a core and half
  // a gigabyte, for expressions that are parsed faster without it.
  setFlagsFromString('--no-wasm-tier-up')
  setFlagsFromString('--no-wasm-dynamic-tiering')
  const { runCli } = await import('./cli/cli.ts')
  // `mapwright lineage | head` closes the pipe when it has seen enough: no crash of ours.
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    process.exit(error.code === 'EPIPE' ? 0 : 4)
  })
  const interrupt = new AbortController()
  const stop = () => {
    // The first signal asks, the second insists: a hung server must not hold the terminal.
    if (interrupt.signal.aborted) process.exit(130)
    interrupt.abort()
  }
  process.on('SIGINT', stop)
  process.on('SIGTERM', stop)
  return await runCli({
    argv: process.argv.slice(2),
    env: process.env,
    cwd: process.cwd(),
    stdout: process.stdout,
    stderr: process.stderr,
    signal: interrupt.signal,
    createLog: async (level) => {
      const { pino, destination } = await import('pino')
      const log: Logger = pino({ level, base: null }, destination({ fd: 2, sync: true }))
      return log
    },
  })
}

process.exitCode = await main()
// A driver's idle socket must not keep a finished command alive; stdout is flushed first.
process.stdout.write('', () => process.stderr.write('', () => process.exit()))
