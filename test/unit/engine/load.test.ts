/** What can be said of a project without a database. */
import { describe, expect, it } from 'vitest'
import { silentLogger } from '../../../src/base/logger.ts'
import { checkProject } from '../../../src/engine/load.ts'
import { projectFolder } from '../../support/project-folder.ts'

const PROJECT = `project: library
connections:
  legacy: {url: sqlite:legacy.sqlite}
  library: {url: embedded:library}
target: library
`

async function codesOf(files: Readonly<Record<string, string>>): Promise<string[]> {
  const directory = await projectFolder({ 'mapwright.yaml': PROJECT, ...files })
  const { diagnostics } = await checkProject({
    directory,
    environment: null,
    env: {},
    log: silentLogger,
    now: () => new Date(0),
    signal: new AbortController().signal,
  })
  return diagnostics.map(({ code, file }) => `${code} ${file}`)
}

describe('a project', () => {
  it('has no test cases of a mapping that does not exist', async () => {
    const target = 'create table reader (id integer primary key);'
    const tests = 'cases:\n  - {name: none, given: {legacy.member: [{id: 1}]}, expect: [{id: 1}]}\n'
    const files = { 'schema/target.sql': target, 'mappings/raeder.test.yaml': tests }
    expect(await codesOf(files)).toEqual(['PROJECT_TEST_ALONE mappings/raeder.test.yaml'])
  })

  it('needs a snapshot of what its mappings read, and the schema of what they fill', async () => {
    const mapping = 'source: legacy.member as m\ntarget: library.reader\ncopy: m\n'
    expect(await codesOf({ 'mappings/reader.yaml': mapping })).toEqual([
      'PROJECT_NO_SNAPSHOT mapwright.yaml',
      'PROJECT_NO_SNAPSHOT mapwright.yaml',
    ])
  })
})
