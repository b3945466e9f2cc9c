/** Commands of the machine: found on the PATH, run to their end, timed as whole processes. */
import { spawn } from 'node:child_process'
import { accessSync, readFileSync } from 'node:fs'
import path from 'node:path'

export interface Command {
  readonly program: string
  readonly args: readonly string[]
  readonly env?: Readonly<Record<string, string>>
  /** Exit codes that are no failure: a run that refuses rows ends with 1. */
  readonly codes?: readonly number[]
}

export interface Timing {
  readonly seconds: number
  /** Peak resident memory of the command's own process, in bytes; 0 where it was too short. */
  readonly peakBytes: number
}

const POLL_MS = 20

/** Debian keeps servers where an ordinary user's PATH does not look. */
export function findProgram(name: string): string | null {
  const folders = [...(process.env['PATH'] ?? '').split(path.delimiter), '/usr/sbin', '/usr/bin']
  for (const folder of folders) {
    const file = path.join(folder, name)
    try {
      accessSync(file)
      return file
    } catch {
      continue
    }
  }
  return null
}

/** A command ended otherwise than it should: nothing was measured. */
export class CommandFailed extends Error {}

/** Runs it to its end. Throws CommandFailed, with what it said, when it fails. */
export async function timed(command: Command): Promise<Timing> {
  const startedAt = performance.now()
  const child = spawn(command.program, command.args, {
    env: { ...process.env, ...command.env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let said = ''
  const keep = (piece: Buffer): void => {
    said = (said + piece.toString()).slice(-4000)
  }
  child.stdout.on('data', keep)
  child.stderr.on('data', keep)
  let peakBytes = 0
  const poll = setInterval(() => {
    peakBytes = Math.max(peakBytes, peakOf(child.pid))
  }, POLL_MS)
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once('error', reject)
    child.once('close', resolve)
  })
  clearInterval(poll)
  const seconds = (performance.now() - startedAt) / 1000
  if (!(command.codes ?? [0]).includes(code ?? -1)) {
    const line = [command.program, ...command.args].join(' ')
    throw new CommandFailed(`${line} ended with ${code}:\n${said}`)
  }
  return { seconds, peakBytes }
}

/** A shell line, failing when any part of its pipes fails. */
export function shell(line: string, env: Readonly<Record<string, string>> = {}): Command {
  return { program: 'bash', args: ['-o', 'pipefail', '-c', line], env }
}

function peakOf(pid: number | undefined): number {
  try {
    const status = readFileSync(`/proc/${pid}/status`, 'utf8')
    return Number(/^VmHWM:\s+(\d+) kB$/mu.exec(status)?.[1] ?? 0) * 1024
  } catch {
    return 0
  }
}
