/** Each mapping of test/invalid that does not compile says so by its code, at its place. */
import { readFileSync, readdirSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { compileProject } from '../../../src/compile/compile.ts'
import { compileWorld, documentOf, documentsOf, shortly } from '../../support/compile-world.ts'

const FOLDER = path.resolve(import.meta.dirname, '../../invalid')
const names = readdirSync(FOLDER).filter((name) => /^(?:COMPILE|EXPRESSION|SQL)_/u.test(name))

/** What a comment at the top says: `# expect: 4:9`. */
function headerOf(text: string, name: string): string | undefined {
  return new RegExp(`^# ${name}: (.+)$`, 'mu').exec(text)?.[1]
}

describe('a mapping that does not compile', () => {
  it.each(names)('%s is refused at its place', (name) => {
    const text = readFileSync(path.join(FOLDER, name), 'utf8')
    const others = headerOf(text, 'with')?.split(' ') ?? []
    const documents = [
      ...others.map((other) =>
        documentOf(
          other,
          readFileSync(path.join(FOLDER, 'compile-world', `${other}.yaml`), 'utf8'),
        ),
      ),
      ...documentsOf('it', text),
    ]
    const pattern = headerOf(text, 'drop')
    const at = { file: 'mapwright.yaml', line: 1, column: 1 }
    const drops = pattern === 'nothing' ? [] : [{ reason: 'no matter', pattern: pattern ?? '', at }]
    const target = headerOf(text, 'target') ?? 'club'
    const context = compileWorld(pattern === undefined ? { target } : { target, drops })
    const { diagnostics } = compileProject(documents, context)
    expect(shortly(diagnostics), JSON.stringify(diagnostics, null, 1)).toEqual([
      `${name.replace('.yaml', '')} ${headerOf(text, 'expect')}`,
    ])
    for (const { message } of diagnostics) expect(message).toMatch(/[.?]$/u)
  })
})
