/** Two tables that refer to each other: what is found out once all rows are in. */
import path from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { describe, expect, test } from 'vitest'
import type { RunEvent } from '../../../src/run/event.ts'
import {
  CIRCLE_ROWS,
  CIRCLE_SOURCE,
  CIRCLE_TARGET,
  CIRCLE_TARGET_SQLITE,
  circlePrograms,
  HEAD,
} from '../../support/circle-world.ts'
import { createPostgresDatabase, useDatabase } from '../../support/databases.ts'
import {
  createSqliteFile,
  runLibrary,
  sourceSettings,
  targetSettings,
} from '../../support/library-run.ts'
import { useTempFolder } from '../../support/temp-folder.ts'

const folder = useTempFolder()
let count = 0

function createWorld(script = CIRCLE_TARGET_SQLITE) {
  const here = path.join(folder, String((count += 1)))
  const source = createSqliteFile(here, 'source.sqlite', CIRCLE_SOURCE)
  const off = `pragma foreign_keys = off; ${script}${CIRCLE_ROWS}`
  const target = createSqliteFile(here, 'target.sqlite', off)
  const on = (side: 'source' | 'target') => {
    const database = new DatabaseSync(side === 'source' ? source : target)
    database.exec('pragma foreign_keys = off')
    return database
  }
  const change = (side: 'source' | 'target', sql: string) => {
    using database = on(side)
    database.exec(sql)
  }
  const read = (sql: string) => {
    using database = on('target')
    return database.prepare(sql).all()
  }
  return { source, target, modulesDirectory: path.join(here, 'build'), change, read }
}

interface RunOptions {
  /** Said once the rows of `branch` are in. */
  readonly meanwhile?: () => void
  readonly resume?: boolean
}

async function runWorld(
  world: Pick<ReturnType<typeof createWorld>, 'source' | 'target' | 'modulesDirectory'>,
  { meanwhile, resume = false }: RunOptions = {},
  programs = circlePrograms(world.modulesDirectory),
) {
  const onEvent = (event: RunEvent) => {
    if (event.kind === 'chunkDone' && event.unit === 'branch') meanwhile?.()
  }
  const [source, target] = [sourceSettings(world.source), targetSettings(world.target)]
  const { modulesDirectory } = world
  return await runLibrary({ programs, source, target, modulesDirectory, resume, onEvent })
}

describe('rows that refer to none', () => {
  test('of which the source has none any more are kept as the target has them', async () => {
    const world = createWorld()
    const meanwhile = () => world.change('source', 'delete from branch where id in (2, 3)')
    const result = await runWorld(world, { meanwhile })
    expect(result.units[0]?.account).toMatchObject({ rejected: 3, inserted: 1, unchanged: 1 })
    const rejects = world.read(
      `select source_key as key, source_row as cells from mapwright_reject
       where unit = 'branch' order by position`,
    )
    expect(rejects).toEqual([
      { key: '["4"]', cells: JSON.stringify({ 's.id': '4', 's.name': 'West', 's.head_id': '30' }) },
      { key: '["2"]', cells: JSON.stringify({ id: '2', name: 'Southern', head_id: '98' }) },
      { key: '["3"]', cells: JSON.stringify({ id: '3', name: 'East', head_id: '99' }) },
    ])
  })

  test('are not taken for this run’s where something else writes to the table', async () => {
    const world = createWorld()
    const foreign = "insert into branch values (77, 'Of the desk', 999)"
    const result = await runWorld(world, { meanwhile: () => world.change('target', foreign) })
    expect(result).toMatchObject({ exitCode: 4 })
    expect(result.message).toContain('TRANSFER_NOT_UNDONE')
    expect(world.read('select id from branch where id in (3, 77)')).toHaveLength(2)
    world.change('target', 'delete from branch where id = 77')
    expect(await runWorld(world, { resume: true })).toMatchObject({ exitCode: 1, message: null })
    const left = world.read('select id from branch order by id')
    expect(left.map(({ id }) => id)).toEqual([1, 2, 5])
  })

  test('before the run are in its way, where sessions do without references', async () => {
    const world = createWorld()
    world.change('target', 'update staff set branch_id = 9 where id = 20')
    await expect(runWorld(world)).rejects.toMatchObject({ code: 'TRANSFER_REFERENCES' })
    expect(world.read('select count(*) as n from branch')).toEqual([{ n: 2 }])
  })

  test('in tables that nothing fills end the run, where sessions enforce none', async () => {
    const world = createWorld(
      `${CIRCLE_TARGET_SQLITE} create table visit (id integer primary key,
       branch_name text references branch (name) on update cascade);
       create unique index branch_name on branch (name);`,
    )
    world.change('target', "insert into visit values (1, 'South')")
    world.change('source', 'update branch set head_id = 20 where id = 2')
    const result = await runWorld(world)
    expect(result.message).toContain('Rows of "visit" would no longer have the row of "branch"')
    expect(world.read("select state from mapwright_unit where unit = 'branch'")).toEqual([
      { state: 'ready' },
    ])
  })
})

describe('a constraint of PostgreSQL', () => {
  const database = useDatabase(() => createPostgresDatabase(`${CIRCLE_TARGET}${CIRCLE_ROWS}`))
  const described = async () =>
    await database().execute(
      `select conname, pg_get_constraintdef(oid) as made, obj_description(oid) as told
       from pg_constraint where conrelid = 'branch'::regclass and contype = 'f'`,
    )
  const run = async () => {
    const world = { ...createWorld(), target: database().url }
    const programs = circlePrograms(world.modulesDirectory, { schema: 'public' })
    return await runWorld(world, {}, programs)
  }

  test('that was never validated is left alone, and said to be', async () => {
    await database().execute(`alter table branch add constraint "the head" ${HEAD} not valid`)
    await expect(run()).rejects.toMatchObject({
      code: 'TRANSFER_SUSPENDED',
      message: expect.stringContaining('It is NOT VALID') as string,
    })
  })

  test('comes back as it was, with what was said of it', async () => {
    await database().execute(
      `alter table branch drop constraint "the head";
       alter table branch add constraint "the head" ${HEAD}
         on update cascade deferrable initially deferred;
       comment on constraint "the head" on branch is 'Who''s the head?'`,
    )
    const before = await described()
    const result = await run()
    expect(result.units[0]?.suspended).toEqual([
      { kind: 'reference', name: 'the head', restored: true },
    ])
    expect(await described()).toEqual(before)
  })
})
