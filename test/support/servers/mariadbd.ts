/** Starts the machine's own `mariadbd` on a data directory of its own. */
import { execFile, spawn } from 'node:child_process'
import { access, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { promisify } from 'node:util'
import type { ServerAnswer } from './answer.ts'
import type { Stop } from './owned.ts'

const run = promisify(execFile)
const PASSWORD = 'mapwright-test'

export async function startMariadbd(stops: Stop[]): Promise<ServerAnswer> {
  const server = await findProgram('mariadbd')
  const installer = await findProgram('mariadb-install-db')
  if (server === null || installer === null) {
    return { kind: 'absent', reason: 'there is no mariadbd on the PATH' }
  }
  const folder = await mkdtemp(path.join(tmpdir(), 'mapwright-mariadb-'))
  const data = path.join(folder, 'data')
  const user = process.getuid?.() === 0 ? ['--user=root'] : []
  await run(installer, ['--no-defaults', ...user, `--datadir=${data}`, '--skip-test-db'])
  const start = path.join(folder, 'start.sql')
  const account = `create user if not exists mapwright@'%' identified by '${PASSWORD}';`
  await writeFile(start, `${account}\ngrant all on *.* to mapwright@'%' with grant option;\n`)
  const port = await freePort()
  const child = spawn(
    server,
    [
      '--no-defaults',
      ...user,
      `--datadir=${data}`,
      `--socket=${path.join(folder, 'socket')}`,
      `--pid-file=${path.join(folder, 'pid')}`,
      `--port=${port}`,
      '--bind-address=127.0.0.1',
      `--init-file=${start}`,
      '--character-set-server=utf8mb4',
      '--innodb-flush-log-at-trx-commit=0',
    ],
    { stdio: 'ignore' },
  )
  stops.push(async () => {
    const ended = new Promise((resolve) => child.once('exit', resolve))
    if (child.exitCode === null && child.kill()) await ended
    await rm(folder, { recursive: true, force: true })
  })
  const url = `mysql://mapwright:${PASSWORD}@127.0.0.1:${port}/`
  return { kind: 'running', url, origin: server }
}

async function findProgram(name: string): Promise<string | null> {
  // Debian keeps servers where an ordinary user's PATH does not look.
  const folders = [...(process.env['PATH'] ?? '').split(path.delimiter), '/usr/sbin', '/usr/bin']
  for (const folder of folders) {
    const file = path.join(folder, name)
    const found = await access(file).then(
      () => true,
      () => false,
    )
    if (found) return file
  }
  return null
}

async function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer()
    server.once('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      const port = typeof address === 'object' && address !== null ? address.port : 0
      server.close(() => resolve(port))
    })
  })
}
