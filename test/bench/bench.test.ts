/** The bench in its short form: few rows, one pair, and a few of its works. */
import { spawnSync } from 'node:child_process'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { pairedRules } from '../../bench/expressions.ts'
import { WORKS } from '../../bench/works.ts'
import { root } from '../support/tidy/sources.ts'
import { useTempFolder } from '../support/temp-folder.ts'

const folder = useTempFolder()
const SHORT = ['--scale', '0.0004', '--runs', '1']

function bench(...args: readonly string[]) {
  const script = path.join(root, 'bench/main.ts')
  const child = spawnSync(process.execPath, [script, '--folder', folder, ...args], {
    encoding: 'utf8',
  })
  return { status: child.status, lines: child.stdout.split('\n'), errors: child.stderr }
}

// Each work is several whole processes, which take their time where others keep the cores busy.
describe('the bench', { timeout: 240_000 }, () => {
  it('measures what it is asked to, or says by name what this machine lacks for it', () => {
    const names = ['postgres-narrow-2', 'reconcile']
    const { status, lines, errors } = bench(...SHORT, '--only', names.join(','))
    expect(errors).toBe('')
    expect(status).toBe(0)
    const shown = lines.filter((line) => line !== '').map((line) => line.split(/[ :]/u)[0])
    expect(shown).toEqual(names)
  })

  it('has one name for each work', () => {
    expect(new Set(WORKS.map(({ name }) => name)).size).toBe(WORKS.length)
  })

  it('ends with 1 and names the bar that does not hold', () => {
    // A thousand rows take a process of its own longer than they take a pipe.
    const { status, errors } = bench(...SHORT, '--only', 'postgres-wide-1', '--check')
    expect(status).toBe(1)
    expect(errors).toContain('The bar of postgres-wide-1 does not hold')
  })

  it('compares each rule with JavaScript that gives the same cells', async () => {
    const rules = await pairedRules(200)
    expect(rules.length).toBeGreaterThanOrEqual(30)
    expect(rules.every(({ rows }) => rows.length === 200)).toBe(true)
  })

  it('refuses a work that there is none of', () => {
    const { status, errors } = bench('--only', 'postgres-tall')
    expect(status).toBe(2)
    expect(errors).toContain('No work is named postgres-tall. There are: postgres-wide-1')
  })
})
