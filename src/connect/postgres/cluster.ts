/** Turns a folder and PostgreSQL's binaries into a data directory; starts and stops its server. */
import { execFile } from 'node:child_process'
import { createHash, randomBytes } from 'node:crypto'
import {
  chmod,
  chown,
  cp,
  link,
  lstat,
  mkdir,
  mkdtemp,
  readFile,
  rename,
  rm,
  stat,
  symlink,
  writeFile,
} from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { promisify } from 'node:util'
import { EngineError } from '../../base/error.ts'

export interface Cluster {
  /** PostgreSQL's data directory. */
  readonly data: string
  readonly passwordFile: string
  readonly bin: string
  readonly owner: Owner | null
}

/** PostgreSQL refuses to run as root; who runs it then. */
interface Owner {
  readonly uid: number
  readonly gid: number
}

const run = promisify(execFile)

// The reference of the mapping language: upper() and order are the same on every machine.
const INITDB_FLAGS = [
  '--encoding=UTF8',
  '--locale-provider=builtin',
  '--builtin-locale=PG_UNICODE_FAST',
  '--locale=C',
  '--auth=scram-sha-256',
  '--username=postgres',
]

/** The data directory of `folder`, made on first use. */
export async function openCluster(folder: string, packageFolder: string): Promise<Cluster> {
  await mkdir(folder, { recursive: true })
  const owner = await serverOwner()
  const bin = path.join(await binaries(packageFolder, owner), 'native', 'bin')
  const data = await dataDirectory(folder, owner)
  const cluster = { data, passwordFile: path.join(data, 'mapwright.password'), bin, owner }
  if (!(await exists(cluster.passwordFile))) await initialise(cluster)
  return cluster
}

/** The port of the server that runs on the data directory, null when none does. */
export async function runningPort(cluster: Cluster): Promise<number | null> {
  const text = await readFile(path.join(cluster.data, 'postmaster.pid'), 'utf8').catch(() => '')
  const lines = text.split('\n')
  const [pid, port] = [Number(lines[0]), Number(lines[3])]
  return pid > 0 && port > 0 && isAlive(pid) ? port : null
}

/** Starts the server; it outlives this process. Fails when another one starts it meanwhile. */
export async function startCluster(cluster: Cluster, flags: readonly string[]): Promise<void> {
  const port = await freePort()
  const settings = ['-p', String(port), '-c', 'listen_addresses=127.0.0.1']
  settings.push('-c', 'unix_socket_directories=', '-c', 'max_connections=300', '-c', 'timezone=UTC')
  settings.push(...flags)
  const log = path.join(cluster.data, 'server.log')
  await control(cluster, ['start', '-w', '-l', log, '-o', settings.join(' ')])
}

/** Stops the server, ending its sessions. */
export async function stopCluster(cluster: Cluster): Promise<void> {
  await control(cluster, ['stop', '-w', '-m', 'fast'])
}

async function control(cluster: Cluster, args: readonly string[]): Promise<void> {
  await runAsOwner(cluster, 'pg_ctl', ['-D', cluster.data, '-s', ...args])
}

/**
 * initdb works beside the final place and a rename ends it: a directory that has the name is whole,
 * and of two processes that begin together one keeps its own, the other takes that.
 */
async function initialise(cluster: Cluster): Promise<void> {
  const draft = await mkdtemp(`${cluster.data}-`)
  try {
    const passwordFile = path.join(draft, 'password')
    await writeFile(passwordFile, `${randomBytes(24).toString('base64url')}\n`, { mode: 0o600 })
    const data = path.join(draft, 'data')
    await mkdir(data)
    if (cluster.owner !== null) {
      for (const file of [draft, passwordFile, data]) {
        await chown(file, cluster.owner.uid, cluster.owner.gid)
      }
    }
    await runAsOwner(cluster, 'initdb', ['-D', data, `--pwfile=${passwordFile}`, ...INITDB_FLAGS])
    await rename(passwordFile, path.join(data, path.basename(cluster.passwordFile)))
    await rename(data, cluster.data).catch(async (error: unknown) => {
      if (!(await exists(cluster.passwordFile))) throw error
    })
  } catch (cause) {
    throw new EngineError(
      'CONNECT_EMBEDDED',
      `The embedded PostgreSQL could not be set up in ${cluster.data}: ${reasonOf(cause)}`,
      { cause },
    )
  } finally {
    await rm(draft, { recursive: true, force: true })
  }
}

