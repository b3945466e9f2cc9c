/** What every work is made of: servers, filled tables, projects, and the peers' commands. */
import path from 'node:path'
import { findProgram, shell, type Command } from './commands.ts'
import { fillMariadb, fillPostgres, makeCsv, makeSqlite, makeText } from './data.ts'
import type { Side } from './pairs.ts'
import { makeProject, type BenchProject, type ProjectOptions } from './project.ts'
import type { Result } from './results.ts'
import { SOURCE, TARGET, type MariadbServer, type Servers } from './servers.ts'
import type { Shape } from './shapes.ts'

export type Kind = 'postgres' | 'mysql' | 'csv' | 'sqlite'

export interface Work {
  readonly name: string
  /** What the machine has to have; the work is passed over, by name, where it lacks it. */
  readonly needs: readonly string[]
  readonly measure: (world: World) => Promise<readonly Result[]>
}

export interface WorldOptions {
  readonly folder: string
  readonly servers: Servers
  /** Pairs a work. */
  readonly runs: number
  /** So many times the rows of each shape. */
  readonly scale: number
}

export class World {
  readonly folder: string
  readonly servers: Servers
  readonly runs: number
  readonly #scale: number
  readonly #filled = new Set<string>()
  #projects = 0

  constructor({ folder, servers, runs, scale }: WorldOptions) {
    this.folder = folder
    this.servers = servers
    this.runs = runs
    this.#scale = scale
  }

  /** The shape with `times` its rows, as large as this bench is. */
  scaled(shape: Shape, times = 1): Shape {
    const rows = Math.round(shape.rows * times * this.#scale)
    return { ...shape, name: times === 1 ? shape.name : `${shape.name}_${rows}`, rows }
  }

  /** The rows of the shape in that kind of source, and how Mapwright is told of it. */
  async source(kind: Kind, shape: Shape): Promise<ProjectOptions['source']> {
    if (kind === 'csv') return { kind, file: await makeCsv(this.folder, shape) }
    const text = await makeText(this.folder, shape)
    if (kind === 'sqlite') {
      return { kind, url: `sqlite:${await makeSqlite(this.folder, shape, text)}` }
    }
    const { postgres, mariadb } = this.servers
    const isFilled = this.#filled.has(`${kind} ${shape.name}`)
    this.#filled.add(`${kind} ${shape.name}`)
    if (kind === 'postgres') {
      if (!isFilled) await fillPostgres(postgres, shape, text)
      return { kind, url: postgres.url(SOURCE) }
    }
    if (mariadb === null) throw new Error('there is no MariaDB')
    if (!isFilled) await fillMariadb(mariadb, shape, text)
    return { kind, url: mariadb.url }
  }

  /** A project that moves the shape into PostgreSQL. */
  async project(
    kind: Kind,
    shape: Shape,
    more: Partial<ProjectOptions> = {},
  ): Promise<BenchProject> {
    const source = await this.source(kind, shape)
    const folder = path.join(this.folder, `project-${(this.#projects += 1)}`)
    const targetUrl = this.servers.postgres.url(TARGET)
    return await makeProject({ folder, shape, source, targetUrl, ...more })
  }

  /** A run into an empty target. */
  running(project: BenchProject, workers: number, codes: readonly number[] = [0]): Side {
    return {
      prepare: () => this.emptyTarget(project.targetSchema),
      command: { ...project.command('run', '--workers', String(workers)), codes },
    }
  }

  async emptyTarget(schema: string): Promise<void> {
    const { postgres } = this.servers
    await postgres.execute(TARGET, `drop schema if exists mapwright cascade; ${schema}`)
    await postgres.execute(TARGET, 'checkpoint')
  }

  /** A table for a peer, with the source's columns: it transforms nothing. */
  loading(shape: Shape, command: Command): Side {
    const columns = shape.columns.map(({ name, postgres }) => `${name} ${postgres}`)
    const table = `create table peer (${columns.join(', ')}, primary key (id))`
    return {
      prepare: async () => {
        await this.servers.postgres.execute(TARGET, `drop table if exists peer; ${table}`)
        await this.servers.postgres.execute(TARGET, 'checkpoint')
      },
      command,
    }
  }

  /** COPY from server to server: psql on both ends, or Node where there is no psql. */
  pipe(shape: Shape, format: 'text' | 'binary'): Command {
    const { postgres } = this.servers
    const options = format === 'binary' ? ' (format binary)' : ''
    const [out, into] = [`copy ${shape.name} to stdout${options}`, `copy peer from stdin${options}`]
    if (findProgram('psql') === null) {
      const script = path.join(import.meta.dirname, 'copy-pipe.ts')
      return {
        program: process.execPath,
        args: [script, postgres.url(SOURCE), out, postgres.url(TARGET), into],
      }
    }
    return shell(
      `psql -q -d ${SOURCE} -c '${out}' | psql -q -d ${TARGET} -c '${into}'`,
      postgres.env,
    )
  }

  /** The client's own copy of a file. */
  copyFile(file: string): Command {
    const copy = String.raw`\copy peer from '${file}' (format csv, header)`
    return shell(`psql -q -d ${TARGET} -c "${copy}"`, this.servers.postgres.env)
  }

  mariadbPipe(mariadb: MariadbServer, query: string): Command {
    const args = mariadb.clientArgs.join(' ')
    return shell(
      `mariadb ${args} --quick -N -e '${query}' | psql -q -d ${TARGET} -c 'copy peer from stdin'`,
      { ...this.servers.postgres.env, ...mariadb.env },
    )
  }
}
