/** A small library moved from SQLite to SQLite, then changed on either side and reconciled. */
import { existsSync } from 'node:fs'
import path from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { expect, test } from 'vitest'
import { silentLogger } from '../../../src/base/logger.ts'
import { runCli } from '../../../src/cli/cli.ts'
import type { Reconciliation, UnitReconciliation } from '../../../src/reconcile/finding.ts'
import { projectFolder } from '../../support/project-folder.ts'

const PROJECT = `
project: library
connections:
  legacy: {url: 'sqlite:legacy.sqlite'}
  library: {url: 'sqlite:library.sqlite'}
target: library
defaults: {on_error: reject}
`

class Library {
  readonly directory: string

  constructor(directory: string) {
    this.directory = directory
  }

  change(side: 'legacy' | 'library', script: string): void {
    const database = new DatabaseSync(path.join(this.directory, `${side}.sqlite`))
    database.exec(script)
    database.close()
  }

  async command(line: string): Promise<{ readonly exit: number; readonly stdout: string }> {
    let stdout = ''
    let stderr = ''
    const exit = await runCli({
      argv: line.split(' '),
      env: {},
      cwd: this.directory,
      stdout: { write: (text) => (stdout += text) },
      stderr: { write: (text) => (stderr += text) },
      signal: new AbortController().signal,
      createLog: async () => silentLogger,
    })
    if (exit === 2) throw new Error(stdout + stderr)
    return { exit, stdout }
  }

  async reconcile(): Promise<{ readonly exit: number; readonly unit: UnitReconciliation }> {
    const { exit, stdout } = await this.command('reconcile --format json')
    const result = JSON.parse(stdout) as Reconciliation
    expect(result.exitCode).toBe(exit)
    const [unit] = result.units
    if (unit === undefined) throw new Error('no mapping was reconciled')
    return { exit, unit }
  }
}

/** One mapping, its tables on both sides; nothing has run yet. */
async function createLibrary(world: {
  readonly name: string
  readonly mapping: string
  readonly legacy: string
  readonly library: string
}): Promise<Library> {
  const directory = await projectFolder({
    'mapwright.yaml': PROJECT,
    [`mappings/${world.name}.yaml`]: world.mapping,
  })
  const library = new Library(directory)
  library.change('legacy', world.legacy)
  library.change('library', world.library)
  await library.command('snapshot')
  return library
}

function states(unit: UnitReconciliation): string {
  return unit.checks.map(({ state }) => state).join(' ')
}

const READER = {
  name: 'reader',
  mapping: 'source: legacy.member as m\ntarget: library.reader\ncopy: m\n',
  legacy: 'create table member (id integer primary key, name text, branch text);',
  library: 'create table reader (id integer primary key, name text not null, branch text);',
}

test('integer keys are compared in their own order, below zero and beyond 2^53', async () => {
  const library = await createLibrary(READER)
  const ids = ['-9223372036854775807', '-10', '-9', '-1', '0', '9', '10', '9007199254740993']
  for (const id of ids) library.change('legacy', `insert into member values (${id}, 'M', null)`)
  await library.command('run --workers 0')
  expect(await library.reconcile()).toMatchObject({ exit: 0, unit: { matched: ids.length } })
  library.change(
    'library',
    `delete from reader where id in (-10, 9007199254740993);
     insert into reader values (-11, 'X', null), (9007199254740992, 'Y', null)`,
  )
  const { exit, unit } = await library.reconcile()
  expect(exit).toBe(1)
  expect(unit.findings.map((finding) => [finding.kind, 'key' in finding && finding.key])).toEqual([
    ['extra', ['-11']],
    ['missing', ['-10']],
    ['extra', ['9007199254740992']],
    ['missing', ['9007199254740993']],
  ])
  expect(unit).toMatchObject({ findingCount: 4, matched: 6, targetRows: 8 })
})

test('rows beyond one batch are compared, refused and filtered one by one', async () => {
  const count = 12_000
  const more = `select i + 1 from n where i < ${count}`
  const numbers = `with recursive n (i) as (select 1 union all ${more})`
  const library = await createLibrary({
    ...READER,
    mapping: READER.mapping.replace(
      'legacy.member as m',
      `{from: legacy.member as m, where: "m.branch <> 'closed'"}`,
    ),
    legacy: `${READER.legacy} ${numbers} insert into member
      select i, case when i in (5001, 9000) then null else 'M' || i end,
      case when i in (4999, 10000) then 'closed' else 'N' end from n;`,
  })
  await library.command('run --workers 0')
  const clean = { filtered: 2, rejected: 2, matched: count - 4, findingCount: 0 }
  expect(await library.reconcile()).toMatchObject({ exit: 0, unit: clean })
  library.change(
    'library',
    `delete from reader where id in (5000, 12000);
     update reader set name = 'changed' where id = 5002;
     insert into reader values (10000, 'X', null), (12001, 'Y', null)`,
  )
  const { unit } = await library.reconcile()
  expect(unit.findings.map((finding) => [finding.kind, 'key' in finding && finding.key])).toEqual([
    ['missing', ['5000']],
    ['different', ['5002']],
    ['extra', ['10000']],
    ['missing', ['12000']],
    ['extra', ['12001']],
  ])
  expect(unit).toMatchObject({ ...clean, matched: count - 7, findingCount: 5 })
})

