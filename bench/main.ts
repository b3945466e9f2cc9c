/**
 * `npm run bench`: measures every work, prints each against its bar.
 * --check: exit code 1 when a bar does not hold. --only NAME,...: these works. --runs N: pairs a
 * work (5). --scale F: F times the rows. --write: docs/performance.md from what was measured.
 */
import { mkdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { parseArgs } from 'node:util'
import { CommandFailed } from './commands.ts'
import { measureCurves } from './curves.ts'
import { writeDocument } from './document.ts'
import { holds, printResult, shownBar, type Result } from './results.ts'
import { openServers } from './servers.ts'
import { missingOf, WORKS } from './works.ts'
import { World, type Work } from './world.ts'

const { values } = parseArgs({
  options: {
    check: { type: 'boolean', default: false },
    only: { type: 'string' },
    runs: { type: 'string', default: '5' },
    scale: { type: 'string', default: '1' },
    write: { type: 'boolean', default: false },
    folder: { type: 'string' },
  },
})

async function main(): Promise<number> {
  const only = values.only?.split(',') ?? null
  const names = WORKS.map(({ name }) => name)
  const unknown = only?.filter((name) => !names.includes(name)) ?? []
  if (unknown.length > 0) {
    process.stderr.write(
      `No work is named ${unknown.join(', ')}. There are: ${names.join(', ')}.\n`,
    )
    return 2
  }
  const works = WORKS.filter(({ name }) => only?.includes(name) ?? true)
  const folder = values.folder ?? path.join(tmpdir(), `mapwright-bench-${process.pid}`)
  await mkdir(folder, { recursive: true })
  const servers = await openServers(folder)
  try {
    const runs = Number(values.runs)
    const world = new World({ folder, servers, runs, scale: Number(values.scale) })
    const { results, failed } = await measureAll(works, world)
    if (values.write) {
      await writeDocument({ runs, results, curves: await measureCurves(world) }, servers)
    }
    const code = values.check ? judge(results) : 0
    return failed.length > 0 ? 1 : code
  } finally {
    await servers.close()
    if (values.folder === undefined) await rm(folder, { recursive: true, force: true })
  }
}

interface Measured {
  readonly results: readonly Result[]
  /** Works of which a command failed, ours or a peer's. */
  readonly failed: readonly string[]
}

async function measureAll(works: readonly Work[], world: World): Promise<Measured> {
  const results: Result[] = []
  const failed: string[] = []
  for (const work of works) {
    const missing = missingOf(work)
    if (missing.length > 0) {
      process.stdout.write(`${work.name}: not measured, there is no ${missing.join(', ')} here\n`)
      continue
    }
    try {
      for (const result of await work.measure(world)) {
        printResult(result)
        results.push(result)
      }
    } catch (error) {
      if (!(error instanceof CommandFailed)) throw error
      process.stderr.write(`${work.name}: not measured, for a command failed. ${error.message}\n`)
      failed.push(work.name)
    }
  }
  return { results, failed }
}

/** The exit code, and the bars that do not hold by name. */
function judge(results: readonly Result[]): number {
  const broken = results.filter((result) => !holds(result))
  for (const { work, what, bar } of broken) {
    process.stderr.write(`The bar of ${work} does not hold: ${what}, ${shownBar(bar)}.\n`)
  }
  return broken.length > 0 ? 1 : 0
}

process.exitCode = await main()
