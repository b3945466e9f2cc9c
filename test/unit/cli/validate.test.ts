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
