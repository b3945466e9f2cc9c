/** A mapping file after reading: structure checked, expressions still text, every part placed. */
import type { Place } from '../base/diagnostic.ts'

/** A text of the file and where it stands; expressions report errors through `at`. */
export interface Located<T> {
  readonly value: T
  readonly at: Place
}

/**
 * The text of one SQL expression. `lines` gives for each line of the text the place in the file
 * where it starts, so that an offset in the text becomes a line and a column of the file.
 */
export interface ExpressionText {
  readonly text: string
  readonly lines: readonly Place[]
}

/** `connection.table` or `connection.schema.table`; schema null: to be resolved. */
export interface TableReference {
  readonly connection: string
  readonly schema: string | null
  readonly table: string
  readonly at: Place
}

export interface AliasedTable extends TableReference {
  readonly alias: string
}

export type Outcome =
  | { readonly kind: 'reject' }
  | { readonly kind: 'fail' }
  | { readonly kind: 'null' }
  | { readonly kind: 'keep' }
  | { readonly kind: 'warn' }
  | { readonly kind: 'default'; readonly expression: ExpressionText }

export interface Join {
  readonly kind: 'left' | 'inner'
  readonly table: AliasedTable
  readonly match: ExpressionText
  /** Of several matches the first by these sort keys is taken; null: there must be one. */
  readonly first: readonly ExpressionText[] | null
  /** True: each match makes a row. */
  readonly many: boolean
}

/** Overlapping or near spans of a group become one. */
export interface SpanMerging {
  readonly start: ExpressionText
  readonly end: ExpressionText
  /** What may lie between two spans, an interval or a whole number; null: nothing. */
  readonly gap: Located<string> | null
  readonly at: Place
}

/** Which rows make one; the others are folded into it. */
export interface Grouping {
  /** The first of equal rows stays as it is, or rules compute of all of them. */
  readonly kind: 'distinct' | 'group'
  readonly by: readonly ExpressionText[]
  /** Sort keys that say which row is the first. */
  readonly order: readonly ExpressionText[]
  readonly spans: SpanMerging | null
  /** By what others find, in the crosswalk, the row that stands for a member; empty: not at all. */
  readonly members: readonly ExpressionText[]
  readonly at: Place
}

export interface Filter {
  readonly keep: ExpressionText
  /** The reason; `filtered` where none is written. */
  readonly reason: string
}

export interface Check {
  readonly that: ExpressionText
  /** null: the mapping's on_error (reject). */
  readonly otherwise: Outcome | null
  /** Code of the reject; null: CHECK. */
  readonly code: string | null
  readonly at: Place
}

interface LookupKey {
  readonly column: Located<string>
  readonly expression: ExpressionText
}

/** null as a cell is SQL NULL. */
export interface MapEntry {
  readonly from: string | null
  readonly to: string | null
  readonly at: Place
}

export type RuleSource =
  | { readonly kind: 'value'; readonly expression: ExpressionText }
  | { readonly kind: 'const'; readonly cell: string | null }
  | {
      readonly kind: 'map'
      readonly of: ExpressionText
      readonly entries: readonly MapEntry[]
      readonly otherwise: Outcome | null
    }
  | {
      readonly kind: 'lookup'
      readonly table: TableReference
      readonly by: readonly LookupKey[]
      readonly take: Located<string>
      readonly missing: Outcome | null
    }
  | {
      readonly kind: 'crosswalk'
      readonly mapping: Located<string>
      readonly key: readonly ExpressionText[]
      readonly missing: Outcome | null
    }
  | {
      readonly kind: 'surrogate'
      readonly key: readonly ExpressionText[]
      readonly as: 'integer' | 'uuid'
    }

/** How one target column, or one `let` name, gets its value. */
export interface Rule {
  /** Target column or let name, as written. */
  readonly name: Located<string>
  readonly source: RuleSource
  readonly checks: readonly Check[]
  readonly onError: Outcome | null
  /** Data class: pii, secret ...; null: none. */
  readonly class: string | null
}

