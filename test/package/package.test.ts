/** The package as another project gets it: what is in it, and that `init` leads to a proof. */
import { mkdirSync, readFileSync, realpathSync } from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { execute, isBuilt, repositoryRoot } from '../support/cli-world.ts'
import { installPackage, packPackage } from '../support/installed-package.ts'
import { useTempFolder } from '../support/temp-folder.ts'

const folder = useTempFolder()

/** The YAML files that `init` writes, and the schemas that their first lines name. */
const SCHEMAS = {
  'mapwright.yaml': 'project',
  'mappings/member.yaml': 'mapping',
  'mappings/member.test.yaml': 'mapping-test',
}

describe.skipIf(!isBuilt)('the package', () => {
  const packed = isBuilt ? packPackage(folder) : { tarball: '', files: [] }

  it('ships what it needs and nothing else', () => {
    const outside = packed.files.filter(
      (file) =>
        !/^dist\/(?:.+\.(?:js|d\.ts)|notices\.md)$/u.test(file) &&
        !/^(?:schema\/json\/.+\.json|docs\/codes\/.+\.md|templates\/.+)$/u.test(file),
    )
    expect(outside).toEqual(['LICENSE', 'README.md', 'package.json'])
    for (const file of ['dist/main.js', 'dist/index.d.ts', 'dist/worker/entry.js']) {
      expect(packed.files).toContain(file)
    }
    expect(packed.files.filter((file) => file.startsWith('schema/json/'))).toHaveLength(3)
    expect(packed.files).toContain('templates/project/mapwright.yaml')
  })

  it('carries the license of each package that is bundled into it', () => {
    const notices = readFileSync(path.join(repositoryRoot, 'dist/notices.md'), 'utf8')
    const chunks = packed.files.filter((file) => file.startsWith('dist/chunks/'))
    for (const name of ['kysely', 'pg', 'pino', 'yaml']) {
      expect(chunks).toContain(`dist/chunks/${name}.js`)
      expect(notices).toMatch(new RegExp(`^## ${name} \\d[^]*?copyright`, 'imu'))
    }
  })

  it('leads from init to a proven target', { timeout: 300_000 }, async () => {
    const project = path.join(folder, 'books')
    mkdirSync(project)
    const bin = installPackage(packed.tarball, project)
    const env = { PATH: [path.dirname(process.execPath), process.env['PATH']].join(path.delimiter) }
    const mapwright = (line: string) => execute([bin, ...line.split(' ')], { cwd: project, env })
    for (const line of [
      'init',
      'validate',
      'compile',
      'test',
      'migrate up',
      'run',
      'reconcile',
      'status',
    ]) {
      expect({ line, ...(await mapwright(line)) }).toMatchObject({ line, code: 0 })
    }
    const require = createRequire(path.join(project, 'package.json'))
    for (const [file, kind] of Object.entries(SCHEMAS)) {
      const [first = ''] = readFileSync(path.join(project, file), 'utf8').split('\n')
      const named = path.resolve(path.dirname(path.join(project, file)), first.split('=')[1] ?? '')
      const published = require.resolve(`mapwright/schema/json/${kind}.schema.json`)
      expect(realpathSync(named)).toBe(realpathSync(published))
      expect(require(published)).toHaveProperty('title')
    }
    const checked = await mapwright('compile --check')
    expect(checked).toMatchObject({ code: 2, stdout: '' })
    expect(checked.stderr).toContain('Install it: npm install -D typescript')
    const report = readFileSync(path.join(project, '.mapwright/report/run.md'), 'utf8')
    expect(report).toContain('library.public.member')
  })
})
