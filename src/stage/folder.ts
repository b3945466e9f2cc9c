/** The folder of staged copies: how one comes to be there, and which are of no more use. */
import { mkdir, open, readdir, rename, rm, stat, utimes } from 'node:fs/promises'
import path from 'node:path'

const DAY_MS = 24 * 60 * 60 * 1000
/** Since its last use. A run's copies of databases serve its resume, and nobody else. */
const KEPT_MS = { content: 30 * DAY_MS, run: DAY_MS, draft: DAY_MS }
/** Of one table's files, the latest: who goes back to the former file need not wait. */
const VERSIONS_MAX = 2

/** True where some version of the files has been copied so. */
export async function hasVersions(folder: string, stem: string): Promise<boolean> {
  return (await list(folder)).some((name) => name.startsWith(`${stem}.content-`))
}

/** A file of that name that is not there yet, for who makes a copy. */
export async function draftFile(folder: string, stem: string): Promise<string> {
  await mkdir(folder, { recursive: true })
  const file = path.join(folder, `${stem}.${process.pid}.draft`)
  await rm(file, { force: true })
  return file
}

/** From now on the copy is whole, also after the machine has lost its power. */
export async function publish(draft: string, file: string): Promise<void> {
  const handle = await open(draft, 'r+')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
  await rename(draft, file)
}

/** Its use is what keeps it. */
export async function touch(file: string, now: Date): Promise<void> {
  await utimes(file, now, now)
}

/** Removes the copies that are one run's own. */
export async function removeOwned(folder: string, owner: string): Promise<void> {
  for (const name of await list(folder)) {
    if (name.endsWith(`.run-${owner}.sqlite`)) await rm(path.join(folder, name), { force: true })
  }
}

/** Removes what nobody has used for long, and old versions of files. */
export async function prune(folder: string, kept: ReadonlySet<string>, now: Date): Promise<void> {
  const others: { readonly file: string; readonly table: string; readonly usedAt: number }[] = []
  for (const name of await list(folder)) {
    const file = path.join(folder, name)
    const kind = /\.(content|run)-[^/]*\.sqlite$/u.exec(name)?.[1] ?? 'draft'
    const usedAt = await stat(file).then(
      ({ mtimeMs }) => mtimeMs,
      () => null,
    )
    if (kept.has(file) || usedAt === null) continue
    const isOld = usedAt < now.getTime() - KEPT_MS[kind as keyof typeof KEPT_MS]
    if (isOld) await rm(file, { force: true })
    else if (kind === 'content') others.push({ file, table: tableOf(name), usedAt })
  }
  const byTable = Map.groupBy(others, ({ table }) => table)
  for (const versions of byTable.values()) {
    const latest = versions.toSorted((one, other) => other.usedAt - one.usedAt)
    for (const { file } of latest.slice(VERSIONS_MAX - 1)) await rm(file, { force: true })
  }
}

function tableOf(name: string): string {
  return name.replace(/\.[0-9a-f]+\.content-[0-9a-f]+\.sqlite$/u, '')
}

async function list(folder: string): Promise<readonly string[]> {
  return await readdir(folder).catch(() => [])
}
