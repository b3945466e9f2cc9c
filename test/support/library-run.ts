/** A small library to move: SQLite as it was, programs for it, and a way to run them. */
import { mkdirSync } from 'node:fs'
import path from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import type { Program } from '../../src/compile/program.ts'
import { planRun, type Plan } from '../../src/plan/plan.ts'
import type { RunEvent } from '../../src/run/event.ts'
import type { RunResult } from '../../src/run/result.ts'
import { hireCrew } from '../../src/run/hire.ts'
import { executeRun, newRunName } from '../../src/run/run.ts'
import { surveyRun } from '../../src/run/survey.ts'
import type { ConnectionSettings, ConnectorKind } from '../../src/plugin/connector.ts'
import { connectionSettings } from './connection-settings.ts'
import { sketchProgram, type ProgramSketch } from './program-sketch.ts'

export interface LibraryRun {
  readonly programs: readonly Program[]
  readonly source: ConnectionSettings
  readonly target: ConnectionSettings
  readonly modulesDirectory: string
  readonly workers?: number
  readonly resume?: boolean
  readonly chunkRowsMax?: number
  readonly rejectLimit?: Plan['rejectLimit']
  readonly signal?: AbortSignal
  readonly onEvent?: (event: RunEvent) => void
  /** A plan made before; left out: one is made now. */
  readonly plan?: Plan
}

export const LIBRARY_SOURCE = `
create table member (id integer primary key, name text, branch text);
create table book (isbn text primary key, title text, genre text);
create table loan (id integer primary key, member_id integer, isbn text);
create table section (id integer primary key, name text, parent_id integer);
`

export const LIBRARY_TARGET = `
create table branch (id integer primary key, name text not null unique);
create table reader (id integer primary key, full_name text not null, branch text);
create table title (id integer primary key, isbn text not null, name text not null);
create table lending (id integer primary key, reader_id integer not null references reader (id),
  title_id integer not null references title (id));
create table genre (name text primary key, first_isbn text not null);
create table roster (id integer primary key, name text not null);
create table area (id integer primary key, name text,
  parent_id integer references area (id));
`

/** As MySQL has it: keys have a length, and are compared by bytes as the others compare them. */
export const MYSQL_LIBRARY_TARGET = LIBRARY_TARGET.replaceAll(
  /text (not null unique|primary key)/gu,
  'varchar(100) collate utf8mb4_bin $1',
)

/** A SQLite file made of a script; returns its path. */
export function createSqliteFile(folder: string, name: string, script: string): string {
  mkdirSync(folder, { recursive: true })
  const file = path.join(folder, name)
  const database = new DatabaseSync(file)
  database.exec(script)
  database.close()
  return file
}

/** `count` rows of one table, made by `row` from its number, from 1. */
export function insertRows(
  table: string,
  count: number,
  row: (number: number) => readonly (string | number | null)[],
): string {
  const rows = Array.from({ length: count }, (_, index) => {
    return `(${row(index + 1)
      .map(literal)
      .join(', ')})`
  })
  return count === 0 ? '' : `insert into ${table} values ${rows.join(',\n')};`
}

export function sourceSettings(file: string): ConnectionSettings {
  return connectionSettings('sqlite', file, { name: 'old' })
}

export function targetSettings(url: string): ConnectionSettings {
  const [, scheme] = /^(postgres|mysql)(?:ql)?:/u.exec(url) ?? []
  return connectionSettings((scheme ?? 'sqlite') as ConnectorKind, url)
}

/** Plans as the engine does; throws what refuses the plan. */
export async function planLibrary(options: LibraryRun): Promise<Plan> {
  const { programs, source, target } = options
  const chunkSize = { rows: options.chunkRowsMax ?? 100, bytes: 0 }
  const { statistics, state } = await surveyRun({
    programs,
    settings: { sources: [source], target },
    resume: options.resume ?? false,
    chunkSize,
  })
  const rejectLimit = options.rejectLimit ?? null
  const { value, diagnostics } = planRun(programs, statistics, state, {
    rejectLimit,
    chunkSize,
    all: programs,
  })
  if (value === undefined) throw new Error(diagnostics.map(({ code }) => code).join(', '))
  return value
}

