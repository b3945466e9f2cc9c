/**
 * `npm run oracle`: random expressions, compiled by us and evaluated by PostgreSQL.
 * --count N: so many of them. --seed S: those of an earlier run. --from I: from that one on.
 */
import path from 'node:path'
import pg from 'pg'
import { openEmbedded } from '../src/connect/postgres/embedded.ts'
import { reportText, shortcomings } from '../test/oracle/random/report.ts'
import { runOracle } from '../test/oracle/random/run.ts'
import { root } from '../test/support/tidy/sources.ts'
import { readRandomOptions } from './random-options.ts'

const PROGRESS_MS = 2000

async function main(): Promise<number> {
  const options = readRandomOptions()
  if (options === undefined) return 2
  const start = Date.now()
  const result = await withDatabase((url) =>
    runOracle(url, { ...options, onProgress: progress(options.count, start) }),
  )
  const seconds = Math.max(1, Math.round((Date.now() - start) / 1000))
  process.stdout.write(`${reportText(result, options)}\n${seconds} seconds\n`)
  const isComplete = options.count > 1000 && shortcomings(result, options.count).length > 0
  return result.found.length > 0 || isComplete ? 1 : 0
}

function progress(count: number, start: number): (done: number, found: number) => void {
  let next = start + PROGRESS_MS
  return (done, found) => {
    const now = Date.now()
    if (now < next) return
    next = now + PROGRESS_MS
    const rate = Math.round((done / (now - start)) * 1000)
    const line = `${done.toLocaleString('en')} of ${count.toLocaleString('en')}, ${rate} a second`
    process.stderr.write(`${line}, ${found} ${found === 1 ? 'difference' : 'differences'}\n`)
  }
}

/** An empty database of the tests' own server, dropped afterwards. */
async function withDatabase<T>(use: (url: string) => Promise<T>): Promise<T> {
  const folder = path.join(root, '.mapwright', 'test-postgres')
  const server = await openEmbedded(folder, { flags: ['-c', 'fsync=off'] })
  const place = `postgres://${server.user}:${server.password}@${server.host}:${server.port}`
  const name = `oracle_${process.pid}`
  const admin = new pg.Client({ connectionString: `${place}/postgres` })
  await admin.connect()
  try {
    await admin.query(`create database ${name}`)
    return await use(`${place}/${name}`)
  } finally {
    await admin.query(`drop database if exists ${name} (force)`)
    await admin.end()
    await server.close()
  }
}

process.exitCode = await main()
