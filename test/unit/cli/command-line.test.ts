/** What the command line takes, refuses and prints, before any verb has done its work. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { VERBS } from '../../../src/cli/verbs/index.ts'
import { cli, repositoryRoot } from '../../support/cli-world.ts'
import { projectFolder } from '../../support/project-folder.ts'
import { useTempFolder } from '../../support/temp-folder.ts'

const folder = useTempFolder()
const project = path.join(folder, 'library')
const empty = path.join(folder, 'empty')
mkdirSync(empty)

async function initialised(): Promise<string> {
  const { code } = await cli(['init', 'library'], { cwd: folder })
  expect([0, 2]).toContain(code)
  return project
}

describe('help', () => {
  it.each(VERBS)('of $name says what it does, with its options and their twins', async (verb) => {
    const answer = await cli([...verb.name.split(' '), '--help'], { cwd: empty })
    expect(answer).toMatchObject({ code: 0, stderr: '' })
    const words = answer.stdout.replace(/\s+/gu, ' ')
    expect(words).toContain(verb.summary)
    for (const { flags, variable } of verb.options) {
      expect(words).toContain(flags)
      expect(words).toContain(`[${variable}]`)
    }
    expect(words).toContain('--format <format>')
  })

  it('lists every verb and group', async () => {
    const { code, stdout } = await cli(['--help'], { cwd: empty })
    expect(code).toBe(0)
    for (const { name } of VERBS) expect(stdout).toContain(`\n  ${name.split(' ')[0]}`)
  })

  it('of a group lists its verbs', async () => {
    const { code, stdout } = await cli(['migrate', '--help'], { cwd: empty })
    expect(code).toBe(0)
    for (const word of ['up', 'down', 'status', 'new']) expect(stdout).toContain(`\n  ${word} `)
  })

  it('is what comes, with code 2, where no verb is named', async () => {
    for (const argv of [[], ['conns']]) {
      const answer = await cli(argv, { cwd: empty })
      expect(answer).toMatchObject({ code: 2, stdout: '' })
      expect(answer.stderr).toContain('Usage: mapwright')
    }
  })

  it('has the version of the package', async () => {
    const manifest = readFileSync(path.join(repositoryRoot, 'package.json'), 'utf8')
    const { version } = JSON.parse(manifest) as { version: string }
    expect(await cli(['--version'], { cwd: empty })).toEqual({
      code: 0,
      stdout: `${version}\n`,
      stderr: '',
    })
  })
})

describe('wrong usage', () => {
  it.each([
    [['vlidate'], 'Did you mean validate?'],
    [['validate', '--colour'], "unknown option '--colour'"],
    [['validate', 'members'], 'too many arguments'],
    [['validate', '--format', 'yml'], 'Allowed choices are text, json'],
    [['migrate', 'new'], "missing required argument 'what'"],
    [['run', '--workers', 'many'], '--workers takes a whole number, not "many".'],
    [['run', '--workers', '-1'], '--workers takes a whole number, not "-1".'],
    [['reconcile', '--findings', '1.5'], '--findings takes a whole number, not "1.5".'],
    [['conns', 'test', 'libary'], 'There is no connection "libary"'],
  ])('%j exits 2 and says why', async (argv, sentence) => {
    const answer = await cli(argv, { cwd: await initialised() })
    expect(answer).toMatchObject({ code: 2, stdout: '' })
    expect(answer.stderr).toContain(sentence)
    expect(answer.stderr).not.toContain('    at ')
  })

  it.each([
    ['MAPWRIGHT_FORMAT', 'yml', 'MAPWRIGHT_FORMAT is "yml"; it may be text, json, markdown'],
    ['MAPWRIGHT_LOG_LEVEL', 'loud', 'MAPWRIGHT_LOG_LEVEL is "loud"; it may be debug, info'],
    ['MAPWRIGHT_NO_COLOR', 'maybe', 'MAPWRIGHT_NO_COLOR is "maybe"; it may be 1, 0.'],
  ])('in the variable %s is one line', async (variable, value, sentence) => {
    const answer = await cli(['validate'], { cwd: empty, env: { [variable]: value } })
    expect(answer).toMatchObject({ code: 2, stdout: '' })
    expect(answer.stderr).toContain(sentence)
    expect(answer.stderr.trimEnd()).not.toContain('\n')
  })

  it('in the variable of another verb is no matter', async () => {
    const env = { MAPWRIGHT_WORKERS: 'many', MAPWRIGHT_RESUME: 'perhaps' }
    expect(await cli(['validate'], { cwd: await initialised(), env })).toMatchObject({ code: 0 })
  })

  it('takes a selection that is given twice for one of both', async () => {
    const argv = ['test', '--select', 'loan*', '--select', 'member']
    const answer = await cli(argv, { cwd: await initialised() })
    expect(answer.code).toBe(2)
    expect(answer.stdout).toContain('No mapping matches "loan*"')
  })

  it('in a pattern that matches no mapping names those there are', async () => {
    const answer = await cli(['test', '--select', 'loan*'], { cwd: await initialised() })
    expect(answer.code).toBe(2)
    expect(answer.stdout).toContain('PLAN_NO_MATCH  No mapping matches "loan*". There are: member.')
  })

  it.each([['run'], ['plan'], ['reconcile'], ['test']])(
    'in patterns that leave no mapping to %s is no empty success',
    async (verb) => {
      const argv = [verb, '--select', 'mem*', '--exclude', 'member']
      const answer = await cli(argv, { cwd: await initialised() })
      expect(answer.code).toBe(2)
      expect(answer.stdout).toContain(
        'PLAN_NO_MATCH  --select and --exclude leave no mapping. There are: member.',
      )
    },
  )

  it('in a folder without a project names init', async () => {
    const answer = await cli(['validate'], { cwd: empty })
    expect(answer.code).toBe(2)
    expect(answer.stdout).toMatch(/PROJECT_NOT_FOUND .*mapwright init/u)
  })
})

describe('the folder of the project', () => {
  it('may be named before the verb, behind it, and by a variable', async () => {
    await initialised()
    for (const argv of [
      ['-C', 'library', 'validate'],
      ['validate', '-C', 'library'],
      ['validate', '--directory', project],
    ]) {
      expect(await cli(argv, { cwd: folder })).toMatchObject({ code: 0 })
    }
    const env = { MAPWRIGHT_DIRECTORY: 'library' }
    expect(await cli(['validate'], { cwd: folder, env })).toMatchObject({ code: 0 })
  })

  it('is the one on the command line where a variable says another', async () => {
    await initialised()
    const env = { MAPWRIGHT_DIRECTORY: empty }
    expect(await cli(['validate', '-C', project], { cwd: folder, env })).toMatchObject({ code: 0 })
    expect(await cli(['-C', project, 'validate'], { cwd: folder, env })).toMatchObject({ code: 0 })
  })
})

describe('the result', () => {
  it('stands on stdout alone', async () => {
    const answer = await cli(['validate'], { cwd: await initialised() })
    expect(answer.stdout).toBe('✓ 1 mapping, and nothing wrong with them.\n')
    expect(answer.stderr).toBe('')
  })

  it.each([
    ['json', /^\{[^]*\}\n$/u],
    ['markdown', /^# /u],
    ['junit', /^<\?xml/u],
    ['html', /^<!doctype html>/u],
    ['text', /^✓ /u],
  ])('is printed as %s', async (format, pattern) => {
    const cwd = await initialised()
    const answer = await cli(['test', '--format', format], { cwd })
    expect(answer).toMatchObject({ code: 0, stderr: '' })
    expect(answer.stdout).toMatch(pattern)
    if (format === 'json') expect(() => JSON.parse(answer.stdout) as unknown).not.toThrow()
    const twin = await cli(['test'], { cwd, env: { MAPWRIGHT_FORMAT: format } })
    expect(twin.stdout).toBe(answer.stdout)
  })

  it('goes to a file instead, whose folder is made', async () => {
    const cwd = await initialised()
    const answer = await cli(['validate', '--format', 'json', '--output', 'ci/checks.json'], {
      cwd,
    })
    expect(answer).toEqual({ code: 0, stdout: '', stderr: '' })
    const written = JSON.parse(readFileSync(path.join(cwd, 'ci/checks.json'), 'utf8')) as unknown
    expect(written).toMatchObject({ errors: 0, diagnostics: [] })
  })

  it('that cannot be written exits 4', async () => {
    const answer = await cli(['validate', '--output', '.'], { cwd: await initialised() })
    expect(answer).toMatchObject({ code: 4, stdout: '' })
    expect(answer.stderr).toContain('CLI_OUTPUT  The result cannot be written to .:')
  })
})

describe('a password in the project file', () => {
  const rest = 'target: library\n'
  it.each([
    ['of a url', 'PROJECT_LITERAL_PASSWORD', 'url: postgres://ada:enchantress@db/books'],
    ['with a slash', 'PROJECT_URL', 'url: postgres://ada:enchan/tress@db/books'],
    ['under a key of its own', 'YAML_UNKNOWN_KEY', 'password: enchantress'],
    ['behind a broken quote', 'YAML_', 'url: "postgres://ada:enchantress@db/books'],
  ])('%s is never printed', async (_where, code, line) => {
    const text = `project: books\nconnections:\n  library:\n    ${line}\n${rest}`
    const cwd = await projectFolder({ 'mapwright.yaml': text })
    for (const format of ['text', 'json', 'markdown', 'junit', 'html']) {
      const answer = await cli(['validate', '--format', format], { cwd })
      expect(answer.code).toBe(2)
      if (format === 'text') expect(answer.stdout).toContain(code)
      expect(answer.stdout + answer.stderr).not.toMatch(/enchan|tress/u)
    }
  })
})

describe('init', () => {
  it('keeps a package.json and a .gitignore that are there', async () => {
    const cwd = await projectFolder({ 'package.json': '{"name": "library"}\n' })
    expect(await cli(['init'], { cwd })).toMatchObject({ code: 0 })
    expect(readFileSync(path.join(cwd, 'package.json'), 'utf8')).toBe('{"name": "library"}\n')
  })

  it('writes nothing where a project, or a file of one, stands', async () => {
    const cwd = await projectFolder({ 'schema/target.sql': 'create table book (id int);\n' })
    const answer = await cli(['init'], { cwd })
    expect(answer).toMatchObject({ code: 2, stdout: '' })
    expect(answer.stderr).toContain('schema/target.sql exists already')
    writeFileSync(path.join(cwd, 'mapwright.yaml'), 'project: books\n')
    expect((await cli(['init'], { cwd })).stderr).toContain('has a mapwright.yaml already')
  })
})