async function runAsOwner(cluster: Cluster, tool: string, args: readonly string[]): Promise<void> {
  const { PATH, SystemRoot, TEMP } = process.env
  await run(path.join(cluster.bin, tool), args, {
    ...cluster.owner,
    // The folder we are in may be closed to the server's user.
    cwd: tmpdir(),
    // Nothing else of our environment: it may hold secrets, and locales that change messages.
    env: { PATH, SystemRoot, TEMP, LC_ALL: 'C', TZ: 'UTC' },
  })
}

async function serverOwner(): Promise<Owner | null> {
  if (process.getuid?.() !== 0) return null
  const lines = (await readFile('/etc/passwd', 'utf8')).split('\n').map((line) => line.split(':'))
  // No user is added to someone's machine for this; `nobody` serves where there is no `postgres`.
  const user = lines.find(([name]) => name === 'postgres') ?? lines.find(([n]) => n === 'nobody')
  if (user?.[2] === undefined || user[3] === undefined) {
    throw new EngineError(
      'CONNECT_EMBEDDED',
      'PostgreSQL does not run as root, and there is neither a user postgres nor nobody. ' +
        'Add a user postgres, or run as a user that is not root.',
    )
  }
  return { uid: Number(user[2]), gid: Number(user[3]) }
}

/**
 * Where another user cannot go (a folder under /root), a folder beside the temporary ones serves.
 * Its name is kept in `location`: a project that is removed and made again must not find old data.
 */
async function dataDirectory(folder: string, owner: Owner | null): Promise<string> {
  if (owner === null || (await isOpenToAll(folder))) return path.join(folder, 'data')
  const location = path.join(folder, 'location')
  if (!(await exists(location))) {
    const name = `mapwright-postgres-${randomBytes(8).toString('hex')}`
    const draft = `${location}-${name}`
    await writeFile(draft, `${path.join(tmpdir(), name)}\n`)
    // Of two that begin together one name stays, and it is read whole.
    await link(draft, location).catch((error: unknown) => {
      if (!isExisting(error)) throw error
    })
    await rm(draft)
  }
  return (await readFile(location, 'utf8')).trim()
}

async function binaries(packageFolder: string, owner: Owner | null): Promise<string> {
  if (owner === null || (await isOpenToAll(packageFolder))) {
    await repairLinks(packageFolder)
    return packageFolder
  }
  const digest = createHash('sha256').update(path.resolve(packageFolder)).digest('hex')
  const copy = path.join(tmpdir(), `mapwright-postgres-bin-${digest.slice(0, 16)}`)
  if (await isOurs(copy)) return copy
  const draft = await mkdtemp(`${copy}-`)
  await chmod(draft, 0o755)
  await cp(packageFolder, draft, { recursive: true })
  await repairLinks(draft)
  await rename(draft, copy).catch(async (error: unknown) => {
    await rm(draft, { recursive: true, force: true })
    if (!(await isOurs(copy))) throw error
  })
  return copy
}

/** The libraries need symbolic links, which npm does not pack; a postinstall may have made them. */
async function repairLinks(packageFolder: string): Promise<void> {
  const list = path.join(packageFolder, 'native', 'pg-symlinks.json')
  if (!(await exists(list))) return
  const links: { source: string; target: string }[] = JSON.parse(await readFile(list, 'utf8'))
  for (const { source, target } of links) {
    const name = path.join(packageFolder, target)
    if (await exists(name)) continue
    await symlink(path.relative(path.dirname(target), source), name).catch((error: unknown) => {
      if (!isExisting(error)) throw error
    })
  }
}

async function isOpenToAll(folder: string): Promise<boolean> {
  for (let at = path.resolve(folder); ; at = path.dirname(at)) {
    if (((await stat(at)).mode & 0o001) === 0) return false
    if (path.dirname(at) === at) return true
  }
}

/** In a folder that all may write to, what root runs must be root's. */
async function isOurs(folder: string): Promise<boolean> {
  const found = await lstat(folder).catch(() => null)
  return found !== null && found.isDirectory() && found.uid === process.getuid?.()
}

async function exists(file: string): Promise<boolean> {
  return stat(file).then(
    () => true,
    () => false,
  )
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    // EPERM: it is there and belongs to someone else, as the server's user does.
    return error instanceof Error && 'code' in error && error.code === 'EPERM'
  }
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

function isExisting(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'EEXIST'
}

function reasonOf(error: unknown): string {
  if (error instanceof Error && 'stderr' in error && String(error.stderr).trim() !== '') {
    return String(error.stderr).trim()
  }
  return error instanceof Error ? error.message : String(error)
}
