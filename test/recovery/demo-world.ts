/** The demo project in a temporary folder, its rows in a database of the test's own. */
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { silentLogger } from '../../src/base/logger.ts'
import { planProject, reconcileProject, runPlan } from '../../src/engine.ts'
import type { EngineWorld } from '../../src/engine/world.ts'
import type { Reconciliation, UnitReconciliation } from '../../src/reconcile/finding.ts'
import type { RunResult } from '../../src/run/result.ts'

const root = path.resolve(import.meta.dirname, '../..')
const PARTS = ['mappings', 'schema', 'migrations', 'demo', 'mapwright.yaml']

/** A copy of the demo whose target is `targetUrl`. */
export async function copyDemo(targetUrl: string): Promise<EngineWorld> {
  const directory = await mkdtemp(path.join(os.tmpdir(), 'mapwright-demo-'))
  for (const part of PARTS) {
    await cp(path.join(root, part), path.join(directory, part), { recursive: true })
  }
  const file = path.join(directory, 'mapwright.yaml')
  const text = await readFile(file, 'utf8')
  await writeFile(file, text.replace('embedded:shop', '${env:TARGET_URL}'))
  return {
    directory,
    environment: null,
    env: { TARGET_URL: targetUrl },
    log: silentLogger,
    now: () => new Date(),
    signal: new AbortController().signal,
  }
}

export async function removeDemo(world: EngineWorld): Promise<void> {
  await rm(world.directory, { recursive: true, force: true })
}

/** The text of the demo's migrations, in order: what `migrate up` would run. */
export async function demoSchema(): Promise<string> {
  const names = ['0001_create_shop.sql', '0002_add_countries.sql']
  const texts = names.map((name) => readFile(path.join(root, 'migrations', name), 'utf8'))
  return (await Promise.all(texts)).join('\n')
}

/** Plans and runs everything, without threads. */
export async function runDemo(world: EngineWorld): Promise<RunResult> {
  const planned = await planProject(world, { select: null, exclude: null, resume: false })
  if (planned.kind === 'drift') throw new Error('the demo has drifted')
  return (await runPlan(world, planned, { workers: 0, onEvent: () => {} })).result
}

/** Reconciles one mapping, or all. */
export async function reconcileDemo(
  world: EngineWorld,
  select: string | null = null,
): Promise<Reconciliation> {
  const request = { select, exclude: null, findingsMax: 100, onUnit: () => {} }
  return await reconcileProject(world, request)
}

/** `equal equal equal`: the states of account, counts and values. */
export function statesOf(unit: UnitReconciliation | undefined): string {
  return unit?.checks.map(({ state }) => state).join(' ') ?? ''
}
