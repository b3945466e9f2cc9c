/** A small project of a library's files and its new database, checked without any server. */
import { cli, type CliOutcome } from './cli-world.ts'
import { projectFolder } from './project-folder.ts'

const PROJECT = `
project: library
connections:
  feeds:
    files: feeds
    tables:
      member: {file: member.csv, key: [id]}
      branch: {file: branch.csv, key: [id]}
    catalog: schema/feeds.sql
  shop: {url: "embedded:shop"}
target: shop
`
const FEEDS = `
create table member (id integer not null, name varchar(40) not null, city text, fax text);
create table branch (id integer not null, label varchar(20) not null);
`
const TARGET = `
create table reader (
  id integer primary key, name varchar(40) not null, city text, since date default current_date);
`
const READER = `source: feeds.member as m
target: shop.reader
copy: m
drop: {nobody has one: [m.fax]}
leave: {the day of the load: [since]}
`

export interface LibraryFiles {
  /** Lines behind those of mapwright.yaml. */
  readonly project?: string
  readonly target?: string
  /** Of the only mapping, reader.yaml. */
  readonly mapping?: string
  readonly more?: Readonly<Record<string, string>>
}

/** Runs commands in a folder of these files. */
export async function libraryProject({
  project = '',
  target = TARGET,
  mapping = READER,
  more = {},
}: LibraryFiles = {}): Promise<{
  readonly folder: string
  readonly run: (...argv: readonly string[]) => Promise<CliOutcome>
}> {
  const folder = await projectFolder({
    'mapwright.yaml': `${PROJECT.trimStart()}${project}`,
    'schema/feeds.sql': FEEDS,
    'schema/target.sql': target,
    'mappings/reader.yaml': mapping,
    'feeds/member.csv': 'id,name,city,fax\n1,Ada,London,\n',
    'feeds/branch.csv': 'id,label\n1,North\n',
    ...more,
  })
  return { folder, run: async (...argv) => await cli(argv, { cwd: folder }) }
}
