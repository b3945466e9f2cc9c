/** Files of functions: only what is allowed by its digest runs, and nothing for a stranger. */
import { describe, expect, it } from 'vitest'
import { sha256 } from '../../../src/base/digest.ts'
import { silentLogger } from '../../../src/base/logger.ts'
import { checkProject, type CheckOptions } from '../../../src/engine/load.ts'
import { projectFolder } from '../../support/project-folder.ts'

const TARGET = 'create table reader (id integer primary key, name text);'

function definition(name: string, body = '(text) => text'): string {
  return `export const ${name} = {
  name: '${name}', summary: 'As it is.', input: 'text', output: 'text',
  examples: [['', '']], apply: ${body},
}\n`
}

/** What is said of a project with this file of functions, allowed as it is. */
async function check(text: string, options: CheckOptions = {}, more = '') {
  const directory = await projectFolder({
    'mapwright.yaml': `project: library
connections:
  legacy: {url: "\${env:LEGACY_URL}"}
  library: {url: embedded:library}
target: library
plugins:
  - {path: functions/own.mjs, digest: sha256:${sha256(text)}}
${more}`,
    'functions/own.mjs': text,
    'schema/target.sql': TARGET,
  })
  const { diagnostics, plugins, notLoaded } = await checkProject(
    {
      directory,
      environment: null,
      env: {},
      log: silentLogger,
      now: () => new Date(0),
      signal: new AbortController().signal,
    },
    options,
  )
  const names = plugins.flatMap(({ functions }) => functions.map((each) => each.definition.name))
  return { diagnostics, names, notLoaded, codes: diagnostics.map(({ code }) => code) }
}

describe('a file of functions', () => {
  it('is loaded where its digest is the one that is written', async () => {
    expect(await check(definition('own'))).toMatchObject({ names: ['own'], codes: [] })
  })

  it.each([
    ['const own = ', 'PROJECT_PLUGIN_LOAD', 'could not be loaded'],
    ["import './beside.ts'", 'PROJECT_PLUGIN_LOAD', 'no files beside it'],
    ['throw new Error("no")', 'PROJECT_PLUGIN_LOAD', 'could not be loaded: no.'],
    ['', 'PROJECT_PLUGIN_FUNCTION', 'exports nothing'],
    ['export const own = 1', 'PROJECT_PLUGIN_FUNCTION', 'export "own"'],
    [definition('upper'), 'PROJECT_PLUGIN_FUNCTION', '"upper" already'],
  ])('that is none says so: %s', async (text, code, message) => {
    const { codes, diagnostics } = await check(text)
    expect(codes).toEqual([code])
    expect(diagnostics[0]?.message).toContain(message)
    expect(diagnostics[0]).toMatchObject({ file: 'mapwright.yaml', line: 7 })
  })

  it('is not there', async () => {
    const more = `  - {path: functions/gone.ts, digest: sha256:${'0'.repeat(64)}}\n`
    expect((await check(definition('own'), {}, more)).codes).toEqual(['PROJECT_PLUGIN_ABSENT'])
  })

  it('does not run in an untrusted check, and functions that call it are passed over', async () => {
    const text = `throw new Error('it ran')\n${definition('own')}`
    const more = `functions:
  twice(text text): own(text) || own(text)
  thrice(text text): twice(text) || own(text)
  wrong(text text): owm(text)
`
    const { codes, notLoaded } = await check(text, { untrusted: true }, more)
    expect(notLoaded).toEqual(['functions/own.mjs'])
    const unchecked = Array.from({ length: codes.length - 1 }, () => 'EXPRESSION_UNCHECKED')
    expect(codes).toEqual([...unchecked, 'EXPRESSION_UNKNOWN_FUNCTION'])
  })
})
