/** The published employees, from histories in MySQL to one table of how things are. */
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { gunzipSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import {
  createMariadbDatabase,
  createPostgresDatabase,
  mariadbUrl,
  useDatabase,
} from '../support/databases.ts'
import { dataFile, loadDump } from '../support/datasets.ts'
import { realProject } from '../support/real-project.ts'
import { useTempFolder } from '../support/temp-folder.ts'
import { root } from '../support/tidy/sources.ts'
import { compareRows, csvTruth, postgresTruth } from '../support/truth.ts'

const mariadb = await mariadbUrl()
const expected = dataFile('employees/expected/employee_current-small.csv.gz')
const schema = readFileSync(
  path.join(root, 'test', 'scenarios', 'real-current', 'schema', 'target.sql'),
  'utf8',
)
const EMPLOYEES = 1000
const SALARIES = 9488

describe.skipIf(mariadb === null || expected === null)('[mysql] employees, current', () => {
  const source = useDatabase(() => createMariadbDatabase())
  const target = useDatabase(() => createPostgresDatabase(schema))
  const folder = useTempFolder()

  test('takes the latest of three histories and counts a fourth, as others did', async () => {
    await loadDump(source(), 'employees/employees-small-mysql.sql.gz')
    const project = realProject('real-current', path.join(folder, 'project'), {
      SOURCE_URL: source().url,
      TARGET_URL: target().url,
    })
    await project.run('snapshot')
    const { units } = await project.migrate(0)
    // A row of each salary is added beside the first of its employee, and folded into that.
    expect(units[0]?.account).toMatchObject({
      read: EMPLOYEES,
      added: SALARIES - EMPLOYEES,
      folded: SALARIES - EMPLOYEES,
      inserted: EMPLOYEES,
    })
    const truth = csvTruth(gunzipSync(readFileSync(expected ?? '')).toString('utf8'), {
      is_active: 'boolean',
    })
    const rows = truth.rows.map((row) => row.map((value) => (value === '' ? null : value)))
    const actual = await postgresTruth(target().url, 'select * from employee_current')
    expect(compareRows({ ...truth, rows }, actual)).toEqual({ missing: [], extra: [] })
    await project.reconcile(0)
  })
})
