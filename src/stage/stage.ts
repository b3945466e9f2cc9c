/** Copies the tables that programs need into the stage, or finds them there. */
import { rm, stat } from 'node:fs/promises'
import path from 'node:path'
import { sql } from 'kysely'
import { readFacts, type StagedFacts } from '../connect/sqlite/stage/facts.ts'
import { StageWriter } from '../connect/sqlite/stage/writer.ts'
import { tableId } from '../catalog/catalog.ts'
import type {
  ConnectionSettings,
  Connector,
  ConnectorKind,
  ReadBatch,
  SourceConnection,
  SqlSource,
} from '../plugin/connector.ts'
import { draftFile, hasVersions, publish, touch } from './folder.ts'
import { copyName, stemOf } from './names.ts'
import { idOf, type NeededTable, type StagedCopy } from './needs.ts'

export interface StageOptions {
  readonly tables: readonly NeededTable[]
  readonly settings: ReadonlyMap<string, ConnectionSettings>
  readonly connectorOf: (kind: ConnectorKind) => Connector
  /** Absolute. */
  readonly folder: string
  /** Whose the copies of databases' tables are: they have no digest, and are no one else's. */
  readonly owner: string
  /** look: what is not there stays so. */
  readonly mode: 'make' | 'look'
  readonly signal: AbortSignal
  readonly now: () => Date
  readonly onCopy: (copy: StagedCopy) => void
}

export interface Staged {
  /** By `idOf`; without those that are not there. */
  readonly copies: ReadonlyMap<string, StagedCopy>
  /** Of the files of each table, as they are now. */
  readonly digests: ReadonlyMap<string, string>
}

const BATCH = { batchRows: 5000, batchBytes: 1 << 20 }

/**
 * Throws EngineError where a source cannot be read, or the copy cannot be written. The tables of a
 * database are read at one moment, where it can do that.
 */
export async function stageTables(options: StageOptions): Promise<Staged> {
  const copies = new Map<string, StagedCopy>()
  const digests = new Map<string, string>()
  for (const [connection, tables] of Map.groupBy(options.tables, (each) => each.connection)) {
    const settings = options.settings.get(connection)
    if (settings === undefined) throw new Error(`there are no settings of "${connection}"`)
    const source = await options.connectorOf(settings.kind).openSource(settings)
    try {
      const stager = new Stager(options, source)
      for (const table of tables) {
        const { copy, digest } = await stager.stage(table)
        if (digest !== null) digests.set(idOf(table), digest)
        if (copy === null) continue
        copies.set(idOf(table), copy)
        options.onCopy(copy)
      }
    } finally {
      await source.close()
    }
  }
  return { copies, digests }
}

interface FoundTable {
  readonly copy: StagedCopy | null
  readonly digest: string | null
}

/** The tables of one connection. */
class Stager {
  readonly #options: StageOptions
  readonly #source: SourceConnection
  #hasSnapshot = false

  constructor(options: StageOptions, source: SourceConnection) {
    this.#options = options
    this.#source = source
  }

  async stage(table: NeededTable): Promise<FoundTable> {
    const stem = stemOf(table, this.#source.settings)
    const { files } = this.#source
    return files === null ? await this.#ofDatabase(table, stem) : await this.#ofFiles(table, stem)
  }

  async #ofDatabase(table: NeededTable, stem: string): Promise<FoundTable> {
    const { folder, owner, mode } = this.#options
    const file = path.join(folder, copyName(stem, 'run', owner))
    const known = await this.#known(table, file, null)
    if (known !== null || mode === 'look') return { copy: known, digest: null }
    if (!this.#hasSnapshot) await this.#source.beginSnapshot()
    this.#hasSnapshot = true
    const { draft, facts } = await this.#write(table, stem, () => this.#rowsOf(table))
    await publish(draft, file)
    return { copy: await copyOf(table, { file, facts, digest: null, isNew: true }), digest: null }
  }

  async #ofFiles(table: NeededTable, stem: string): Promise<FoundTable> {
    const { files } = this.#source
    const { folder, mode, signal } = this.#options
    if (files === null) throw new TypeError(`"${table.connection}" is no set of files`)
    // Reading the bytes is little beside copying them, and much where no copy could be there.
    if (mode === 'look' || (await hasVersions(folder, stem))) {
      const digest = await files.digest(table.table.name)
      const file = path.join(folder, copyName(stem, 'content', digest))
      const known = await this.#known(table, file, digest)
      if (known !== null || mode === 'look') return { copy: known, digest }
    }
    let digest = ''
    const names = table.columns.map(({ name }) => name)
    const onDigest = (read: string) => {
      digest = read
    }
    const { draft, facts } = await this.#write(table, stem, () =>
      files.stream(table.table.name, names, { ...BATCH, signal, onDigest }),
    )
    const file = path.join(folder, copyName(stem, 'content', digest))
    await publish(draft, file)
    return { copy: await copyOf(table, { file, facts, digest, isNew: true }), digest }
  }

  /** The copy that is there already. */
  async #known(table: NeededTable, file: string, digest: string | null) {
    const facts = readFacts(file)
    if (facts === null) return null
    await touch(file, this.#options.now())
    return await copyOf(table, { file, facts, digest, isNew: false })
  }

  #rowsOf({ table, columns }: NeededTable): AsyncIterable<ReadBatch> {
    const source = this.#source.sql
    if (source === null) throw new TypeError('a database has rows that a query reads')
    const read = columns.map(({ name, native, type }) => ({ name, native, type, table }))
    const query = selectOf(source, tableId(table), read)
    return source.stream(query, read, { ...BATCH, signal: this.#options.signal })
  }

  /** A draft that is written half goes away again. */
  async #write(
    table: NeededTable,
    stem: string,
    read: () => AsyncIterable<ReadBatch>,
  ): Promise<{ readonly draft: string; readonly facts: StagedFacts }> {
    const draft = await draftFile(this.#options.folder, stem)
    const place = `Staging ${idOf(table)} in ${this.#options.folder}`
    try {
      using writer = new StageWriter(draft, table, place)
      for await (const batch of read()) writer.add(batch)
      return { draft, facts: writer.finish() }
    } catch (error) {
      await rm(draft, { force: true })
      throw error
    }
  }
}

function selectOf(
  source: SqlSource,
  name: string,
  columns: Parameters<SqlSource['stream']>[1],
): ReturnType<ReturnType<SqlSource['db']['selectFrom']>['compile']> {
  return source.db
    .selectFrom(`${name} as copied`)
    .select(
      columns.map((column, index) =>
        sql`${source.cell(sql.id('copied', column.name), column)}`.as(`c${index}`),
      ),
    )
    .compile()
}

async function copyOf(
  table: NeededTable,
  made: Pick<StagedCopy, 'file' | 'digest' | 'isNew'> & { readonly facts: StagedFacts },
): Promise<StagedCopy> {
  const { file, digest, isNew, facts } = made
  const { size: bytes } = await stat(file)
  return { table: idOf(table), file, digest, ...facts, bytes, isNew }
}
