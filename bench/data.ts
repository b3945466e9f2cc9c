/** A shape -> its rows in a file, and from there in each database. Made once, then kept. */
import { createReadStream, createWriteStream, existsSync, renameSync } from 'node:fs'
import { once } from 'node:events'
import path from 'node:path'
import { createInterface } from 'node:readline'
import { DatabaseSync } from 'node:sqlite'
import { pipeline } from 'node:stream/promises'
import pg from 'pg'
import { from } from 'pg-copy-streams'
import { shell, timed } from './commands.ts'
import type { MariadbServer, PostgresServer } from './servers.ts'
import { SOURCE } from './servers.ts'
import type { Shape } from './shapes.ts'

const WRITE_ROWS = 1000

/** The rows as COPY and LOAD DATA read them. No value has a tab, line end or backslash. */
export async function makeText(folder: string, shape: Shape): Promise<string> {
  return await makeFile(folder, shape, 'tsv', (cells) => `${cells.join('\t')}\n`)
}

/** With a header, and quotes where a field needs them. */
export async function makeCsv(folder: string, shape: Shape): Promise<string> {
  const header = `${shape.columns.map(({ name }) => name).join(',')}\n`
  const line = (cells: readonly string[]) => `${cells.map(csvField).join(',')}\n`
  return await makeFile(folder, shape, 'csv', line, header)
}

export async function fillPostgres(
  server: PostgresServer,
  shape: Shape,
  file: string,
): Promise<void> {
  const columns = shape.columns.map(({ name, postgres }) => `${name} ${postgres}`)
  await server.execute(
    SOURCE,
    `drop table if exists ${shape.name};
     create table ${shape.name} (${columns.join(', ')}, primary key (id))`,
  )
  const client = new pg.Client({ connectionString: server.url(SOURCE) })
  await client.connect()
  await pipeline(createReadStream(file), client.query(from(`copy ${shape.name} from stdin`)))
  await client.end()
  await server.execute(SOURCE, `vacuum (freeze, analyze) ${shape.name}`)
}

export async function fillMariadb(
  server: MariadbServer,
  shape: Shape,
  file: string,
): Promise<void> {
  const columns = shape.columns.map(({ name, mysql }) => `${name} ${mysql}`)
  await server.execute(
    `use ${SOURCE}; drop table if exists ${shape.name};
     create table ${shape.name} (${columns.join(', ')}, primary key (id))`,
  )
  const load = `load data local infile '${file}' into table ${shape.name} character set utf8mb4`
  const args = [...server.clientArgs, '--local-infile=1', SOURCE].join(' ')
  await timed(shell(`mariadb ${args} -e "${load}"`, server.env))
  await server.execute(`analyze table ${SOURCE}.${shape.name}`)
}

export async function makeSqlite(folder: string, shape: Shape, text: string): Promise<string> {
  const file = path.join(folder, `${shape.name}-${shape.rows}.sqlite`)
  if (existsSync(file)) return file
  const database = new DatabaseSync(`${file}.draft`)
  const columns = shape.columns.map(({ name, sqlite }) =>
    name === 'id' ? 'id integer primary key' : `${name} ${sqlite}`,
  )
  database.exec(`create table ${shape.name} (${columns.join(', ')}); begin`)
  const places = shape.columns.map(() => '?').join(', ')
  const insert = database.prepare(`insert into ${shape.name} values (${places})`)
  for await (const line of createInterface({ input: createReadStream(text) })) {
    insert.run(...line.split('\t'))
  }
  database.exec('commit')
  database.close()
  renameSync(`${file}.draft`, file)
  return file
}

async function makeFile(
  folder: string,
  shape: Shape,
  kind: 'tsv' | 'csv',
  line: (cells: readonly string[]) => string,
  header = '',
): Promise<string> {
  const file = path.join(folder, `${shape.name}-${shape.rows}.${kind}`)
  if (existsSync(file)) return file
  const stream = createWriteStream(`${file}.draft`)
  stream.write(header)
  for (let index = 1; index <= shape.rows; index += WRITE_ROWS) {
    let text = ''
    for (let at = index; at < index + WRITE_ROWS && at <= shape.rows; at += 1) {
      text += line(shape.row(at))
    }
    if (!stream.write(text)) await once(stream, 'drain')
  }
  stream.end()
  await once(stream, 'finish')
  renameSync(`${file}.draft`, file)
  return file
}

function csvField(cell: string): string {
  return /[",\n]/u.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell
}
