import { describe, expect, it } from 'vitest'
import { libraryProject } from '../../support/library-project.ts'

const UNUSED_LET = `source: feeds.member as m
target: shop.reader
copy: m
let: {loud: upper(m.name)}
drop: {nobody has one: [m.fax]}
leave: {the day of the load: [since]}
`

describe('validate', () => {
  it('says nothing of a project with which nothing is wrong', async () => {
    const { run } = await libraryProject()
    const { code, stdout } = await run('validate')
    expect([code, stdout]).toEqual([0, '✓ 1 mapping, and nothing wrong with them.\n'])
  })

  it.each([
    ['', 0, 'warning COMPILE_LET_UNUSED'],
    ['lint: {COMPILE_LET_UNUSED: warning}\n', 0, 'warning COMPILE_LET_UNUSED'],
    ['lint: {COMPILE_LET_UNUSED: error}\n', 2, 'error COMPILE_LET_UNUSED'],
    ['lint: {COMPILE_LET_UNUSED: "off"}\n', 0, 'nothing wrong'],
    ['lint: {COMPILE_LET_UNUSD: error}\n', 2, 'Did you mean "COMPILE_LET_UNUSED"?'],
    ['lint: {COMPILE_HAZARD: off}\n', 2, 'what protects data is always an error'],
  ])('takes levels of lints from the project: %j', async (project, exit, said) => {
    const { run } = await libraryProject({ project, mapping: UNUSED_LET })
    const { code, stdout } = await run('validate')
    expect([code, stdout]).toEqual([exit, expect.stringContaining(said)])
  })
})

/** `code file:line severity` of what is said under a minimum, of a mapping that forgets columns. */
async function under(project: string, mapping: string) {
  const { run } = await libraryProject({ project, mapping })
  const { code, stdout } = await run('validate', '--coverage', '--format', 'json')
  const data = JSON.parse(stdout) as {
    readonly diagnostics: readonly { readonly code: string; readonly severity: string }[]
    readonly coverage: {
      readonly source: { readonly percent: number }
      readonly target: { readonly percent: number }
    }
  }
  const { source, target } = data.coverage
  return {
    code,
    said: data.diagnostics.map((each) => `${each.severity} ${each.code}`),
    percents: [source.percent, target.percent],
  }
}

describe('validate --coverage', () => {
  /** Of four source columns city and fax are forgotten, of four target columns city. */
  const FORGETFUL = `source: feeds.member as m
target: shop.reader
columns: {id: m.id, name: m.name}
leave: {the day of the load: [since]}
`
  it('shows what is said of each column, by table and in total', async () => {
    const { run } = await libraryProject()
    const { code, stdout } = await run('validate', '--coverage')
    expect(code).toBe(0)
    expect(stdout).toBe(`Coverage of the source: 100 % (asked for: 100 %)
  table         mapped  used  dropped  uncovered  percent
  feeds.member       3     0        1          0      100
  total              3     0        1          0      100
  column            state    reason
  feeds.member.fax  dropped  nobody has one

Coverage of the target: 100 % (asked for: 100 %)
  table               fed  defaulted  left  uncovered  percent
  shop.public.reader    3          0     1          0      100
  total                 3          0     1          0      100
  column                    state  reason
  shop.public.reader.since  left   the day of the load

✓ 1 mapping, and nothing wrong with them.
`)
  })

  it('a column of which nothing is said is an error where the project asks for all', async () => {
    expect(await under('', FORGETFUL)).toEqual({
      code: 2,
      said: ['error COMPILE_SOURCE_UNCOVERED', 'error COMPILE_TARGET_UNCOVERED'],
      percents: [50, 75],
    })
  })

  it('it is a warning while the minimum of the project is met', async () => {
    expect(await under('coverage: {source: 50, target: 72.5}\n', FORGETFUL)).toEqual({
      code: 0,
      said: ['warning COMPILE_SOURCE_UNCOVERED', 'warning COMPILE_TARGET_UNCOVERED'],
      percents: [50, 75],
    })
  })

  it('it is an error beside the minimum that is not met', async () => {
    const { code, said } = await under('coverage: {source: 50.01, target: 75}\n', FORGETFUL)
    expect([code, said]).toEqual([
      2,
      [
        'error COMPILE_SOURCE_UNCOVERED',
        'warning COMPILE_TARGET_UNCOVERED',
        'error COMPILE_COVERAGE',
      ],
    ])
  })

  it('a column that takes no NULL and has no default is an error at any minimum', async () => {
    const nameless = FORGETFUL.replace(', name: m.name', '')
    const { code, said } = await under('coverage: {source: 0, target: 0}\n', nameless)
    expect([code, said]).toEqual([
      2,
      [
        'warning COMPILE_SOURCE_UNCOVERED',
        'error COMPILE_TARGET_UNCOVERED',
        'warning COMPILE_TARGET_UNCOVERED',
      ],
    ])
  })

  it('a minimum is a number from 0 to 100', async () => {
    const { run } = await libraryProject({ project: 'coverage: {source: 101}\n' })
    const { code, stdout } = await run('validate')
    expect([code, stdout]).toEqual([2, expect.stringContaining('a number from 0 to 100')])
  })
})
