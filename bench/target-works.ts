/** Other databases as targets, against what their own clients load of the same rows. */
import { existsSync, rmSync } from 'node:fs'
import path from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { shell, timed, type Command } from './commands.ts'
import { measurePairs, type Side } from './pairs.ts'
import type { BenchProject } from './project.ts'
import { atMost, type Result } from './results.ts'
import { SOURCE, TARGET, type MariadbServer } from './servers.ts'
import { WIDE, type Shape } from './shapes.ts'
import type { Work, World } from './world.ts'

/** A table that is there and empty, and what fills it. */
interface Loading {
  readonly prepare: (schema: string) => Promise<void>
  readonly url: string
  /** Rows of COPY's text or CSV format, by its standard input, into the table `peer`. */
  readonly client: string
  readonly format: 'text' | 'csv'
  readonly env: Readonly<Record<string, string>>
}

export const intoMariadb: Work = {
  name: 'into-mariadb',
  needs: ['mariadbd', 'mariadb', 'psql'],
  async measure(world) {
    const { mariadb } = world.servers
    if (mariadb === null) return []
    const shape = world.scaled(withType(WIDE, 'timestamp', 'datetime(6)'))
    const loading = mariadbLoading(mariadb)
    return [await compare(world, shape, { name: 'into-mariadb', loading, limit: 2 })]
  },
}

export const intoSqlite: Work = {
  name: 'into-sqlite',
  needs: ['sqlite3', 'psql'],
  async measure(world) {
    // Text, so that not a digit of a decimal is lost.
    const shape = world.scaled(withType(WIDE, 'numeric(12,2)', 'text'))
    const loading = sqliteLoading(path.join(world.folder, 'target.sqlite'))
    return [await compare(world, shape, { name: 'into-sqlite', loading, limit: 2.5 })]
  },
}

function mariadbLoading(mariadb: MariadbServer): Loading {
  const load = "load data local infile '/dev/stdin' into table peer character set utf8mb4"
  return {
    prepare: async (schema) => {
      await mariadb.execute(
        `drop database if exists ${TARGET}; create database ${TARGET}; use ${TARGET}; ${schema}`,
      )
    },
    url: new URL(TARGET, mariadb.url).href,
    client: `mariadb ${mariadb.clientArgs.join(' ')} --local-infile=1 ${TARGET} -e "${load}"`,
    format: 'text',
    env: mariadb.env,
  }
}

function sqliteLoading(file: string): Loading {
  return {
    prepare: async (schema) => {
      for (const end of ['', '-wal', '-shm', '-journal']) {
        if (existsSync(`${file}${end}`)) rmSync(`${file}${end}`)
      }
      const database = new DatabaseSync(file)
      database.exec(schema)
      database.close()
    },
    url: `sqlite:${file}`,
    client: `sqlite3 ${file} ".import --csv /dev/stdin peer"`,
    format: 'csv',
    env: {},
  }
}

/** The shape with one of the target's types written as another database has it. */
function withType(shape: Shape, from: string, to: string): Shape {
  const target = shape.target.map((column) => column.replace(` ${from}`, ` ${to}`))
  return { ...shape, target }
}

interface Compared {
  readonly name: string
  readonly loading: Loading
  readonly limit: number
}

async function compare(
  world: World,
  shape: Shape,
  { name, loading, limit }: Compared,
): Promise<Result> {
  const project = await world.project('postgres', shape, { targetUrl: loading.url })
  await loading.prepare(project.targetSchema)
  await timed(project.command('snapshot', 'shop'))
  const paired = await measurePairs(
    world.runs,
    running(project, loading),
    peerOf(world, shape, loading),
  )
  const [, database = ''] = name.split('-')
  return {
    work: name,
    what: `postgres to ${database}, ${shape.rows.toLocaleString('en')} rows (${shape.name}), 2 workers`,
    peer: `psql | ${database === 'sqlite' ? 'sqlite3' : 'mariadb'}`,
    figure: `${paired.seconds.toFixed(2)} s`,
    peerFigure: `${paired.peerSeconds.toFixed(2)} s`,
    value: paired.ratio,
    bar: atMost(limit),
    rowsPerSecond: shape.rows / paired.seconds,
  }
}

function running(project: BenchProject, loading: Loading): Side {
  return {
    prepare: () => loading.prepare(project.targetSchema),
    command: project.command('run', '--workers', '2'),
  }
}

function peerOf(world: World, shape: Shape, { prepare, client, format, env }: Loading): Side {
  const columns = shape.columns.map((column) => {
    const type = format === 'csv' ? column.sqlite : column.mysql
    return `${column.name} ${type}`
  })
  const copy = `copy ${shape.name} to stdout${format === 'csv' ? ' (format csv)' : ''}`
  const command: Command = shell(`psql -q -d ${SOURCE} -c '${copy}' | ${client}`, {
    ...world.servers.postgres.env,
    ...env,
  })
  return {
    prepare: () => prepare(`create table peer (${columns.join(', ')}, primary key (id))`),
    command,
  }
}