test('keys of text are matched whatever their letters, one by one', async () => {
  const library = await createLibrary({
    name: 'title',
    mapping: 'source: legacy.book as b\ntarget: library.title\ncopy: b\n',
    legacy: 'create table book (isbn text, volume text, name text, primary key (isbn, volume));',
    library: `create table title (isbn text not null, volume text not null, name text,
      primary key (isbn, volume));`,
  })
  const keys = ['a', 'A', 'a ', 'ä', 'a\u0308', 'ß', 'ss', '図', '\uffee', '😀', '"', '\\', "''"]
  const rows = keys.flatMap((key) => [`('${key}', '1', 'N')`, `('${key}', '10', 'N')`])
  library.change(
    'legacy',
    `insert into book (isbn, volume, name) values ${rows.join(', ')}, ('', 'a', 'N')`,
  )
  // Without \`not null\` in the source a key may be NULL, and the row is refused.
  library.change('legacy', `insert into book values ('b', null, 'N')`)
  const run = await library.command('run --workers 0')
  expect(run.exit).toBe(1)
  const clean = await library.reconcile()
  expect(clean).toMatchObject({ exit: 0, unit: { rejected: 1, matched: rows.length + 1 } })
  library.change(
    'library',
    `update title set name = 'changed' where isbn = '😀' and volume = '1';
     update title set isbn = 'a', volume = '' where isbn = '';
     delete from title where isbn = '\uffee' and volume = '10'`,
  )
  const { unit } = await library.reconcile()
  expect(unit.findings).toHaveLength(5)
  expect(unit.findings).toEqual(
    expect.arrayContaining([
      {
        kind: 'different',
        unit: 'title',
        key: ['😀', '1'],
        column: 'name',
        expected: 'N',
        actual: 'changed',
      },
      // Joined without their lengths, both keys would be one.
      { kind: 'missing', unit: 'title', key: ['', 'a'] },
      { kind: 'extra', unit: 'title', key: ['a', ''] },
      { kind: 'missing', unit: 'title', key: ['\uffee', '10'] },
      { kind: 'count', unit: 'title', expected: 27, actual: 26 },
    ]) as unknown,
  )
})

test('two rows changed alike do not cancel each other', async () => {
  const library = await createLibrary(READER)
  library.change('legacy', `insert into member values (1, 'Ada', 'N'), (2, 'Ada', 'N')`)
  await library.command('run --workers 0')
  library.change('library', `update reader set name = 'Eve'`)
  expect((await library.reconcile()).unit).toMatchObject({ byColumn: { name: 2 }, matched: 0 })
  library.change('library', `update reader set name = 'Ad', branch = 'aN'`)
  expect((await library.reconcile()).unit.byColumn).toEqual({ name: 2, branch: 2 })
})

test('no rows on either side is empty, and equal only where the mapping says so', async () => {
  const library = await createLibrary(READER)
  await library.command('run --workers 0')
  const empty = await library.reconcile()
  expect(empty.exit).toBe(3)
  expect(states(empty.unit)).toBe('equal equal empty')
  const allowing = await createLibrary({
    ...READER,
    mapping: `${READER.mapping}reconcile: {allow_empty: true}`,
  })
  await allowing.command('run --workers 0')
  const allowed = await allowing.reconcile()
  expect(allowed.exit).toBe(0)
  expect(states(allowed.unit)).toBe('equal equal equal')
})

test('what was refused stays accounted for; a source that has changed since is named', async () => {
  const library = await createLibrary(READER)
  library.change(
    'legacy',
    `insert into member values (1, 'Ada', 'N'), (2, null, 'N'), (3, 'Alan', 'N')`,
  )
  expect((await library.command('run --workers 0')).exit).toBe(1)
  expect(await library.reconcile()).toMatchObject({ exit: 0, unit: { rejected: 1, matched: 2 } })
  library.change('legacy', `insert into member values (4, 'Grace', 'N')`)
  const grown = await library.reconcile()
  expect(states(grown.unit)).toBe('different different different')
  expect(grown.unit.findings[0]).toEqual({ kind: 'missing', unit: 'reader', key: ['4'] })
  expect(grown.unit.checks[0]?.note).toBe('The run read 3 rows; the source has 4 now.')
  library.change('legacy', `delete from member where id = 4; update member set name = null`)
  const spoilt = await library.reconcile()
  expect(spoilt.exit).toBe(1)
  expect(spoilt.unit.checks[0]?.note).toBe('2 rows are refused now that the run took.')
})

test('a target that others loaded is compared, and its account skipped', async () => {
  const library = await createLibrary({
    name: 'fee',
    mapping: `source: legacy.charge as c
target: library.fee
columns: {code: c.code, amount: c.amount, rate: c.rate}
reconcile: {tolerance: {rate: {absolute: 0.01}}}
`,
    legacy: `create table charge (code decimal(6, 2) primary key not null, amount decimal(10, 2),
      rate real); insert into charge values (1.5, 10, 0.5), (2, 7.25, 1.25), (3, 1, null);`,
    library: `create table fee (code numeric primary key not null, amount numeric, rate real);`,
  })
  library.change('library', `insert into fee values (1.5, 10.0, 0.509), (2.0, 7.25, 1.25)`)
  library.change('library', `insert into fee values (3, 1.001, null)`)
  const { exit, unit } = await library.reconcile()
  expect(exit).toBe(1)
  expect(states(unit)).toBe('skipped equal different')
  expect(unit.findings).toMatchObject([{ key: ['3'], column: 'amount', actual: '1.001' }])
  library.change('library', 'update fee set amount = 1 where code = 3')
  expect(await library.reconcile()).toMatchObject({ exit: 3, unit: { matched: 3 } })
  expect(existsSync(path.join(library.directory, '.mapwright/report/reconcile.html'))).toBe(true)
})
