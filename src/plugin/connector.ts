/** The contract between the engine and the code that speaks to one kind of database or file. */
import type { CompiledQuery, Expression, Kysely } from 'kysely'
import type { Cell, Row } from '../base/cell.ts'
import type { Secret } from '../base/secret.ts'
import type { Catalog, Column, Table, TableName } from '../catalog/catalog.ts'
import type { LogicalType } from '../catalog/logical-type.ts'
import type {
  CopyLines,
  LineWriter,
  LoadBatch,
  LoadRequest,
  LoadStream,
  PackedRows,
} from './load.ts'
import type { TargetSuspension } from './suspension.ts'

/** `stage`: copies of tables in files of our own, which no project names. */
export type ConnectorKind = 'postgres' | 'mysql' | 'sqlite' | 'files' | 'stage'

/** How one file table is read; every field is set, the defaults are filled by `project`. */
export interface FileTable {
  readonly name: string
  /** Path or glob, absolute. `.gz` is unpacked. */
  readonly file: string
  /** A WHATWG encoding label. */
  readonly encoding: string
  readonly delimiter: string
  /** Record separator; null: any of \n, \r\n, \r. */
  readonly record: string | null
  /** null: no quoting. */
  readonly quote: string | null
  readonly header: boolean
  /** Texts that mean NULL; unquoted fields only. */
  readonly nulls: readonly string[]
  readonly ragged: 'reject' | 'fill'
  readonly key: readonly string[]
}

/** A copy of one table, as it is attached to a session that reads from the stage. */
export interface StagedFile {
  /** The schema under which its one table stands. */
  readonly schema: string
  /** Absolute. */
  readonly file: string
}

export interface ConnectionSettings {
  readonly name: string
  readonly kind: ConnectorKind
  /** null for file sets. A plain path for SQLite, `embedded:NAME` for the embedded server. */
  readonly url: Secret | null
  /**
   * The project's folder: relative paths are resolved in it, state is kept in its `.mapwright/`.
   */
  readonly directory: string
  readonly tls: 'verify-full' | 'verify-ca' | 'require' | 'disable'
  /** Overrides of how native types are read: native type or `table.column` -> logical type. */
  readonly types: Readonly<Record<string, LogicalType>>
  readonly zeroDates: 'null' | 'reject'
  /** Texts read as NULL by type kind, `*` for all. Counted a column. */
  readonly nullTokens: Readonly<Record<string, readonly string[]>>
  readonly files: readonly FileTable[]
  /** Declared columns and keys of files (from `catalog: x.sql`), null: header names, text. */
  readonly fileCatalog: readonly Table[] | null
  /** Only these schemas of the database are looked at; null: all that are not the system's. */
  readonly schemas: readonly string[] | null
  /** Of kind stage: what it reads. Empty for all others. */
  readonly staged: readonly StagedFile[]
}

export interface Connector {
  readonly kind: ConnectorKind
  readonly roles: readonly ('source' | 'target')[]
  /** Opens a read-only session. Throws EngineError CONNECT_* (unreachable, refused, password). */
  openSource(settings: ConnectionSettings): Promise<SourceConnection>
  /** Opens a session that writes. Only where roles has `target`. */
  openTarget(settings: ConnectionSettings): Promise<TargetConnection>
}

export interface ServerInfo {
  /** `PostgreSQL 18.4`, `MariaDB 10.11.19`, `SQLite 3.50.4`, `3 files`. */
  readonly version: string
  /** Where it is, without user or password. */
  readonly place: string
  readonly readOnly: boolean
  /** The TLS in force, or `none (loopback)`, `none (opted down)`. */
  readonly tls: string
}

export interface ConnectionBase {
  readonly settings: ConnectionSettings
  info(): Promise<ServerInfo>
  catalog(): Promise<Catalog>
  /** Rows by tableId; estimates where the server has them, else counts. */
  estimateRows(): Promise<ReadonlyMap<string, number>>
  close(): Promise<void>
}

