/** A loaded program and its sessions -> the stream of its rows, and the mapper they pass. */
import { RECORD_COLUMN } from '../catalog/file-numbering.ts'
import type { Program } from '../compile/program.ts'
import { extractQuery } from './queries.ts'
import type { KeyRange } from '../ledger/chunks.ts'
import type { ReadBatch } from '../plugin/connector.ts'
import { Counter } from './counter.ts'
import { LookupCache, type FetchLookup } from './lookup-cache.ts'
import { fetchFromTable, fetcherOf } from './lookup-fetch.ts'
import type { Mapper, Refuse } from './map-rows.ts'
import type { Sessions } from './sessions.ts'
import type { LoadedProgram } from '../compile/transform.ts'
import { FoldedRows } from './folded.ts'
import { shapeRows } from './shape.ts'
import { settleRows, type SourceBatch } from './source-rows.ts'

const BATCH = { batchRows: 2000, batchBytes: 128 * 1024 }
const WHOLE: KeyRange = { low: null, high: null }

export interface MapperOptions {
  /** Without it refused rows are passed over. */
  readonly refuse?: Refuse
  /** Waits until the target's session is free, where rows are loaded while others are mapped. */
  readonly whenIdle?: () => Promise<void>
}

/** A mapper with counters and caches of its own. */
export async function createMapper(
  sessions: Sessions,
  loaded: LoadedProgram,
  { refuse, whenIdle }: MapperOptions = {},
): Promise<Mapper & Disposable> {
  const { program, transform } = loaded
  const fetches: FetchLookup[] = []
  for (const spec of program.lookups) {
    const fetch = await fetcherOf(sessions, spec)
    fetches.push(whenIdle === undefined ? fetch : afterIdle(fetch, whenIdle))
  }
  const counter = new Counter()
  const folded = transform.fold === null ? null : new FoldedRows(program)
  const refuseOne: Refuse = (source, ordinal, problems) => {
    counter.reject(problems)
    refuse?.(source, ordinal, problems)
  }
  return {
    program,
    transform,
    lookups: new LookupCache(transform.keys, fetches, program.shape?.lookupLevels),
    counter,
    folded,
    refuse: (source, ordinal, problems) => {
      const members = folded?.members(source) ?? null
      if (members === null) return refuseOne(source, ordinal, problems)
      // Of a row that several were folded into, each of these is refused.
      counter.unfold(members.length)
      for (const member of members) refuseOne(member.row, member.ordinal, problems)
    },
    [Symbol.dispose]: () => folded?.[Symbol.dispose](),
  }
}

/** A lookup in the target, which shares its session with the rows on their way there. */
export function afterIdle(fetch: FetchLookup, whenIdle: () => Promise<void>): FetchLookup {
  return async (keys) => {
    await whenIdle()
    return await fetch(keys)
  }
}

export interface BatchOptions {
  /** Of the source's key; all of it by default. */
  readonly range?: KeyRange
  /** True: the rows are loaded one by one as they are mapped, and may come packed. */
  readonly mayPack?: boolean
}

/** The rows that rules see of a key range, or of the whole source, in key order or by groups. */
export async function* openBatches(
  sessions: Sessions,
  loaded: LoadedProgram,
  mapper: Mapper,
  { range = WHOLE, mayPack = false }: BatchOptions = {},
): AsyncIterable<SourceBatch> {
  const stream = await openStream(sessions, loaded, range, mayPack && loaded.program.shape === null)
  yield* shapeRows(mapper, settleRows(stream, loaded, mapper.counter))
}

/** The rows of the source as they are, before anything is made of them. */
export async function* openSettled(
  sessions: Sessions,
  loaded: LoadedProgram,
  mapper: Mapper,
  { range = WHOLE }: Pick<BatchOptions, 'range'>,
): AsyncIterable<SourceBatch> {
  const stream = await openStream(sessions, loaded, range, false)
  yield* settleRows(stream, loaded, mapper.counter)
}

/** Finds which keys of the target's own table are there already, one search a self reference. */
export function selfReferenceFetches(sessions: Sessions, program: Program): FetchLookup[] {
  const { table, columns, selfReference } = program.target
  return selfReference.map(({ references }) => {
    const by = references.flatMap((name) =>
      columns.flatMap(({ column }) => (column.name === name ? [column] : [])),
    )
    return fetchFromTable(sessions.target, { table, by, take: by })
  })
}

async function openStream(
  sessions: Sessions,
  { program, extract, transform }: LoadedProgram,
  range: KeyRange,
  mayPack: boolean,
): Promise<AsyncIterable<ReadBatch>> {
  const source = await sessions.source(program.source.reads.connection)
  if (source.files !== null) {
    const names = program.row.map((column) => column.name)
    // Rejects name the record even where no rule reads its number.
    if (!names.includes(RECORD_COLUMN.name)) names.push(RECORD_COLUMN.name)
    return source.files.stream(program.source.table.name, names, BATCH)
  }
  if (source.sql === null || extract === null) {
    throw new TypeError(`the module of "${program.name}" does not fit its source`)
  }
  const { sql } = source
  // Rows that joins made are brought to one a key before they go on.
  const packed = mayPack && transform.settleJoins === null ? sql.packed(program.row) : null
  if (packed === null) {
    return sql.stream(extractQuery(sql, program, extract, range), program.row, BATCH)
  }
  const { db } = sql
  const parameter: typeof sql.parameter = (cell, column) => sql.parameter(cell, column)
  const packing = { db, parameter, cell: packed.cell }
  return packed.stream(extractQuery(packing, program, extract, range), BATCH)
}
