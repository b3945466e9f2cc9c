/** The works that compare Mapwright with itself, or with a limit. */
import { mkdir, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { shell, timed } from './commands.ts'
import { measure, measurePairs, median } from './pairs.ts'
import { atLeast, atMost, type Result } from './results.ts'
import { SOURCE, TARGET } from './servers.ts'
import { NARROW, WIDE, type Shape } from './shapes.ts'
import type { Work, World } from './world.ts'

export const upserting: Work = {
  name: 'upsert',
  needs: [],
  async measure(world) {
    const shape = world.scaled(WIDE)
    const insert = await world.project('postgres', shape)
    const upsert = await world.project('postgres', shape, { load: 'upsert' })
    const other = await world.project('postgres', shape, { rules: ['visits: s.visits + 1'] })
    const ours = {
      prepare: async () => {
        await measure(world.running(other, 2))
        await world.servers.postgres.execute(
          TARGET,
          `vacuum (freeze, analyze) ${other.targetTable}`,
        )
        await world.servers.postgres.execute(TARGET, 'checkpoint')
      },
      command: upsert.command('run', '--workers', '2'),
    }
    const paired = await measurePairs(world.runs, ours, world.running(insert, 2))
    return [
      {
        work: 'upsert',
        what: `upsert of ${shape.rows.toLocaleString('en')} rows that all differ, 2 workers`,
        peer: 'insert into an empty table',
        figure: `${paired.seconds.toFixed(2)} s`,
        peerFigure: `${paired.peerSeconds.toFixed(2)} s`,
        value: paired.ratio,
        bar: atMost(2),
        rowsPerSecond: shape.rows / paired.seconds,
      },
    ]
  },
}

export const badRows: Work = {
  name: 'bad-rows',
  needs: [],
  async measure(world) {
    const shape = world.scaled(WIDE)
    const refusing = (remainder: number) =>
      world.project('postgres', shape, {
        constraints: [`constraint odd check (id % 100 <> ${remainder})`],
        rejectLimit: shape.rows,
      })
    const [bad, good] = [await refusing(7), await refusing(100)]
    const paired = await measurePairs(world.runs, world.running(bad, 2), world.running(good, 2))
    return [
      {
        work: 'bad-rows',
        what: `1 % of ${shape.rows.toLocaleString('en')} rows refused by a check of the table`,
        peer: 'none refused',
        figure: `${paired.seconds.toFixed(2)} s`,
        peerFigure: `${paired.peerSeconds.toFixed(2)} s`,
        value: paired.ratio,
        bar: atMost(1.3),
        rowsPerSecond: shape.rows / paired.seconds,
      },
    ]
  },
}

export const reconciling: Work = {
  name: 'reconcile',
  needs: ['psql'],
  async measure(world) {
    const shape = world.scaled(WIDE)
    const project = await world.project('postgres', shape)
    await measure(world.running(project, 2))
    const read = (database: string, table: string) =>
      `psql -q -d ${database} -c 'copy (select * from ${table} order by id) to stdout' > /dev/null`
    const line = `${read(SOURCE, shape.name)} && ${read(TARGET, project.targetTable)}`
    const nothing = async () => {}
    const paired = await measurePairs(
      world.runs,
      { prepare: nothing, command: project.command('reconcile') },
      { prepare: nothing, command: shell(line, world.servers.postgres.env) },
    )
    return [
      {
        work: 'reconcile',
        what: `values of ${shape.rows.toLocaleString('en')} rows, through the mapping`,
        peer: 'COPY of both sides',
        figure: `${paired.seconds.toFixed(2)} s`,
        peerFigure: `${paired.peerSeconds.toFixed(2)} s`,
        value: paired.ratio,
        bar: atMost(2),
        rowsPerSecond: shape.rows / paired.seconds,
      },
    ]
  },
}

const WORKERS = 2
const MEMORY_MB_MAX = 200 + 80 * WORKERS
/** The same memory, but for what a garbage collector leaves to chance. */
const GROWTH_MAX = 1.2

export const memory: Work = {
  name: 'memory',
  needs: [],
  async measure(world) {
    const results: Result[] = []
    const small = await peakOf(world, world.scaled(NARROW, 0.1))
    const large = await peakOf(world, world.scaled(NARROW, 4))
    for (const { rows, megabytes } of [small, large]) {
      results.push({
        work: 'memory',
        what: `peak of a run of ${rows.toLocaleString('en')} rows, ${WORKERS} workers`,
        peer: '',
        figure: `${Math.round(megabytes)} MB`,
        peerFigure: '',
        value: megabytes,
        bar: atMost(MEMORY_MB_MAX, 'MB'),
        rowsPerSecond: null,
      })
    }
    results.push({
      work: 'memory-growth',
      what: `peak of ${large.rows.toLocaleString('en')} rows against that of the fewer`,
      peer: `${small.rows.toLocaleString('en')} rows`,
      figure: `${Math.round(large.megabytes)} MB`,
      peerFigure: `${Math.round(small.megabytes)} MB`,
      value: large.megabytes / small.megabytes,
      bar: atMost(GROWTH_MAX),
      rowsPerSecond: null,
    })
    return results
  },
}

async function peakOf(world: World, shape: Shape) {
  const project = await world.project('postgres', shape)
  const { peakBytes } = await measure(world.running(project, WORKERS))
  return { rows: shape.rows, megabytes: peakBytes / 1024 / 1024 }
}

export const scaling: Work = {
  name: 'scaling',
  needs: [],
  async measure(world) {
    // Its rules take their time: fewer rows than elsewhere tell as much.
    const shape = world.scaled(WIDE, 0.4)
    const project = await world.project('postgres', shape, {
      rules: [
        "note: regexp_replace(lower(s.note), '[aeiou]+([a-z])', '-\\1', 'g') || md5(s.note) || " +
          "md5(concat(s.email, s.note)) || regexp_replace(s.email, '^(.*)@(.*)$', '\\2 \\1')",
      ],
    })
    const paired = await measurePairs(
      world.runs,
      world.running(project, 1),
      world.running(project, 2),
    )
    return [
      {
        work: 'scaling',
        what: `${shape.rows.toLocaleString('en')} rows whose rules cost more than moving them`,
        peer: '1 worker',
        figure: `${paired.peerSeconds.toFixed(2)} s`,
        peerFigure: `${paired.seconds.toFixed(2)} s`,
        value: paired.ratio,
        bar: atLeast(1.6),
        rowsPerSecond: shape.rows / paired.peerSeconds,
      },
    ]
  },
}

const MAPPINGS = 300

export const starting: Work = {
  name: 'start',
  needs: [],
  async measure(world) {
    const project = await world.project('postgres', world.scaled(WIDE))
    const folder = await writeLargeProject(path.join(world.folder, 'large'))
    const works = [
      { what: '`mapwright --help`', args: ['--help'], limit: 0.15 },
      {
        what: `\`validate\` of ${MAPPINGS} mappings of 30 columns`,
        args: ['-C', folder, 'validate'],
        limit: 2,
      },
    ]
    const results: Result[] = []
    for (const { what, args, limit } of works) {
      const command = {
        ...project.command(),
        args: [...project.command().args.slice(0, 1), ...args],
      }
      const seconds: number[] = []
      for (let run = 0; run < world.runs; run += 1) seconds.push((await timed(command)).seconds)
      const value = median(seconds)
      results.push({
        work: 'start',
        what,
        peer: '',
        figure: `${value.toFixed(2)} s`,
        peerFigure: '',
        value,
        bar: atMost(limit, 's'),
        rowsPerSecond: null,
      })
    }
    return results
  },
}

async function writeLargeProject(folder: string): Promise<string> {
  await mkdir(path.join(folder, 'mappings'), { recursive: true })
  await mkdir(path.join(folder, 'schema'), { recursive: true })
  const columns = Array.from({ length: 30 }, (_, index) => `field_${index}`)
  const tables = Array.from({ length: MAPPINGS }, (_, index) => `table_${index}`)
  const schema = tables.map(
    (table) =>
      `create table ${table} (id bigint primary key, ${columns.map((c) => `${c} text`).join(', ')});`,
  )
  await writeFile(
    path.join(folder, 'mapwright.yaml'),
    'project: large\nconnections:\n  legacy: {files: data, tables: {' +
      tables.map((table) => `${table}: {file: ${table}.csv}`).join(', ') +
      "}, catalog: schema/legacy.sql}\n  shop: {url: 'embedded:shop'}\ntarget: shop\n",
  )
  await writeFile(path.join(folder, 'schema/legacy.sql'), schema.join('\n'))
  await writeFile(path.join(folder, 'schema/target.sql'), schema.join('\n'))
  for (const table of tables) {
    const rules = columns.map((name, index) =>
      index % 2 === 0 ? `  ${name}: upper(trim(s.${name}))` : `  ${name}: s.${name}`,
    )
    const text = `source: legacy.${table} as s\ntarget: shop.${table}\ncolumns:\n  id: s.id\n${rules.join('\n')}\n`
    await writeFile(path.join(folder, `mappings/${table}.yaml`), text)
  }
  return folder
}
