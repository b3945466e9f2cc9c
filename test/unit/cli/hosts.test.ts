/** What code hosts get: SARIF for code scanning, workflow commands for annotations. */
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { cli } from '../../support/cli-world.ts'
import { libraryProject } from '../../support/library-project.ts'
import { render } from '../../../src/report/render.ts'

const WRONG = `source: feeds.member as m
target: shop.reader
columns:
  id: m.id
  name: trm(m.name)
  city: m.city
let: {loud: upper(m.name)}
drop: {nobody has one: [m.fax]}
leave: {the day of the load: [since]}
examples:
  - given: {m.city: Rome}
    expect: {city: Paris}
`
const RIGHT = WRONG.replace('trm(', 'trim(')

interface Sarif {
  readonly $schema: string
  readonly version: string
  readonly runs: readonly {
    readonly tool: { readonly driver: Readonly<Record<string, unknown>> & { rules: unknown[] } }
    readonly results: readonly Readonly<Record<string, unknown>>[]
    readonly invocations: readonly Readonly<Record<string, unknown>>[]
  }[]
}

async function sarifOf(mapping: string, ...argv: readonly string[]): Promise<Sarif> {
  const { run } = await libraryProject({ mapping })
  return JSON.parse((await run(...argv, '--format', 'sarif')).stdout) as Sarif
}

describe('--format sarif', () => {
  it('has a result with rule, place and fingerprint for each diagnostic', async () => {
    const { version, runs } = await sarifOf(WRONG, 'validate')
    expect([version, runs.length]).toEqual(['2.1.0', 1])
    const [run] = runs
    expect(run?.tool.driver).toMatchObject({ name: 'Mapwright', semanticVersion: '0.1.0' })
    expect(run?.tool.driver.rules).toEqual([
      {
        id: 'EXPRESSION_UNKNOWN_FUNCTION',
        shortDescription: { text: expect.stringMatching(/\S\.$/u) },
        help: { text: expect.stringMatching(/\S/u), markdown: expect.stringMatching(/\S/u) },
      },
    ])
    expect(run?.results).toEqual([
      {
        ruleId: 'EXPRESSION_UNKNOWN_FUNCTION',
        ruleIndex: 0,
        level: 'error',
        message: { text: 'There is no function "trm". Did you mean "trim"?' },
        locations: [
          {
            physicalLocation: {
              artifactLocation: { uri: 'mappings/reader.yaml', uriBaseId: '%SRCROOT%' },
              region: { startLine: 5, startColumn: 9 },
            },
          },
        ],
        partialFingerprints: { 'codeFileMessage/v1': expect.stringMatching(/^[0-9a-f]{64}$/u) },
      },
    ])
  })

  it('tells warnings from errors, and has every verb', async () => {
    const { runs } = await sarifOf(RIGHT, 'validate')
    expect(runs[0]?.results.map(({ ruleId, level }) => [ruleId, level])).toEqual([
      ['COMPILE_LET_UNUSED', 'warning'],
    ])
    const tested = await sarifOf(RIGHT, 'test')
    expect(tested.runs[0]?.results[0]).toMatchObject({
      ruleId: 'TEST_FAILED',
      message: { text: `example 1: "city" is 'Rome', not 'Paris'.` },
    })
    const lineage = await sarifOf(RIGHT, 'lineage')
    expect(lineage.runs[0]?.results).toEqual([])
    expect(lineage.runs[0]?.invocations[0]).toMatchObject({
      executionSuccessful: true,
      toolExecutionNotifications: [{ level: 'note', message: { text: '3 target columns.' } }],
    })
  })

  it('names files from where the command ran, as URIs', async () => {
    const { folder } = await libraryProject({ mapping: WRONG })
    const argv = ['-C', path.basename(folder), 'validate', '--format']
    const world = { cwd: path.dirname(folder) }
    const { stdout } = await cli([...argv, 'sarif'], world)
    expect(stdout).toContain(`"uri": "${path.basename(folder)}/mappings/reader.yaml"`)
    const annotated = await cli([...argv, 'github'], world)
    expect(annotated.stdout).toContain(`file=${path.basename(folder)}/mappings/reader.yaml,`)
  })
})

describe('--format github', () => {
  it('has a workflow command for each diagnostic, and the verdict last', async () => {
    const { run } = await libraryProject({ mapping: WRONG })
    const { code, stdout } = await run('validate', '--format', 'github')
    expect(code).toBe(2)
    expect(stdout).toBe(
      '::error file=mappings/reader.yaml,line=5,col=9,title=EXPRESSION_UNKNOWN_FUNCTION::' +
        'There is no function "trm". Did you mean "trim"?\n1 error, 0 warnings.\n',
    )
  })

  it('lets no text of a file end a command or begin one', () => {
    const document = {
      title: 'Checks',
      verdict: { tone: 'bad', sentence: '1 error.\n::warning::no' },
      blocks: [],
      cases: [],
      places: [
        {
          file: 'a,b:c%.yaml',
          line: 2,
          column: 3,
          endColumn: 7,
          code: 'YAML_SYNTAX',
          severity: 'error',
          message: '100% wrong:\r\n::stop-commands::x',
        },
      ],
      data: null,
    } as const
    const host = { version: '1.0.0', prefix: '', rules: new Map() }
    expect(render(document, 'github', { color: false, host })).toBe(
      '::error file=a%2Cb%3Ac%25.yaml,line=2,col=3,endColumn=7,title=YAML_SYNTAX::' +
        '100%25 wrong:%0D%0A::stop-commands::x\n1 error. ::warning::no\n',
    )
    expect(render(document, 'sarif', { color: false, host })).toContain('"a%2Cb%3Ac%25.yaml"')
  })

  it('has the verdict where there is no place in a file', async () => {
    const { run } = await libraryProject({ mapping: RIGHT.replace(/examples:[^]*/u, '') })
    const { code, stdout } = await run('test', '--format', 'github')
    expect([code, stdout]).toEqual([
      3,
      '::warning::There are no examples and no test cases, so nothing was tested.\n',
    ])
  })
})
