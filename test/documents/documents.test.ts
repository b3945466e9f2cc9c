/** What the documents say is so: commands run, YAML is read, links lead somewhere. */
import { cpSync, existsSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { readMapping } from '../../src/mapping/read-mapping.ts'
import { builtMain, execute, isBuilt, repositoryRoot } from '../support/cli-world.ts'
import { useTempFolder } from '../support/temp-folder.ts'

const DOCUMENTS = [
  'README.md',
  'CONTRIBUTING.md',
  'ARCHITECTURE.md',
  'demo/README.md',
  'docs/functions.md',
  'docs/language.md',
  'docs/load.md',
  'docs/performance.md',
  'docs/rows.md',
]
const COPIED = [
  'mapwright.yaml',
  'mappings',
  'schema',
  'migrations',
  'demo',
  'scripts',
  'package.json',
]

interface Block {
  readonly document: string
  readonly language: string
  readonly about: string
  readonly text: string
}

const texts = new Map(
  DOCUMENTS.map((file) => [file, readFileSync(path.join(repositoryRoot, file), 'utf8')]),
)
const blocks: readonly Block[] = [...texts].flatMap(([document, text]) =>
  [...text.matchAll(/^```(\w+) ?(.*)\n([^]*?)^```$/gmu)].map(
    ([, language = '', about = '', body = '']) => ({ document, language, about, text: body }),
  ),
)
const lines = blocks
  .filter(({ language }) => language === 'sh')
  .flatMap(({ text }) => text.trim().split('\n'))
const manifest = JSON.parse(readFileSync(path.join(repositoryRoot, 'package.json'), 'utf8')) as {
  readonly scripts: Readonly<Record<string, string>>
}

const folder = useTempFolder()

/** The demo's project, with the built program, where an embedded server's user can read it. */
function copyProject(name: string): string {
  const copy = path.join(folder, name)
  mkdirSync(copy)
  for (const part of COPIED) {
    cpSync(path.join(repositoryRoot, part), path.join(copy, part), { recursive: true })
  }
  cpSync(path.dirname(builtMain), path.join(copy, 'dist'), { recursive: true })
  cpSync(path.join(repositoryRoot, 'templates'), path.join(copy, 'templates'), { recursive: true })
  symlinkSync(path.join(repositoryRoot, 'node_modules'), path.join(copy, 'node_modules'))
  return copy
}

describe('blocks', () => {
  it('are of a language that a test knows', () => {
    expect([...new Set(blocks.map(({ language }) => language))].sort()).toEqual([
      'mermaid',
      'sh',
      'text',
      'ts',
      'yaml',
    ])
  })

  it.each(blocks.filter(({ language }) => language === 'yaml' || language === 'ts'))(
    'of $language in $document $about are what the project has, or can be read',
    ({ about, text, document }) => {
      const file = /^file=(\S+)$/u.exec(about)?.[1]
      if (file !== undefined) {
        expect(text).toBe(readFileSync(path.join(repositoryRoot, file), 'utf8'))
      } else {
        const block = { path: 'mappings/block.yaml', text }
        expect(readMapping(block, { file: document, node: null }).diagnostics).toEqual([])
      }
    },
  )
})

/** Some fifteen processes, most with the embedded server, on a machine that is busy. */
const DEMO_TIMEOUT_MS = 300_000

describe('charts', () => {
  it.each(blocks.filter(({ language }) => language === 'mermaid'))(
    'have a rate for each of their places: $text',
    ({ text }) => {
      const [, places = ''] = /x-axis "\w+" \[(.+)\]/u.exec(text) ?? []
      const [, top = '', rates = ''] = /0 --> (\d+)\n {2}line \[(.+)\]/u.exec(text) ?? []
      const numbers = rates.split(', ').map(Number)
      expect(numbers).toHaveLength(places.split(', ').length)
      for (const rate of numbers) {
        expect(rate).toBeGreaterThan(0)
        expect(rate).toBeLessThanOrEqual(Number(top))
      }
    },
  )
})

describe('commands', () => {
  it('are npm scripts that exist, or verbs that are run below', () => {
    const parts = lines.flatMap((line) => line.split(' && '))
    for (const part of parts) {
      const script = /^npm (?:run )?(\S+)/u.exec(part)?.[1] ?? ''
      const isKnown = script === 'install' || script in manifest.scripts
      expect(isKnown || part.startsWith('npx mapwright '), part).toBe(true)
    }
    const inProse = [...texts.values()].join('\n').matchAll(/`npm run ([a-z]+)/gu)
    for (const [, script = ''] of inProse) expect(manifest.scripts).toHaveProperty(script)
  })

  const title = 'of the demo end well, and those of the daily jobs after it'
  it.skipIf(!isBuilt)(title, { timeout: DEMO_TIMEOUT_MS }, async () => {
    const cwd = copyProject('demo-project')
    const demo = await execute([process.execPath, 'scripts/demo.ts'], { cwd })
    expect(demo).toMatchObject({ code: 0 })
    expect(demo.stdout).toContain('the target is what the source should have become')
    expect(existsSync(path.join(cwd, '.mapwright/report/run.html'))).toBe(true)
    expect(existsSync(path.join(cwd, '.mapwright/report/reconcile.html'))).toBe(true)
    for (const line of lines) {
      const verb = /^npm run mapwright -- (.+)$/u.exec(line)?.[1]
      if (verb === undefined) continue
      const answer = await execute([process.execPath, builtMain, ...verb.split(' ')], { cwd })
      expect({ line, ...answer }).toMatchObject({ line, code: 0 })
    }
  })

  it.skipIf(!isBuilt)('show a mistake as the README does', async () => {
    const cwd = copyProject('mistaken')
    const sample = blocks.find(({ text }) => text.includes('There is no function "trm"'))
    expect(sample).toBeDefined()
    const file = path.join(cwd, 'mappings/customer_address.yaml')
    writeFileSync(file, readFileSync(file, 'utf8').replace('trim(c.City)', 'trm(c.City)'))
    const answer = await execute([process.execPath, builtMain, 'validate'], { cwd })
    expect(answer.code).toBe(2)
    expect(answer.stdout).toContain(sample?.text.trimEnd())
  })
})

describe('links', () => {
  it.each([...texts])('of %s lead to files that are there', (document, text) => {
    const targets = [...text.matchAll(/\]\(([^)#]+)[^)]*\)/gu)].map((match) => match[1] ?? '')
    const missing = targets.filter(
      (target) =>
        !/^https?:/u.test(target) &&
        !existsSync(path.resolve(repositoryRoot, path.dirname(document), target)),
    )
    expect(missing).toEqual([])
  })
})