export async function runLibrary(options: LibraryRun): Promise<RunResult> {
  const run = {
    plan: options.plan ?? (await planLibrary(options)),
    newRun: newRunName(new Date()),
    programs: options.programs,
    modulesDirectory: options.modulesDirectory,
    settings: { sources: [options.source], target: options.target },
    signal: options.signal ?? new AbortController().signal,
    onEvent: options.onEvent ?? (() => {}),
    clock: () => new Date(),
  }
  return await executeRun(run, hireCrew(options.workers ?? 0))
}

const READER: ProgramSketch = {
  name: 'reader',
  from: 'member',
  columns: ['id#', 'name', 'branch'],
  into: 'reader',
  fills: ['id#', 'full_name', 'branch'],
  targetKey: ['id'],
  filter: `return row[1] === 'TEST' ? 1 : 0`,
  filterReasons: ['test account'],
  apply: `out[0] = row[0]; out[1] = row[1]; out[2] = row[2]
    if (row[1] === '') reject('VALUE_EMPTY', 'full_name', 'A name is missing.')`,
}

const TITLE: ProgramSketch = {
  name: 'title',
  from: 'book',
  columns: ['isbn', 'title'],
  key: ['isbn'],
  into: 'title',
  fills: ['id#', 'isbn', 'name'],
  targetKey: ['id'],
  lookups: [{ kind: 'surrogate', mapping: 'title', as: 'integer', column: 'id' }],
  keys: ['[row[0]]'],
  apply: 'out[0] = found.get(0, [row[0]])[0]; out[1] = row[0]; out[2] = row[1]',
}

const LENDING: ProgramSketch = {
  name: 'lending',
  from: 'loan',
  columns: ['id#', 'member_id#', 'isbn'],
  into: 'lending',
  fills: ['id#', 'reader_id#', 'title_id#'],
  targetKey: ['id'],
  lookups: [{ kind: 'crosswalk', mapping: 'title', ofMembers: false }],
  keys: ['row[2] === null ? null : [row[2]]'],
  apply: `out[0] = row[0]; out[1] = row[1]
    const title = found.get(0, [row[2]])
    if (title === undefined) reject('LOOKUP_MISSING', 'title_id', 'No such title.')
    else out[2] = title[0]`,
  after: ['reader', 'title'],
}

const GENRE: ProgramSketch = {
  name: 'genre',
  from: 'book',
  columns: ['isbn', 'genre'],
  key: ['isbn'],
  into: 'genre',
  fills: ['name', 'first_isbn'],
  targetKey: ['name'],
  apply: 'out[0] = row[1]; out[1] = row[0]',
  oneToOne: false,
}

const AREA: ProgramSketch = {
  name: 'area',
  from: 'section',
  columns: ['id#', 'name', 'parent_id#'],
  into: 'area',
  fills: ['id#', 'name', 'parent_id#'],
  targetKey: ['id'],
  parents: [{ columns: ['parent_id'], references: ['id'] }],
}

/** Reads what another one fills. */
const ROSTER: ProgramSketch = {
  name: 'roster',
  connection: 'library',
  from: 'reader',
  columns: ['id#', 'full_name'],
  into: 'roster',
  fills: ['id#', 'name'],
  targetKey: ['id'],
  after: ['reader'],
}

const SKETCHES = {
  reader: READER,
  title: TITLE,
  lending: LENDING,
  genre: GENRE,
  area: AREA,
  roster: ROSTER,
}

/** Programs of the library by name, each with its changes. */
export function libraryPrograms(
  directory: string,
  wanted: Partial<Record<keyof typeof SKETCHES, Partial<ProgramSketch>>>,
): Program[] {
  mkdirSync(directory, { recursive: true })
  return (Object.keys(wanted) as (keyof typeof SKETCHES)[]).map((name) =>
    sketchProgram(directory, { ...SKETCHES[name], ...wanted[name] }),
  )
}

function literal(value: string | number | null): string {
  return typeof value === 'string' ? `'${value.replaceAll("'", "''")}'` : String(value)
}
