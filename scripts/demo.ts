/** The README's demo: the schema, the rows, the proof, from the built package. */
import { spawnSync } from 'node:child_process'
import path from 'node:path'

const root = path.resolve(import.meta.dirname, '..')
const main = path.join(root, 'dist/main.js')

const STEPS: readonly (readonly string[])[] = [
  ['validate'],
  ['test'],
  ['migrate', 'up'],
  ['run'],
  ['reconcile'],
]

for (const step of STEPS) {
  process.stdout.write(`\n$ mapwright ${step.join(' ')}\n`)
  const { status } = spawnSync(process.execPath, [main, '-C', root, ...step], { stdio: 'inherit' })
  if (status !== 0) process.exit(status ?? 4)
}
process.stdout.write('\nRead the reports: .mapwright/report/run.html and reconcile.html\n')
