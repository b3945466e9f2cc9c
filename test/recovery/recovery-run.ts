/** What the killed process and the test that kills it share: the world, and how it is started. */
import { spawn } from 'node:child_process'
import path from 'node:path'
import { insertRows, LIBRARY_SOURCE, type libraryPrograms } from '../support/library-run.ts'

/** Crosses to the child as JSON. */
export interface RecoveryRun {
  readonly sourceFile: string
  /** Of PostgreSQL, or the path of a SQLite file. */
  readonly targetUrl: string
  readonly modulesDirectory: string
  readonly workers: number
  readonly resume: boolean
}

const ROWS = 3000

/**
 * Surrogates, duplicate keys, lookups in crosswalks, refused rows, chunks that are laid out when
 * their unit begins: all that must survive.
 */
export const RECOVERY_SOURCE = [
  LIBRARY_SOURCE,
  insertRows('member', ROWS, (n) => [
    n,
    n % 100 === 0 ? 'TEST' : n % 90 === 0 ? '' : `Member ${n}`,
    n % 2 === 0 ? 'North' : 'Centre',
  ]),
  insertRows('book', ROWS, (n) => [isbn(n), `Book ${n}`, `genre ${(n * 7) % 500}`]),
  insertRows('loan', ROWS, (n) => [n, (n % 89) + 1, n === 777 ? 'nowhere' : isbn((n % ROWS) + 1)]),
].join('\n')

export function recoverySketches(targetUrl: string): Parameters<typeof libraryPrograms>[1] {
  const schema = targetUrl.startsWith('postgres') ? { schema: 'public' } : {}
  return { reader: schema, title: schema, lending: schema, genre: schema, roster: schema }
}

interface Child {
  readonly exit: Promise<number | null>
  isAlive(): boolean
  kill(): void
}

/** Starts the run in a process of its own. `exit` is null for one that was killed. */
export function startRun(options: RecoveryRun): Child {
  const script = path.join(import.meta.dirname, 'run-child.ts')
  const child = spawn(process.execPath, [script, JSON.stringify(options)], {
    stdio: ['ignore', 'inherit', 'inherit'],
  })
  const exit = new Promise<number | null>((resolve, reject) => {
    child.once('error', reject)
    child.once('exit', (code) => resolve(code))
  })
  return {
    exit,
    isAlive: () => child.exitCode === null,
    kill: () => child.kill('SIGKILL'),
  }
}

function isbn(n: number): string {
  return `isbn-${String(n).padStart(5, '0')}`
}
