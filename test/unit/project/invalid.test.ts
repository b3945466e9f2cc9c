/** Every project file of test/invalid gets the diagnostic that it is named after, with a place. */
import { readdir, readFile } from 'node:fs/promises'
import path from 'node:path'
import { expect, test } from 'vitest'
import { loadProject } from '../../../src/project/load.ts'
import { projectFolder } from '../../support/project-folder.ts'

const FOLDER = path.resolve(import.meta.dirname, '../../invalid')
const FILES = (await readdir(FOLDER)).filter((name) => name.startsWith('PROJECT_'))

test.each(FILES)('%s', async (file) => {
  const text = await readFile(path.join(FOLDER, file), 'utf8')
  const folder = await projectFolder({ 'mapwright.yaml': text })
  const { value, diagnostics } = await loadProject(folder, { environment: null, env: {} })
  expect(value).toBeUndefined()
  expect(diagnostics.map(({ code }) => code)).toEqual([path.basename(file, '.yaml')])
  expect(diagnostics[0]).toMatchObject({ file: 'mapwright.yaml', severity: 'error' })
  expect(diagnostics[0]?.line).toBeGreaterThan(3)
})
