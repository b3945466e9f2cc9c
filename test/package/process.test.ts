/** The built program as a process: what it loads, where it stops, and how it is interrupted. */
import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync, readdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { describe, expect, it } from 'vitest'
import { builtMain, cli, execute, isBuilt, repositoryRoot } from '../support/cli-world.ts'
import { projectFolder } from '../support/project-folder.ts'

/** The first Node on the PATH that is too old, outside of node_modules. */
function findOldNode(): string | undefined {
  return (process.env['PATH'] ?? '')
    .split(path.delimiter)
    .filter((folder) => !folder.includes('node_modules'))
    .map((folder) => path.join(folder, 'node'))
    .filter((file) => existsSync(file))
    .find((file) => {
      const version = execFileSync(file, ['--version'], { encoding: 'utf8' })
      return Number(/^v(\d+)/u.exec(version)?.[1]) < 22
    })
}
const oldNode = findOldNode()

/** A source of many members, in many chunks. */
async function manyMembers(): Promise<string> {
  const table = 'create table member (id integer primary key, name text not null);\n'
  const cwd = await projectFolder({
    'mapwright.yaml': [
      'project: library',
      'connections:',
      '  legacy: {url: "sqlite:legacy.sqlite"}',
      '  library: {url: "sqlite:library.sqlite"}',
      'target: library',
      'defaults: {on_error: reject}',
      '',
    ].join('\n'),
    'schema/target.sql': table,
    'migrations/0001_create_member.sql': table,
    'mappings/member.yaml': [
      'source: legacy.member as m',
      'target: library.member',
      'columns:',
      '  id: m.id',
      '  name: upper(m.name)',
      '',
    ].join('\n'),
  })
  const database = new DatabaseSync(path.join(cwd, 'legacy.sqlite'))
  database.exec(table)
  database.exec(
    `insert into member with recursive n(i) as (select 1 union all select i + 1 from n
     where i < 300000) select i, 'Ada ' || i from n`,
  )
  database.close()
  for (const argv of [['migrate', 'up'], ['snapshot'], ['validate']]) {
    expect(await cli(argv, { cwd })).toMatchObject({ code: 0 })
  }
  return cwd
}

describe.skipIf(!isBuilt)('the built program', () => {
  it('loads nothing heavy for --help', async () => {
    const hooks = `import { registerHooks } from 'node:module'
      registerHooks({ load(url, context, next) {
        process.stderr.write(url + '\\n'); return next(url, context) } })`
    const preload = `data:text/javascript,${encodeURIComponent(hooks)}`
    const { code, stdout, stderr } = await execute(
      [process.execPath, '--import', preload, builtMain, '--help'],
      { cwd: repositoryRoot },
    )
    expect(code).toBe(0)
    expect(stdout).toContain('Usage: mapwright')
    expect(stderr).toContain('commander')
    expect(stderr).not.toMatch(
      /libpg-query|kysely|ajv|chunks\/pg|mysql2|pino|umzug|workerpool|yaml|validators|node:sqlite/u,
    )
  })

  it('says of broken files what the sources say', async () => {
    const invalid = path.join(repositoryRoot, 'test/invalid')
    const texts = readdirSync(invalid)
      .filter((name) => /^(?:YAML|MAPPING)_/u.test(name))
      .map((name) => [name, readFileSync(path.join(invalid, name), 'utf8')] as const)
    const broken = texts.map(([name, text]) => {
      const suffix = text.includes('# kind: test') ? '.test.yaml' : '.yaml'
      return [`mappings/${name.replace('.yaml', suffix)}`, text] as const
    })
    const projectFile =
      'project: library\nconnections: {library: {url: "sqlite:library.sqlite"}}\ntarget: library\n'
    for (const text of [projectFile, `${projectFile}targets: 1\ndefaults: {on_error: ignore}\n`]) {
      const cwd = await projectFolder({ ...Object.fromEntries(broken), 'mapwright.yaml': text })
      const line = ['validate', '--format', 'json']
      const { code, stdout } = await execute([process.execPath, builtMain, ...line], { cwd })
      expect({ code, stdout }).toEqual({ code: 2, stdout: (await cli(line, { cwd })).stdout })
    }
  })

  it.skipIf(oldNode === undefined)('says in one line that this Node is too old', async () => {
    const answer = await execute([oldNode ?? '', builtMain, 'validate'], { cwd: repositoryRoot })
    expect(answer).toMatchObject({ code: 2, stdout: '' })
    expect(answer.stderr).toMatch(/^mapwright needs Node 22\.18 or newer; this is Node .*\.\n$/u)
  })

  it("keeps what Node made of it in the user's own cache, or not at all", async () => {
    const cwd = await projectFolder({})
    const version = [process.execPath, builtMain, '--version']
    const none = { NODE_COMPILE_CACHE: undefined, NODE_DISABLE_COMPILE_CACHE: undefined }
    const named = path.join(cwd, 'named')
    expect(await execute(version, { cwd, env: { ...none, XDG_CACHE_HOME: named } })).toMatchObject({
      code: 0,
    })
    expect(readdirSync(path.join(named, 'mapwright'))).not.toEqual([])
    // A name that is no absolute one means nothing, as the XDG specification has it.
    const home = path.join(cwd, 'home')
    await execute(version, { cwd, env: { ...none, XDG_CACHE_HOME: 'within', HOME: home } })
    expect(readdirSync(cwd).sort()).toEqual(['home', 'named'])
    expect(readdirSync(path.join(home, '.cache/mapwright'))).not.toEqual([])
    const off = { XDG_CACHE_HOME: path.join(cwd, 'off'), NODE_DISABLE_COMPILE_CACHE: '1' }
    await execute(version, { cwd, env: { ...none, ...off } })
    expect(existsSync(off.XDG_CACHE_HOME)).toBe(false)
  })

  it('does not crash when its reader has seen enough', async () => {
    const command = `"${process.execPath}" "${builtMain}" lineage --format json | true`
    const { stderr } = await execute(['sh', '-c', command], { cwd: repositoryRoot })
    expect(stderr).toBe('')
  })

  it('ends a run on Ctrl-C with 130, and --resume goes on', { timeout: 180_000 }, async () => {
    const cwd = await manyMembers()
    const run = [process.execPath, builtMain, 'run', '--workers', '1']
    const stopped = await execute([...run, '--log-level', 'info'], {
      cwd,
      onStderr: (text, kill) => {
        if (text.includes('"msg":"chunk loaded"')) kill('SIGINT')
      },
    })
    expect(stopped.code).toBe(130)
    expect(stopped.stderr).not.toContain('    at ')
    const resumed = await execute([...run, '--resume'], { cwd })
    expect(resumed).toMatchObject({ code: 0 })
    expect(await cli(['reconcile'], { cwd })).toMatchObject({ code: 0 })
    const target = new DatabaseSync(path.join(cwd, 'library.sqlite'))
    const { rows } = target.prepare('select count(*) as rows from member').get() ?? {}
    target.close()
    expect(rows).toBe(300_000)
  })

  it('prints only the report on stdout of a run', { timeout: 180_000 }, async () => {
    const cwd = await manyMembers()
    writeFileSync(path.join(cwd, '.env'), '')
    const run = [process.execPath, builtMain, 'run', '--workers', '0', '--format', 'json']
    const answer = await execute(run, { cwd })
    expect(answer.code).toBe(0)
    expect(() => JSON.parse(answer.stdout) as unknown).not.toThrow()
    expect(answer.stderr).toContain('"kind":"unitDone"')
  })
})