export interface SourceConnection extends ConnectionBase {
  /** Exactly one of the two is not null. */
  readonly sql: SqlSource | null
  readonly files: FileSource | null
  /** What is read from now on is of one moment, in databases. Once, and until the session ends. */
  beginSnapshot(): Promise<void>
}

/** A cell that could not be read as its column's type: the row is a reject. */
export interface ReadProblem {
  /** Index into the batch's rows. */
  readonly row: number
  /** Index into the row; -1: the record as a whole is wrong (ROW_RAGGED, ROW_QUOTE). */
  readonly column: number
  readonly code: string
  readonly message: string
}

export interface ReadBatch {
  readonly count: number
  /**
   * The cells of a row, by its index; they may be taken apart anew each time. A cell with a problem
   * holds the best printable form of what was read (escaped bytes).
   */
  row(index: number): Row
  readonly problems: readonly ReadProblem[]
  /** Null tokens replaced so far in this batch, by column index. Empty when there were none. */
  readonly nulled: ReadonlyMap<number, number>
  /** The same rows in COPY's text format, where they come so; else null. */
  readonly lines: CopyLines | null
  /** The same rows in COPY's binary format, where they come so. */
  readonly packed?: PackedRows
}

export interface StreamOptions {
  /** Soft limits of a batch: it closes at whichever comes first. */
  readonly batchRows: number
  readonly batchBytes: number
  readonly signal?: AbortSignal
}

/** What a SELECT's output column is: decides how native wire text becomes a cell. */
export type ReadColumn = Pick<Column, 'name' | 'native' | 'type'> & {
  readonly table: TableName
  /** `value` where it is not said. */
  readonly use?: ColumnUse
}

/** What is done with a column's cells: read, only asked whether there is one, or only copied. */
export type ColumnUse = 'value' | 'presence' | 'copy'

/** How to select columns and read them in COPY's binary format. */
export interface PackedSource {
  readonly cell: (reference: Expression<unknown>, column: ReadColumn) => Expression<unknown>
  /** Streams a compiled select whose output columns are those it was made for, in order. */
  stream(query: CompiledQuery, options: StreamOptions): AsyncIterable<ReadBatch>
}

/** How large a range of keys is to be. */
export interface ChunkSize {
  readonly rows: number
  /** As many rows more as take so much room, where the table still gives ranges enough for all. */
  readonly bytes: number
}

/** What a plan is made from. */
export interface KeyStatistics {
  readonly rows: number
  /** Keys at which a new chunk begins, in key order, the first chunk's not included. */
  readonly bounds: readonly (readonly Cell[])[]
}

export interface SqlSource {
  /**
   * Compiles and executes in this one session. Rows of `execute` are the driver's own, for keys and
   * counts use text.
   */
  // eslint-disable-next-line -- the database's shape is known to compiled programs, not here
  readonly db: Kysely<any>
  /**
   * The expression to select so that the column comes over the wire with nothing lost
   * (MySQL FLOAT as double, timestamptz in UTC ...). Identity for most.
   */
  cell(reference: Expression<unknown>, column: ReadColumn): Expression<unknown>
  /**
   * A bound parameter from a cell that compares with the column as the column's own values do, so
   * that key ranges and lookups agree with the source's order.
   */
  parameter(cell: Cell, column: ReadColumn): Expression<unknown>
  /**
   * Streams a compiled select whose output columns are `columns`, in order. Memory does not grow.
   */
  stream(
    query: CompiledQuery,
    columns: readonly ReadColumn[],
    options: StreamOptions,
  ): AsyncIterable<ReadBatch>
  /**
   * Divides a table into ranges of its key of about that size, without reading all of it.
   * null: only counting tells.
   */
  keyStatistics(
    table: TableName,
    key: readonly ReadColumn[],
    size: ChunkSize,
  ): Promise<KeyStatistics | null>
  /** null: rows of these columns do not come in COPY's binary format. */
  packed(columns: readonly ReadColumn[]): PackedSource | null
  /** Writes lines as this session's batches have them; null: they have none. */
  lineWriter(request: Pick<LoadRequest, 'columns' | 'copies'>): LineWriter | null
}

