/** What a connector's own fixture tells the conformance suite: its world, types and errors. */
import type { Cell } from '../../src/base/cell.ts'
import type { LogicalType } from '../../src/catalog/logical-type.ts'
import type { ConnectionSettings, Connector } from '../../src/plugin/connector.ts'

/**
 * A place with these tables, made natively (past the code under test), in `fixture.schema`:
 * - `branch`  id integer primary key, name text: (1, 'Centre'), (2, 'North')
 * - `member`  id integer primary key, email text not null unique, nickname text,
 *             branch_id integer references branch (id), rows in this order:
 *             (10, 'cy@library.example', 'Cy', 2), (1, 'ada@library.example', 'N/A', 1),
 *             (2, 'ben@library.example', null, null)
 * - `reading` id integer primary key, note text: READING_ROWS rows, ids from 1, readingNote(id)
 * - `cells`   id integer primary key (1, 2, ...), then a column for every type case
 * Files hold the same as text, with null written as one of the file's null tokens.
 * A target has besides, all of them empty:
 * - `cells_copy`  as `cells`
 * - `shelf`   id integer primary key, label varchar(5) not null, room smallint unique,
 *             branch_id integer references branch (id), initially deferred where it can be
 * - `cupboard` id integer primary key, label text, whose trigger passes over a change to `still`,
 *             where triggers can
 * - `ticket`  id integer primary key that the database can number, title text
 */
export interface ConformanceWorld {
  readonly settings: ConnectionSettings
  close(): Promise<void>
}

/** One column of `cells`: how it must look in the catalog, and its cell in each row. */
export interface TypeCase {
  readonly column: string
  readonly native: string
  readonly type: LogicalType
  /** One a row of `cells`, all cases as many; `problem`: the code of the ReadProblem there. */
  readonly cells: readonly (Cell | { readonly problem: string })[]
  /** False: read only, left out of the round trip through `cells_copy`. */
  readonly loads?: boolean
}

/** A row of `shelf` (id, label, room, branch_id) that the target refuses. */
export interface RefusedRow {
  readonly what: string
  readonly row: readonly [Cell, Cell, Cell, Cell]
  readonly code: string
  readonly column: string | null
}

/** Settings that do not connect, and the code of the EngineError. */
interface BrokenConnection {
  readonly what: string
  readonly settings: (working: ConnectionSettings) => ConnectionSettings
  readonly code: string
}

export interface ConformanceFixture {
  readonly connector: Connector
  /** Begins the suite's name, counted by the reporter: `[postgres]`. */
  readonly tag: '[postgres]' | '[mysql]' | '[sqlite]' | '[csv]'
  /** Which server it is, or empty: `embedded`, `docker`. */
  readonly variant: string
  /** The reason why this machine cannot run it, null when it can. */
  readonly absent: string | null
  create(): Promise<ConformanceWorld>
  /** The schema its tables are in, null where there are none. */
  readonly schema: string | null
  readonly types: readonly TypeCase[]
  /** False for files: no unique keys, no references. */
  readonly hasConstraints: boolean
  /** A statement that writes to `member`, null where the connector has no SQL. */
  readonly write: string | null
  readonly broken: readonly BrokenConnection[]
  /** null: the connector is no target. */
  readonly target: {
    readonly refused: readonly RefusedRow[]
    /** True where a trigger may pass over a row, as that of `cupboard` does. */
    readonly skips: boolean
  } | null
}

/** Enough that reading the table whole would show in the heap. */
export const READING_ROWS = 200_000

export function readingNote(id: number): string {
  return `page ${id} `.padEnd(120, 'of the reading room ')
}
