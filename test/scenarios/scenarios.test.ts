/** Runs every scenario on each of its targets: steps, then rows, rejects and account. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { mariadbUrl } from '../support/databases.ts'
import { readAccount, readRejects, readRows } from '../support/scenario-truth.ts'
import { readScenarios, ScenarioRun, type Scenario } from '../support/scenario.ts'
import type { CommandStep, Expected, Step } from '../support/scenario-file.ts'

const mariadb = await mariadbUrl()
const scenarios = readScenarios()

for (const scenario of scenarios) {
  const { sources, targets, shows } = scenario.expected
  const kinds = Object.values(sources)
  const lacks = (kind: string) => kind === 'mysql' && mariadb === null
  const connector = kinds.length === 0 ? 'none' : kinds[0] === 'files' ? 'csv' : kinds[0]
  describe.skipIf(kinds.some(lacks))(`[${connector}] ${scenario.name}`, () => {
    for (const target of targets) {
      it.skipIf(lacks(target))(`${shows} (to ${target})`, async () => {
        const folder = mkdtempSync(path.join(tmpdir(), 'mapwright-scenario-'))
        onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
        await play(scenario, target, folder)
      })
    }
  })
}

describe('[none] the scenarios', () => {
  it('are many, and no two show the same', () => {
    expect(new Set(scenarios.map(({ expected }) => expected.shows)).size).toBe(scenarios.length)
    expect(scenarios.length).toBeGreaterThanOrEqual(25)
  })
})

async function play(
  scenario: Scenario,
  target: Expected['targets'][number],
  folder: string,
): Promise<void> {
  const run = await ScenarioRun.open(scenario, target, folder)
  try {
    for (const step of scenario.expected.steps) await take(run, step)
    await compare(run.target.url, scenario.expected)
  } finally {
    await run.close()
  }
}

async function take(run: ScenarioRun, step: Step): Promise<void> {
  switch (step.kind) {
    case 'sql':
      await run.execute(step.on, step.sql)
      break
    case 'write':
      await run.write(step.file, step.text)
      break
    case 'command':
      await command(run, step)
      break
  }
}

async function command(run: ScenarioRun, step: CommandStep): Promise<void> {
  const { exit, stdout, stderr } = await run.command(step)
  const said = `${stdout}\n${stderr}`
  const line = `mapwright ${step.mapwright}`
  expect(exit, `${line} said:\n${said}`).toBe(step.exit)
  for (const text of step.says) expect(said, `${line} says`).toContain(text)
  for (const text of step.never) expect(said, `${line} never says`).not.toContain(text)
}

async function compare(url: string, expected: Expected): Promise<void> {
  for (const [table, rows] of Object.entries(expected.rows)) {
    const columns = Object.keys(rows[0] ?? {}).map((column) => `"${column}"`)
    const list = columns.length === 0 ? '*' : columns.join(', ')
    const actual = await readRows(url, `select ${list} from ${table}`)
    expect(sorted(actual), `rows of ${table}`).toEqual(sorted(rows))
  }
  for (const { sql, rows } of expected.queries) {
    expect(await readRows(url, sql), sql).toEqual(rows)
  }
  if (expected.rejects !== undefined) {
    expect(await readRejects(url), 'rejects').toEqual(expected.rejects)
  }
  if (expected.account !== undefined) {
    expect(await readAccount(url), 'account').toEqual(expected.account)
  }
}

/** Rows of a table are a multiset. */
function sorted(rows: readonly object[]): readonly object[] {
  const text = (row: object) => JSON.stringify(Object.entries(row).sort())
  return [...rows].sort((left, right) => (text(left) < text(right) ? -1 : 1))
}