export interface FileStreamOptions extends StreamOptions {
  /** Hears the digest of all that was read, in the end. */
  readonly onDigest?: (digest: string) => void
}

export interface FileSource {
  /** Streams the named columns; `_row` is the record number, from 1, header not counted. */
  stream(
    table: string,
    columns: readonly string[],
    options: FileStreamOptions,
  ): AsyncIterable<ReadBatch>
  /** Of the names and the bytes of the table's files: as `stream` tells it, and much faster. */
  digest(table: string): Promise<string>
}

/**
 * One session. The ledger writes through `db`, rows go through `load`: one transaction for both.
 */
export interface TargetConnection extends ConnectionBase {
  // eslint-disable-next-line -- ledger and lookups name their own tables
  readonly db: Kysely<any>
  /**
   * The same session as one that reads, where another one would keep its rows from being committed
   * until all is read; null: another session reads.
   */
  readonly reading: SourceConnection | null
  /** begin/commit/rollback of this session; SQLite begins IMMEDIATE. */
  begin(): Promise<void>
  commit(): Promise<void>
  rollback(): Promise<void>
  savepoint(name: string): Promise<void>
  /** Throws where the savepoint is gone, since what was done ended its transaction. */
  release(name: string): Promise<void>
  /** Deferred constraints are checked now; throws LoadDataError with row null. */
  checkDeferred(): Promise<void>
  /** True: batches of these columns take fields of COPY's binary format, of their own types. */
  takesPacked(request: Pick<LoadRequest, 'table' | 'columns'>): boolean
  readonly suspension: TargetSuspension
  /**
   * Whether this session keeps to the target's references, said outside of transactions. null: it
   * always does, and a reference is suspended by taking it off its table.
   */
  readonly enforceReferences: ((enforce: boolean) => Promise<void>) | null
  /** Starts inserting rows. While they are on their way, the session does nothing else. */
  readonly openStream: ((request: LoadRequest) => LoadStream) | null
  /** An empty batch. While it loads, the session does nothing else. */
  startBatch(request: LoadRequest): LoadBatch
  /** Streams a compiled select in canonical cells, as SqlSource.stream does. */
  stream(
    query: CompiledQuery,
    columns: readonly ReadColumn[],
    options: StreamOptions,
  ): AsyncIterable<ReadBatch>
  cell(reference: Expression<unknown>, column: ReadColumn): Expression<unknown>
  /**
   * A bound parameter of the column's type, from a cell: `cast($1 as date)` where that is needed.
   */
  parameter(cell: Cell, column: ReadColumn): Expression<unknown>
  /**
   * Runs a migration's SQL text, which may hold several statements, in the open transaction or,
   * when
   * none is open, each statement by itself. Throws EngineError CONNECT_SCRIPT with the line (from
   * 1).
   */
  script(text: string): Promise<void>
  /**
   * How a script is done whole or not at all: in a transaction or, where the database commits a
   * change of its schema at once, as one statement by itself. Throws EngineError CONNECT_SCRIPT
   * where it could be neither.
   */
  scriptRuns(text: string): 'inTransaction' | 'alone'
  /**
   * Takes a lock of that name across all sessions of the target; false when another session has it.
   * It lasts until `unlock` or the end of the session (SQLite: a row with the process id that a
   * dead
   * process does not hold).
   */
  tryLock(name: string): Promise<boolean>
  unlock(name: string): Promise<void>
  /**
   * Moves the sequences and identities of the table past its highest value. Returns what was set.
   */
  setSequences(
    table: TableName,
  ): Promise<readonly { readonly column: string; readonly next: string }[]>
}
