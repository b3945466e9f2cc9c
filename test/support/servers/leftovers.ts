/** Drops the PostgreSQL databases of a test run, and those of runs that died. */
import pg from 'pg'
import type { ServerAnswer, ServerName } from './answer.ts'

export async function dropRunDatabases(
  servers: ReadonlyMap<ServerName, ServerAnswer>,
  run: string,
): Promise<void> {
  const urls = new Set<string>()
  for (const answer of servers.values()) {
    if (answer.kind === 'running' && answer.url.startsWith('postgres')) urls.add(answer.url)
  }
  for (const url of urls) await dropDatabases(url, run)
}

async function dropDatabases(url: string, run: string): Promise<void> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    const found = await client.query<{ datname: string }>(
      String.raw`select datname from pg_database where datname ~ '^mw_\d+_' order by datname`,
    )
    for (const { datname } of found.rows) {
      const pid = Number(datname.split('_')[1])
      if (!datname.startsWith(`${run}_`) && isAlive(pid)) continue
      await client.query(`drop database if exists ${client.escapeIdentifier(datname)} (force)`)
    }
  } finally {
    await client.end()
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch {
    return false
  }
}
