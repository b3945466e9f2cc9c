import { chmod, symlink } from 'node:fs/promises'
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import type { Project } from '../../../src/project/project.ts'
import { loadProject, type LoadOptions } from '../../../src/project/load.ts'
import { projectFolder } from '../../support/project-folder.ts'

const PROJECT = `project: library
connections:
  legacy:
    url: \${env:LEGACY_URL}
  shop:
    url: embedded:shop
target: shop
`
const NOTHING: LoadOptions = { environment: null, env: {} }

type Files = Readonly<Record<string, string | Uint8Array>>

async function load(files: Files, options: Partial<LoadOptions> = {}) {
  const folder = await projectFolder({ 'mapwright.yaml': PROJECT, ...files })
  return loadProject(folder, { ...NOTHING, ...options })
}

async function project(files: Files, options: Partial<LoadOptions> = {}): Promise<Project> {
  const { value, diagnostics } = await load(files, options)
  expect(diagnostics).toEqual([])
  if (value === undefined) throw new Error('no project')
  return value
}

async function kind(files: Files, env: LoadOptions['env'] = {}): Promise<string | undefined> {
  return (await project(files, { env })).connections.get('legacy')?.settings.kind
}

/** `file:line:column code` of everything that is wrong. */
async function problems(files: Files, options: Partial<LoadOptions> = {}): Promise<string[]> {
  const { diagnostics } = await load(files, options)
  return diagnostics.map((one) => `${one.file}:${one.line}:${one.column} ${one.code}`)
}

function yaml(connection: string): Files {
  return {
    'mapwright.yaml': PROJECT.replace('url: ${env:LEGACY_URL}', connection),
  }
}

describe('a project', () => {
  test('has every default filled', async () => {
    const read = await project({})
    expect(read).toMatchObject({
      name: 'library',
      environment: null,
      naming: 'same',
      rejectLimit: null,
      drops: [],
      mappings: [],
      tests: [],
      notes: [],
      defaults: { file: 'mapwright.yaml', node: null },
    })
    expect(read.target).toBe(read.connections.get('shop'))
    expect(read.target).toMatchObject({
      urlReference: 'embedded:shop',
      at: { file: 'mapwright.yaml', line: 6, column: 10 },
      catalog: null,
      settings: {
        kind: 'postgres',
        url: null,
        directory: read.directory,
        tls: 'verify-full',
        types: {},
        zeroDates: 'reject',
        nullTokens: {},
        schemas: null,
      },
    })
  })

  test('has the settings that are written', async () => {
    const text = `${PROJECT}naming: snake_case
reject_limit: {rows: 10, ratio: 0.5}
drop:
  archived elsewhere: [legacy.audit, "legacy.*.rowguid"]
defaults: {on_error: reject}
`.replace(
      'url: embedded:shop',
      `url: postgres://app@db.example/shop
    tls: require
    types: {money: "numeric(12,2)", loan.paid: boolean}
    null_tokens: {date: [0001-01-01], '*': [N/A, 01]}
    zero_dates: null
    schemas: [public, stock]`,
    )
    const read = await project({ 'mapwright.yaml': text })
    expect(read.naming).toBe('snake_case')
    expect(read.rejectLimit).toEqual({ rows: 10, ratio: 0.5 })
    expect(read.defaults.node?.kind).toBe('map')
    expect(read.drops).toMatchObject([
      { reason: 'archived elsewhere', pattern: 'legacy.audit', at: { line: 16, column: 24 } },
      { reason: 'archived elsewhere', pattern: 'legacy.*.rowguid' },
    ])
    expect(read.target.settings).toMatchObject({
      tls: 'require',
      types: {
        money: { kind: 'numeric', precision: 12, scale: 2 },
        'loan.paid': { kind: 'boolean' },
      },
      nullTokens: { date: ['0001-01-01'], '*': ['N/A', '01'] },
      zeroDates: 'null',
      schemas: ['public', 'stock'],
    })
    expect(read.notes).toEqual([
      'Connection "shop" has tls: require (mapwright.yaml:7): ' +
        "the server's certificate is not checked.",
    ])
  })

  test('has the texts of its mappings and of their tests', async () => {
    const read = await project({
      'mappings/member.yaml': '\uFEFFsource: legacy.member',
      'mappings/member.test.yaml': 'cases: []',
      'mappings/book.yaml': 'source: legacy.book',
      'mappings/README.md': 'x',
      'mappings/.hidden': 'x',
    })
    expect(read.mappings).toEqual([
      { path: 'mappings/book.yaml', text: 'source: legacy.book' },
      { path: 'mappings/member.yaml', text: 'source: legacy.member' },
    ])
    expect(read.tests).toEqual([{ path: 'mappings/member.test.yaml', text: 'cases: []' }])
  })

  test('holds no secret', async () => {
    const env = { LEGACY_URL: 'mysql://reader:swordfish@db.example/library' }
    const read = await project({ '.env': 'OTHER=swordfish' }, { env })
    expect(JSON.stringify([...read.connections.values()])).not.toContain('swordfish')
    expect(read.connections.get('legacy')?.urlReference).toBe('${env:LEGACY_URL}')
  })

  test('notes an .env that everyone may read', async () => {
    const folder = await projectFolder({ 'mapwright.yaml': PROJECT, '.env': 'A=1' })
    await chmod(path.join(folder, '.env'), 0o644)
    const { value } = await loadProject(folder, NOTHING)
    expect(value?.notes).toEqual(['Every user of this machine may read .env. Run: chmod 600 .env'])
    await chmod(path.join(folder, '.env'), 0o600)
    expect((await loadProject(folder, NOTHING)).value?.notes).toEqual([])
  })
})

