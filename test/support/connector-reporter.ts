/** Prints, at the end of a run, how many tests ran on each connector and what was skipped. */
import type { Reporter, TestModule } from 'vitest/node'

/** Suites say their connector in their name: `describe('[postgres] loading', ...)`. */
const TAG = /\[(postgres|mysql|sqlite|csv|none)(?:[ :][^\]]*)?\]/u

export class ConnectorReporter implements Reporter {
  onTestRunEnd(modules: readonly TestModule[]): void {
    const counts = new Map<string, { ran: number; skipped: number }>()
    const skipped = new Set<string>()
    for (const module of modules) {
      for (const test of module.children.allTests()) {
        const connector = TAG.exec(test.fullName)?.[1] ?? 'no connector'
        const count = counts.get(connector) ?? { ran: 0, skipped: 0 }
        if (test.result().state === 'skipped') {
          count.skipped += 1
          skipped.add(`${module.relativeModuleId}: ${test.fullName.split(' > ')[0] ?? ''}`)
        } else {
          count.ran += 1
        }
        counts.set(connector, count)
      }
    }
    const lines = [...counts]
      .sort(([left], [right]) => (left < right ? -1 : 1))
      .map(([connector, { ran, skipped: left }]) =>
        left === 0 ? `${connector} ${ran}` : `${connector} ${ran} (${left} skipped)`,
      )
    process.stdout.write(`\nTests by connector: ${lines.join(', ')}\n`)
    for (const name of [...skipped].sort()) process.stdout.write(`  skipped  ${name}\n`)
  }
}
