/** Each file of test/invalid is refused with the code it is named after, at the place it says. */
import { readFileSync, readdirSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import type { Diagnostic } from '../../../src/base/diagnostic.ts'
import { compileSchema } from '../../../src/base/schema.ts'
import { parseYaml } from '../../../src/base/yaml.ts'
import { readMapping } from '../../../src/mapping/read-mapping.ts'
import { readMappingTests } from '../../../src/mapping/read-tests.ts'
import type { ProjectFile } from '../../../src/project/project.ts'
import { projectSchema } from '../../../src/project/schema.ts'

const FOLDER = path.resolve(import.meta.dirname, '../../invalid')
const names = readdirSync(FOLDER).filter((name) => /^(?:YAML|MAPPING)_/u.test(name))

const READERS: Readonly<Record<string, (file: ProjectFile) => readonly Diagnostic[]>> = {
  mapping: (file) => readMapping(file, { file: 'mapwright.yaml', node: null }).diagnostics,
  test: (file) => readMappingTests(file).diagnostics,
  project: (file) => {
    const { value, diagnostics } = parseYaml(file.path, file.text)
    return value === undefined ? diagnostics : compileSchema(projectSchema)(value)
  },
}

const PATHS: Readonly<Record<string, string>> = {
  mapping: 'mappings/loan.yaml',
  test: 'mappings/loan.test.yaml',
  project: 'mapwright.yaml',
}

/** What the comments at the top say: `# kind: mapping`, `# expect: 4:9`. */
function headerOf(text: string, name: string): string | undefined {
  return new RegExp(`^# ${name}: (.+)$`, 'mu').exec(text)?.[1]
}

describe('an invalid file', () => {
  it.each(names)('%s is refused at its place', (name) => {
    const text = readFileSync(path.join(FOLDER, name), 'utf8')
    const kind = headerOf(text, 'kind') ?? ''
    const file = { path: headerOf(text, 'file') ?? PATHS[kind] ?? name, text }
    const diagnostics = READERS[kind]?.(file) ?? []
    const found = diagnostics.map((one) => `${one.code} ${one.line}:${one.column}`)
    expect(found).toEqual([`${name.replace('.yaml', '')} ${headerOf(text, 'expect')}`])
    expect(diagnostics[0]).toMatchObject({ severity: 'error', file: file.path })
    expect(diagnostics[0]?.message).toMatch(/\.$|\?$/u)
  })
})