describe('the kind of a connection', () => {
  test.each([
    ['postgres://db/library', 'postgres'],
    ['postgresql://db/library', 'postgres'],
    ['embedded:library', 'postgres'],
    ['mysql://db/library', 'mysql'],
    ['mariadb://db/library', 'mysql'],
    ['sqlite:data/old', 'sqlite'],
    ['data/library.sqlite', 'sqlite'],
    ['/srv/library.db', 'sqlite'],
  ])('of %s is %s', async (url, expected) => {
    const read = await project(yaml(`url: ${url}`))
    expect(read.connections.get('legacy')?.settings.kind).toBe(expected)
  })

  test('comes from the variable, from .env, else from the snapshot', async () => {
    expect(await kind({}, { LEGACY_URL: 'mysql://db/library' })).toBe('mysql')
    expect(await kind({ '.env': 'LEGACY_URL=sqlite:a.db' })).toBe('sqlite')
    expect(await kind({ '.env': 'LEGACY_URL=sqlite:a.db' }, { LEGACY_URL: 'mysql://d/l' })).toBe(
      'mysql',
    )
    const snapshot = '{"format": 1, "connection": "legacy", "connector": "mysql", "tables": []}'
    expect(await kind({ 'schema/legacy.catalog.json': snapshot })).toBe('mysql')
  })
})

describe('an environment', () => {
  const text = `${PROJECT}environments:
  staging:
    connections:
      shop: {url: "postgres://staging.example/shop"}
  broken:
    connections:
      shop: {files: data}
`

  test('is laid over the project, maps merged', async () => {
    const read = await project({ 'mapwright.yaml': text }, { environment: 'staging' })
    expect(read.environment).toBe('staging')
    expect(read.target.urlReference).toBe('postgres://staging.example/shop')
    expect(read.connections.get('legacy')?.urlReference).toBe('${env:LEGACY_URL}')
    expect((await project({ 'mapwright.yaml': text })).target.urlReference).toBe('embedded:shop')
  })

  test('must be there, and give a project that is right', async () => {
    const files = { 'mapwright.yaml': text }
    const { diagnostics } = await load(files, { environment: 'stagng' })
    expect(diagnostics).toMatchObject([
      { code: 'PROJECT_UNKNOWN_ENVIRONMENT', file: 'mapwright.yaml', line: 9 },
    ])
    expect(diagnostics[0]?.message).toContain('Did you mean "staging"?')
    expect(await problems({}, { environment: 'staging' })).toEqual([
      'mapwright.yaml:1:1 PROJECT_UNKNOWN_ENVIRONMENT',
    ])
    const broken = await load(files, { environment: 'broken' })
    expect(broken.value).toBeUndefined()
    expect(broken.diagnostics).not.toEqual([])
  })
})

