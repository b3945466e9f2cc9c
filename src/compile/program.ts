/** A compiled mapping: plain data about it. */
import type { Column, TableName } from '../catalog/catalog.ts'
import type { ColumnUse, ReadColumn } from '../plugin/connector.ts'

/** A column of the rows that `extract` gives, in row order. */
export interface SourceColumn extends ReadColumn {
  readonly alias: string
  /** `alias.column`, the key in rejects and examples. */
  readonly label: string
  /** `copy`: rules do no more than copy it to columns that take any cell of it. */
  readonly use: ColumnUse
}

/** Where rows are read: a table of a connection, or its copy in the stage. */
export interface ReadFrom {
  readonly connection: string
  readonly table: TableName
}

/** A table that is copied into the stage before a row is read. */
export interface StagedTable {
  readonly connection: string
  readonly table: TableName
  /** In table order. */
  readonly columns: readonly Column[]
  /** Sets of columns that rows are found by. */
  readonly indexes: readonly (readonly string[])[]
  /** True: of files, whose records have numbers and may be wrong as a whole. */
  readonly holdsRecords: boolean
  /** The session that reads it, and the schema that it is attached under. */
  readonly reads: { readonly connection: string; readonly schema: string }
}

interface SourceTable {
  readonly connection: string
  readonly table: TableName
  readonly reads: ReadFrom
  readonly alias: string
  /** Unique, not null columns the rows are ordered by; empty: no usable key, one chunk. */
  readonly key: readonly string[]
  /** Indexes of the key's columns in the row. */
  readonly keyIndexes: readonly number[]
  /** What stands behind the key in the name of a row, where one source row makes several. */
  readonly partIndexes: readonly number[]
}

interface JoinedTable {
  readonly connection: string
  readonly table: TableName
  readonly alias: string
  readonly kind: 'left' | 'inner'
  /** True when the catalog proves at most one match; else a second exact match is a reject. */
  readonly toOne: boolean
  /** True: each match makes a row. */
  readonly many: boolean
}

/** What is made of the source's rows before rules see them. */
interface Shape {
  /** True: a row becomes several, one an item; without one it is filtered. */
  readonly each: boolean
  /** Several rows become one; null: they stay apart. */
  readonly group: 'distinct' | 'group' | 'spans' | null
  /** Cells behind those of `row`, in their order. */
  readonly made: readonly { readonly name: string; readonly type: Column['type'] }[]
  /** Labels of the source columns that decide which group a row is of. */
  readonly groupReads: readonly string[]
  /** Reason of rows without an item. */
  readonly noItem: string
  /** By lookup: 0 where a row of the source can ask, 1: an item, 2: a group. */
  readonly lookupLevels: readonly number[]
}

/** What is fetched by key while a batch is transformed. */
export type LookupSpec =
  | {
      readonly kind: 'table'
      readonly connection: string
      readonly table: TableName
      readonly reads: ReadFrom
      readonly by: readonly Column[]
      readonly take: readonly Column[]
      /** True when `by` covers a unique key: no LOOKUP_AMBIGUOUS is possible. */
      readonly unique: boolean
    }
  | {
      readonly kind: 'crosswalk'
      readonly mapping: string
      /** True: asked by a row that may have been merged into another. */
      readonly ofMembers: boolean
    }
  /** This mapping's own crosswalk: keys are assigned before its chunks. */
  | {
      readonly kind: 'surrogate'
      readonly mapping: string
      readonly as: 'integer' | 'uuid'
      /** The target column it feeds: new integers go past its highest value. null: a `let`. */
      readonly column: string | null
    }

export interface TargetColumn {
  readonly column: Column
  /** Data class for reports: values of classed columns are never shown. */
  readonly class: string | null
  /** Where its rule stands, for messages. */
  readonly line: number
  /** Index in the row of the column whose cells it takes as they are; null: a rule makes them. */
  readonly copyOf: number | null
  readonly tolerance: { readonly absolute: string | null; readonly relative: string | null } | null
}

