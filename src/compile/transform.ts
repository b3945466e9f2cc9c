/** The module that is emitted for a mapping: what it exports, and what is given to it. */
import type { Kysely, SelectQueryBuilder, Expression } from 'kysely'
import type { Cell, CellProblem, Row } from '../base/cell.ts'
import type { ReadColumn } from '../plugin/connector.ts'
import type { Program } from './program.ts'

/** Result of a row's lookups: key text -> cells of `take`, undefined: missing. See `lookupKey`. */
export interface Found {
  /**
   * `index` is the lookup's number. 'ambiguous' when two rows matched; 'unreadable' where the one
   * that did holds no value that could be taken.
   */
  get(index: number, key: readonly Cell[]): readonly Cell[] | 'ambiguous' | 'unreadable' | undefined
}

/** Collects what goes wrong with one row. Reused from row to row by the caller. */
export interface RowIssues {
  readonly problems: CellProblem[]
  /** Checks with `else: warn`. */
  warn(code: string, column: string | null, message: string): void
}

export const ROW_MAPPED = 0
export const ROW_REJECTED = -1
/**
 * An outcome `fail` was met: the chunk rolls back and the run stops; the problem is the last one.
 */
export const ROW_FAILED = -2

/** What `create` of an emitted module gives. All functions are pure and synchronous. */
export interface Transform<SourceRow extends Row = Row, TargetRow extends Cell[] = Cell[]> {
  /**
   * Brings rows of an unproven or superset join to those that match: given consecutive rows of one
   * source key, returns the row to use, several where a join takes many, or null after adding a
   * JOIN_AMBIGUOUS problem. null where no join needs it.
   */
  readonly settleJoins:
    ((rows: readonly SourceRow[], issues: RowIssues) => readonly SourceRow[] | null) | null
  /**
   * In dependency order, one per lookup: the key cells a row asks for, null when it asks for
   * nothing (a NULL in the key, or the key cannot be computed: `apply` then says why).
   */
  readonly keys: readonly ((row: SourceRow, found: Found) => readonly Cell[] | null)[]
  /** 0: keep. n > 0: filtered for reason n - 1. ROW_REJECTED / ROW_FAILED: see issues. */
  readonly filter: (row: SourceRow, found: Found, issues: RowIssues) => number
  /** The rows that `each` makes of one, with the made cells; null after adding a problem. */
  readonly expand:
    ((row: SourceRow, found: Found, issues: RowIssues) => readonly SourceRow[] | null) | null
  /** As `filter`, of rows that `expand` has made: what could not be asked before. */
  readonly filterMade: ((row: SourceRow, found: Found, issues: RowIssues) => number) | null
  readonly fold: Fold<SourceRow> | null
  /** Fills `out` with canonical cells in the order of target.columns. Filter is not called. */
  readonly apply: (row: SourceRow, found: Found, out: TargetRow, issues: RowIssues) => number
  /** Lets one by one, for explanations; where there are any, and rows are seen as they are. */
  readonly lets?: Readonly<
    Record<string, (row: SourceRow, found: Found, issues: RowIssues) => Cell>
  >
  /** Rules one by one, for examples and tests: only what is asked for is evaluated. */
  readonly rules: Readonly<
    Record<string, (row: SourceRow, found: Found, issues: RowIssues) => Cell>
  >
}

/** Makes one row of several; rows are given group by group, and within them in order. */
export interface Fold<SourceRow extends Row = Row> {
  /** Equal for the rows of one group; null after adding a problem. */
  readonly key: (row: SourceRow, found: Found, issues: RowIssues) => readonly Cell[] | null
  /** Where a row's span starts and ends; rows of a group come in the order of their starts. */
  readonly span:
    ((row: SourceRow, found: Found, issues: RowIssues) => readonly [bigint, bigint] | null) | null
  /** By what other mappings find the row that stands for this one; null: they do not. */
  readonly member:
    ((row: SourceRow, found: Found, issues: RowIssues) => readonly Cell[] | null) | null
  /** A span that starts so far behind the end of the one before still belongs to it. */
  readonly gap: bigint
  readonly begin: () => void
  /** False after adding a problem. */
  readonly add: (row: SourceRow, found: Found, issues: RowIssues) => boolean
  /** The row of all that was added since `begin`, with the made cells; null after a problem. */
  readonly end: (issues: RowIssues) => SourceRow | null
}

/** Native column to expression, given by the connector: see SqlSource.cell. */
export type CellReader = (reference: Expression<unknown>, column: ReadColumn) => Expression<unknown>

/** What an emitted module exports. */
export interface ProgramModule<Runtime> {
  /** Columns in the order of Program.row, named by their labels; null for file sources. */
  readonly extract:
    | ((
        // eslint-disable-next-line -- the emitted module narrows it to its own source
        db: Kysely<any>,
        cell: CellReader,
        // eslint-disable-next-line -- as above
      ) => SelectQueryBuilder<any, any, any>)
    | null
  readonly create: (runtime: Runtime) => Transform
}

/** A program with its emitted module, ready to run. */
export interface LoadedProgram {
  readonly program: Program
  readonly extract: ProgramModule<never>['extract']
  readonly transform: Transform
}