describe('what is refused', () => {
  test('a folder without a project', async () => {
    const folder = await projectFolder({})
    const { value, diagnostics } = await loadProject(folder, NOTHING)
    expect(value).toBeUndefined()
    expect(diagnostics).toMatchObject([{ code: 'PROJECT_NOT_FOUND', line: 1, column: 1 }])
    expect(diagnostics[0]?.message).toContain('mapwright init')
  })

  test.each<[string, Files, string]>([
    ['broken YAML', { 'mapwright.yaml': 'project: [' }, 'mapwright.yaml:1:11 YAML_SYNTAX'],
    [
      'an unknown key',
      { 'mapwright.yaml': `${PROJECT}conections: {}\n` },
      'mapwright.yaml:8:1 YAML_UNKNOWN_KEY',
    ],
    [
      'a wrong type',
      { 'mapwright.yaml': `${PROJECT}drop: [legacy.audit]\n` },
      'mapwright.yaml:8:7 YAML_WRONG_TYPE',
    ],
    [
      'bytes that are not UTF-8',
      { 'mappings/member.yaml': Buffer.from('source: x\n# caf\xe9\n', 'latin1') },
      'mappings/member.yaml:2:6 PROJECT_ENCODING',
    ],
    [
      'a file of another name',
      { 'mappings/member.yml': 'x' },
      'mappings/member.yml:1:1 PROJECT_FILE_NAME',
    ],
    [
      'a file that is too large',
      { 'mappings/member.yaml': Buffer.alloc(17 * 1024 * 1024, 0x20) },
      'mappings/member.yaml:1:1 PROJECT_TOO_LARGE',
    ],
    [
      'a broken schema file',
      { 'schema/target.sql': 'create table member (\n  id int,\n)' },
      'schema/target.sql:3:1 SQL_SYNTAX',
    ],
    [
      'a file whose name no folder can hold',
      { ...yaml(`files: feeds\n    catalog: ${'x'.repeat(5000)}.sql`), 'feeds/book.csv': 'id\n' },
      'mapwright.yaml:5:14 PROJECT_FILES',
    ],
    [
      'a file with a character in its name that no name has',
      { ...yaml('files: feeds\n    catalog: "a\\0b.sql"'), 'feeds/book.csv': 'id\n' },
      'mapwright.yaml:5:14 PROJECT_FILES',
    ],
    [
      'a broken snapshot',
      { 'schema/legacy.catalog.json': '{"format": 1}' },
      'schema/legacy.catalog.json:1:1 CATALOG_SNAPSHOT_SHAPE',
    ],
    [
      'the snapshot of another connection',
      {
        'schema/legacy.catalog.json':
          '{"format": 1, "connection": "shop", "connector": "mysql", "tables": []}',
      },
      'schema/legacy.catalog.json:1:1 PROJECT_SNAPSHOT_NAME',
    ],
  ])('%s', async (_, files, problem) => {
    expect(await problems(files)).toEqual([problem])
  })

  test('a symbolic link out of the folder', async () => {
    const outside = await projectFolder({ 'passwd.yaml': 'secret' })
    const folder = await projectFolder({ 'mapwright.yaml': PROJECT, 'mappings/a.yaml': 'x' })
    await symlink(path.join(outside, 'passwd.yaml'), path.join(folder, 'mappings/b.yaml'))
    await symlink(path.join(folder, 'mappings/a.yaml'), path.join(folder, 'mappings/c.yaml'))
    const { value, diagnostics } = await loadProject(folder, NOTHING)
    expect(diagnostics).toMatchObject([{ code: 'PROJECT_OUTSIDE', file: 'mappings/b.yaml' }])
    expect(value?.mappings.map((one) => one.path)).toEqual(['mappings/a.yaml', 'mappings/c.yaml'])
  })

  test.each([
    'mysql://reader:rainbowtrout@db.example/library',
    'mysql://reader:rainbow${env:REST}@db.example/library',
    'postgres://db.example/library?password=rainbowtrout',
    'postgres://reader:rainbow@trout@db.example/library',
    'postgres://reader:rainbow/trout@db.example/library',
    '" mysql://reader:rainbowtrout@db.example/library"',
    'postgres://db.example/library?p%61ssword=rainbowtrout',
    'mysql://reader:${env:PASSWORD:-rainbowtrout}@db.example/library',
  ])('the password in %s, which is not repeated', async (url) => {
    const { value, diagnostics } = await load(yaml(`url: ${url}`))
    expect(value).toBeUndefined()
    expect(diagnostics).toMatchObject([{ file: 'mapwright.yaml', line: 4, column: 10 }])
    expect(diagnostics[0]?.code).toMatch(/^PROJECT_(LITERAL_PASSWORD|URL|SECRET_REFERENCE)$/u)
    expect(JSON.stringify(diagnostics)).not.toMatch(/rainbow|trout/u)
  })

  test.each([null, 'staging', 'test'])('a password of any environment, in %s', async (name) => {
    const url = 'mysql://reader:rainbowtrout@db.example/library'
    const text = `${PROJECT}environments:
  test: {connections: {legacy: {url: "\${env:TEST_URL}"}}}
  staging: {connections: {legacy: {url: "${url}"}}}
`
    const files = { 'mapwright.yaml': text }
    const found = await problems(files, { environment: name })
    expect(found).toEqual(['mapwright.yaml:10:41 PROJECT_LITERAL_PASSWORD'])
  })

  test('a password in the place of a connection, which is not repeated', async () => {
    const text = PROJECT.replace('legacy:\n    url: ${env:LEGACY_URL}', 'legacy: m://a:trout@b/c')
    const { diagnostics } = await load({ 'mapwright.yaml': text })
    expect(diagnostics).toMatchObject([{ code: 'YAML_WRONG_VALUE', line: 3 }])
    expect(JSON.stringify(diagnostics)).not.toContain('trout')
  })

  test.each([
    'mysql://reader:${env:PASSWORD}@db.example:3306/library',
    'postgres://reader@[::1]:5432/library?password=${file:secret}',
    '${file:/run/secrets/a:b@c}',
  ])('but not the reference in %s', async (url) => {
    expect(await problems(yaml(`url: ${url}`))).toEqual([])
  })
})