/** A table of the reserved schema `work`. */
interface WorkTable {
  readonly name: string
  /** Digest of its columns and key. */
  readonly shape: string
  readonly columns: readonly Column[]
}

export interface TargetReference {
  readonly columns: readonly string[]
  readonly table: TableName
  readonly referenced: readonly string[]
  /** True: it is off until all mappings that it is settled with are loaded. */
  readonly suspended: boolean
  /** True: the table is filled by one of these mappings. */
  readonly inside: boolean
}

/** One of several programs that fill a table together, each a unit of its own. */
interface ProgramArm {
  /** The name of the mapping as a whole. */
  readonly union: string
  readonly name: string
  /** Names of the programs of all arms, in the order in which they are loaded. */
  readonly all: readonly string[]
  /** Those before it whose rows may have the target key of one of its own. */
  readonly rivals: readonly string[]
}

export interface Program {
  readonly name: string
  /** null: its mapping is no union. */
  readonly arm: ProgramArm | null
  /** Of everything that decides its meaning: document, both catalogs' parts, compiler version. */
  readonly digest: string
  readonly file: string
  readonly tags: readonly string[]
  /** File name of the emitted module under .mapwright/build/. */
  readonly module: string
  /** Files of the project's functions that it calls, in the same folder. */
  readonly plugins: readonly string[]
  readonly source: SourceTable
  readonly joins: readonly JoinedTable[]
  readonly row: readonly SourceColumn[]
  /** Empty: every row is read where it is. */
  readonly staged: readonly StagedTable[]
  /** null: rules see the rows of the source as they are. */
  readonly shape: Shape | null
  /** Reasons, by the number that `filter` returns minus one. */
  readonly filterReasons: readonly string[]
  readonly lookups: readonly LookupSpec[]
  readonly target: {
    readonly connection: string
    readonly table: TableName
    readonly key: readonly string[]
    readonly columns: readonly TargetColumn[]
    readonly load: 'insert' | 'upsert' | 'replace'
    /** Of a work table, which a run makes before it fills it. */
    readonly work: WorkTable | null
    /** True: indexes that refuse no row are taken off before the load, and built after it. */
    readonly indexesAfter: boolean
    /** Triggers that are off while rows are loaded. */
    readonly triggersOff: readonly string[]
    /** Columns of the target that reference the target itself and must be loaded parents first. */
    readonly selfReference: readonly {
      readonly columns: readonly string[]
      readonly references: readonly string[]
    }[]
    /** All that its table refers to, where it is settled; else empty. */
    readonly references: readonly TargetReference[]
  }
  /**
   * Mappings, this one among them, whose rows may turn out to refer to none once all are loaded: a
   * reference in their circle is off till then. Empty: nothing is off.
   */
  readonly settledWith: readonly string[]
  /** True: rules do nothing but copy cells, where there is one that has to be there. */
  readonly movesOnly: boolean
  /** True: distinct source keys give distinct target keys, so no duplicate search is needed. */
  readonly keyIsOneToOne: boolean
  /** Names of mappings that must be loaded before this one. */
  readonly after: readonly string[]
  /** Names of the mappings whose rows or keys this one reads: what they change makes it stale. */
  readonly reads: readonly string[]
  /** Work tables that it reads, as they have to be. */
  readonly readsWork: readonly Omit<WorkTable, 'columns'>[]
  readonly rejectLimit: { readonly rows: number | null; readonly ratio: number | null } | null
  readonly allowEmpty: boolean
  /** Sentences for the plan: where evaluated by the worker, one chunk for want of a key ... */
  readonly notes: readonly string[]
  readonly lineage: readonly ColumnLineage[]
}

export interface ColumnLineage {
  readonly target: string
  /** `connection.table.column` of everything the rule reads. */
  readonly sources: readonly string[]
  /** direct: the value is copied; derived: it is computed; condition: it only decides. */
  readonly how: 'direct' | 'derived' | 'constant'
}
