/** The commands by which pgloader moves the same rows, untransformed. */
import { writeFile } from 'node:fs/promises'
import path from 'node:path'
import type { Side } from './pairs.ts'
import { TARGET } from './servers.ts'
import type { Shape } from './shapes.ts'
import type { Kind, World } from './world.ts'

/** The peer's side: for files into a table that is there, else with the tables it makes itself. */
export async function pgloader(world: World, kind: Kind, shape: Shape): Promise<Side> {
  const source = await world.source(kind, shape)
  const into = `postgresql${world.servers.postgres.url(TARGET).slice('postgres'.length)}`
  const file = path.join(world.folder, `pgloader-${kind}-${shape.name}.load`)
  const text =
    source.kind === 'csv' ? loadCsv(source.file, into, shape) : loadDatabase(source, into, shape)
  await writeFile(file, text)
  return world.loading(shape, { program: 'pgloader', args: ['--quiet', file] })
}

function loadCsv(file: string, into: string, shape: Shape): string {
  const columns = shape.columns.map(({ name }) => name).join(', ')
  return `load csv from '${file}' (${columns})
    into ${into} target table public.peer (${columns})
    with skip header = 1, fields optionally enclosed by '"', fields escaped by double-quote,
      fields terminated by ',';\n`
}

function loadDatabase(source: { readonly url: string }, into: string, shape: Shape): string {
  const from = source.url.replace(/^sqlite:/u, 'sqlite://')
  const only = source.url.startsWith('mysql')
    ? `including only table names matching '${shape.name}'`
    : `including only table names like '${shape.name}'`
  return `load database from ${from} into ${into} with include drop, create tables ${only};\n`
}
