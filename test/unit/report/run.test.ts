/** The report of a run: how refused rows are named. */
import { expect, it } from 'vitest'
import type { Row } from '../../../src/base/cell.ts'
import { renderText } from '../../../src/report/text.ts'
import { runReport } from '../../../src/report/run.ts'

function refused(key: Row, row: Readonly<Record<string, string>>): string {
  const problems = [{ code: 'CHECK', column: 'name', message: 'The check failed.' }]
  const result = {
    run: 'r1',
    startedAt: '',
    ms: 1,
    resumed: false,
    units: [],
    message: null,
    leftOut: [],
  }
  const shown = { unit: 'member', sourceKey: key, sourceRow: row, problems }
  return renderText(runReport({ ...result, exitCode: 1 }, [shown], []), false)
}

it('calls the number of a record in a file by its name, for the file may have a key too', () => {
  const text = refused(['295'], { 'm._row': '295', 'm.id': '1541' })
  expect(text).toMatch(/^ *record +column +code .*\n +295 /mu)
  expect(text).not.toContain('source key')
})

it('shows the key of a row of a table', () => {
  expect(refused(['1541'], { 'm.id': '1541' })).toMatch(/^ *source key +column +code .*\n +1541 /mu)
})
