/** Everything that is measured, in the order in which it is shown. */
import { expressions } from './expressions.ts'
import { findProgram } from './commands.ts'
import { measurePairs, type Paired, type Side } from './pairs.ts'
import { atLeast, atMost, type Bar, type Result } from './results.ts'
import { SOURCE } from './servers.ts'
import { FLOATS, NARROW, WIDE, type Shape } from './shapes.ts'
import { pgloader } from './pgloader.ts'
import { intoMariadb, intoSqlite } from './target-works.ts'
import { badRows, reconciling, scaling, starting, upserting, memory } from './other-works.ts'
import type { Kind, Work, World } from './world.ts'

interface Moving {
  readonly kind: Kind
  readonly shape: Shape
  readonly workers: number
  readonly bar: number
}

/** Between PostgreSQL and itself Node can be the pipe, where there is no psql. */
const PEERS: Readonly<Record<Kind, readonly string[]>> = {
  postgres: [],
  mysql: ['mariadbd', 'mariadb', 'psql'],
  csv: ['psql'],
  sqlite: [],
}

export const WORKS: readonly Work[] = [
  piping('postgres-wide-1', { kind: 'postgres', shape: WIDE, workers: 1, bar: 1.2 }),
  piping('postgres-wide-2', { kind: 'postgres', shape: WIDE, workers: 2, bar: 1.2 }),
  piping('postgres-narrow-1', { kind: 'postgres', shape: NARROW, workers: 1, bar: 1.2 }),
  piping('postgres-narrow-2', { kind: 'postgres', shape: NARROW, workers: 2, bar: 1.2 }),
  piping('postgres-floats', { kind: 'postgres', shape: FLOATS, workers: 2, bar: 1.3 }, 'binary'),
  piping('mariadb-wide', { kind: 'mysql', shape: WIDE, workers: 2, bar: 1.25 }),
  piping('mariadb-narrow', { kind: 'mysql', shape: NARROW, workers: 2, bar: 1.25 }),
  piping('csv-wide', { kind: 'csv', shape: WIDE, workers: 2, bar: 1.3 }),
  againstPgloader('mariadb-wide-pgloader', { kind: 'mysql', shape: WIDE, workers: 2, bar: 3 }),
  againstPgloader('csv-wide-pgloader', { kind: 'csv', shape: WIDE, workers: 2, bar: 10 }),
  againstPgloader('sqlite-wide-pgloader', { kind: 'sqlite', shape: WIDE, workers: 2, bar: 3 }),
  intoMariadb,
  intoSqlite,
  upserting,
  badRows,
  reconciling,
  memory,
  scaling,
  starting,
  expressions,
]

/** Against what copies the same rows and transforms nothing. */
function piping(name: string, given: Moving, format: 'text' | 'binary' = 'text'): Work {
  const { kind, workers, bar } = given
  return {
    name,
    needs: PEERS[kind],
    async measure(world) {
      const moving = { ...given, shape: world.scaled(given.shape) }
      const { shape } = moving
      const project = await world.project(kind, shape)
      const ours = world.running(project, workers)
      const peer = world.loading(shape, await pipeOf(world, moving, format))
      const paired = await measurePairs(world.runs, ours, peer)
      return [resultOf({ name, moving, peer: peerName(kind, format), paired, bar: atMost(bar) })]
    },
  }
}

async function pipeOf(
  world: World,
  { kind, shape }: Moving,
  format: 'text' | 'binary',
): Promise<Side['command']> {
  const { mariadb } = world.servers
  if (kind === 'csv') {
    const source = await world.source(kind, shape)
    return world.copyFile(source.kind === 'csv' ? source.file : '')
  }
  if (kind !== 'mysql' || mariadb === null) return world.pipe(shape, format)
  // The client writes a NULL as the word; no column of these shapes holds one.
  return world.mariadbPipe(mariadb, `select * from ${SOURCE}.${shape.name}`)
}

function peerName(kind: Kind, format: 'text' | 'binary'): string {
  if (kind === 'csv') return String.raw`psql \copy`
  const reader = kind === 'mysql' ? 'mariadb --quick' : 'psql'
  return `${reader} | psql${format === 'binary' ? ', binary' : ''}`
}

function againstPgloader(name: string, given: Moving): Work {
  const { kind, workers, bar } = given
  return {
    name,
    needs: ['pgloader', ...(kind === 'mysql' ? ['mariadbd'] : [])],
    async measure(world) {
      const moving = { ...given, shape: world.scaled(given.shape) }
      const { shape } = moving
      const project = await world.project(kind, shape)
      const peer = await pgloader(world, kind, shape)
      const paired = await measurePairs(world.runs, peer, world.running(project, workers))
      const turned = { ...paired, seconds: paired.peerSeconds, peerSeconds: paired.seconds }
      return [resultOf({ name, moving, peer: 'pgloader', paired: turned, bar: atLeast(bar) })]
    },
  }
}

interface Measured {
  readonly name: string
  readonly moving: Moving
  readonly peer: string
  readonly paired: Paired
  readonly bar: Bar
}

function resultOf({ name, moving, peer, paired, bar }: Measured): Result {
  const { kind, shape, workers } = moving
  const hands = workers === 1 ? '1 worker' : `${workers} workers`
  return {
    work: name,
    what: `${kind} to PostgreSQL, ${shape.rows.toLocaleString('en')} rows (${shape.name}), ${hands}`,
    peer,
    figure: `${paired.seconds.toFixed(2)} s`,
    peerFigure: `${paired.peerSeconds.toFixed(2)} s`,
    value: paired.ratio,
    bar,
    rowsPerSecond: shape.rows / paired.seconds,
  }
}

/** Names of programs that the work needs and this machine lacks. */
export function missingOf(work: Work): readonly string[] {
  return work.needs.filter((name) => findProgram(name) === null)
}