export interface Reasoned {
  readonly reason: string
  /** Columns or patterns, each with its place. */
  readonly names: readonly Located<string>[]
}

export interface RejectLimit {
  readonly rows: number | null
  readonly ratio: number | null
}

/** name -> cell as written; keys like `c.first_name` or a column name. */
export type ExampleCells = readonly {
  readonly name: Located<string>
  readonly cell: string | null
}[]

export type ExampleExpectation =
  | { readonly kind: 'row'; readonly cells: ExampleCells }
  | { readonly kind: 'reject'; readonly columns: readonly string[] }
  | { readonly kind: 'filtered'; readonly reason: string }
  /** Another row of its group stands for it. */
  | { readonly kind: 'folded' }

export interface Example {
  /** The arm of a union that it is of; null: there is none. */
  readonly arm: Located<string> | null
  /** Rows of the source: one, or those of a group. */
  readonly given: readonly ExampleCells[]
  /** What they become: one row, or one for each item. */
  readonly expect: readonly ExampleExpectation[]
  readonly at: Place
}

export interface Tolerance {
  readonly column: string
  readonly absolute: string | null
  readonly relative: string | null
}

/** One of several documents that a file is read into, for its source is a union. */
export interface Arm {
  /** The name of the mapping as a whole. */
  readonly mapping: string
  readonly name: string
  /** Names of the documents of all arms, in their order. */
  readonly all: readonly string[]
  /** Where it begins and ends in the file: what is outside it shares with the others. */
  readonly at: Place
  readonly end: Place
}

export interface MappingDocument {
  /** The file's name without `.yaml`; of an arm, behind a dot, its own. */
  readonly name: string
  readonly arm: Arm | null
  readonly file: string
  readonly description: string | null
  readonly owner: string | null
  readonly tags: readonly string[]
  readonly source: {
    readonly from: AliasedTable
    readonly joins: readonly Join[]
    readonly where: readonly Filter[]
    /** A function that gives rows, one an item; null: a row stays one. */
    readonly each: ExpressionText | null
    readonly grouping: Grouping | null
  }
  readonly lets: readonly Rule[]
  readonly target: {
    readonly into: TableReference
    /** null: the target's primary key. */
    readonly key: readonly Located<string>[] | null
    readonly load: 'insert' | 'upsert' | 'replace'
    /** Where indexes that refuse no row are asked to be built after the load; null: they stay. */
    readonly indexesAfter: Place | null
    /** Triggers that are off while rows are loaded. */
    readonly triggersOff: readonly Located<string>[]
  }
  /** The alias `copy` names; null: no copy. */
  readonly copy: Located<string> | null
  readonly columns: readonly Rule[]
  readonly drop: readonly Reasoned[]
  readonly leave: readonly Reasoned[]
  readonly checks: readonly Check[]
  /** The mapping's, else the project's default, else null: nothing declared. */
  readonly onError: Outcome | null
  readonly rejectLimit: RejectLimit | null
  readonly accept: readonly Located<string>[]
  readonly reconcile: { readonly tolerances: readonly Tolerance[]; readonly allowEmpty: boolean }
  readonly examples: readonly Example[]
}

/** A `<mapping>.test.yaml`: rows in, rows out. */
export interface MappingTests {
  readonly mapping: string
  readonly file: string
  readonly cases: readonly TestCase[]
}

export interface TestCase {
  readonly name: string
  readonly arm: Located<string> | null
  readonly at: Place
  /** Rows by `connection.table` (or with schema), cells as text, columns not given are NULL. */
  readonly tables: readonly {
    readonly table: Located<string>
    readonly rows: readonly ExampleCells[]
  }[]
  /** Crosswalk entries by mapping: source key to target key. */
  readonly crosswalks: readonly {
    readonly mapping: string
    readonly entries: readonly MapEntry[]
  }[]
  readonly expect: readonly ExampleExpectation[]
}
