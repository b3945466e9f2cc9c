/** What `init` writes for editors: every YAML names the schema that it is checked by. */
import { existsSync, mkdirSync, readdirSync, readFileSync, symlinkSync } from 'node:fs'
import path from 'node:path'
import { expect, it } from 'vitest'
import { cli, repositoryRoot } from '../../support/cli-world.ts'
import { useTempFolder } from '../../support/temp-folder.ts'

const folder = useTempFolder()
const HEADER = /^# yaml-language-server: \$schema=(?<schema>\S+)$/u

/** The schema that the first line of each YAML file leads to, from the folder it is in. */
function schemasOf(project: string): ReadonlyMap<string, string> {
  const names = readdirSync(project, { recursive: true, encoding: 'utf8' })
  const files = names
    .filter((name) => name.endsWith('.yaml'))
    .map((name) => path.join(project, name))
  return new Map(
    files.map((file) => {
      const [first = ''] = readFileSync(file, 'utf8').split('\n')
      const schema = HEADER.exec(first)?.groups?.['schema'] ?? `none in ${file}`
      return [path.relative(project, file), path.resolve(path.dirname(file), schema)]
    }),
  )
}

it.each([
  ['its own', 'one', 'one'],
  ["a workspace's", 'two', 'two/packages/moving'],
])('leads to the schemas of the package in %s node_modules', async (_, home, name) => {
  const modules = path.join(folder, home, 'node_modules')
  mkdirSync(modules, { recursive: true })
  symlinkSync(repositoryRoot, path.join(modules, 'mapwright'))
  const project = path.join(folder, name)
  expect((await cli(['init', name], { cwd: folder })).code).toBe(0)
  const schemas = new Map(
    [...schemasOf(project)].filter(([file]) => !file.includes('node_modules')),
  )
  const of = (kind: string) => path.join(modules, 'mapwright/schema/json', `${kind}.schema.json`)
  expect(schemas).toEqual(
    new Map([
      ['mapwright.yaml', of('project')],
      [path.join('mappings', 'member.yaml'), of('mapping')],
      [path.join('mappings', 'member.test.yaml'), of('mapping-test')],
    ]),
  )
  expect([...schemas.values()].filter((file) => !existsSync(file))).toEqual([])
})

it('leads to where the package will be where it is not installed yet', async () => {
  expect((await cli(['init', 'three'], { cwd: folder })).code).toBe(0)
  expect(schemasOf(path.join(folder, 'three')).get('mapwright.yaml')).toBe(
    path.join(folder, 'three/node_modules/mapwright/schema/json/project.schema.json'),
  )
})
