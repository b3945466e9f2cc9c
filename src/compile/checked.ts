/** A mapping after type-checking: what the emitter, lineage, coverage and order are made from. */
import type { Column } from '../catalog/catalog.ts'
import type { Cell } from '../base/cell.ts'
import type { LogicalType } from '../catalog/logical-type.ts'
import type { Bounds } from '../expression/bounds.ts'
import type { AggregateCall, SortKey, TypedExpression } from '../expression/tree.ts'
import type { MappingDocument } from '../mapping/document.ts'
import type { CoveredColumn } from './covered.ts'
import type { KnownTable } from './context.ts'
import type { LookupSpec, ReadFrom } from './program.ts'

export interface AliasTable extends KnownTable {
  readonly alias: string
  readonly reads: ReadFrom
  /** Connector kind of who compares its values: that of where it is read. */
  readonly comparedBy: string
}

export type ComparisonOperator = '=' | '<' | '<=' | '>' | '>='

/** A comparison of a join's match that the source evaluates: bare columns, or a constant. */
export interface PushedComparison {
  /** Column of the joined table. */
  readonly column: string
  readonly operator: ComparisonOperator
  readonly other:
    | { readonly kind: 'column'; readonly alias: string; readonly column: string }
    | { readonly kind: 'constant'; readonly cell: string }
}

export interface CheckedJoin {
  readonly table: AliasTable
  readonly kind: 'left' | 'inner'
  readonly match: TypedExpression
  /** The text of `match`, for comments. */
  readonly text: string
  readonly line: number
  readonly pushed: readonly PushedComparison[]
  /** True when the source's answer is already the exact one. */
  readonly exact: boolean
  readonly toOne: boolean
  /** True: each match makes a row. */
  readonly many: boolean
  /** Of several matches the first by these is taken. */
  readonly first: readonly SortKey[] | null
  /** Columns that tell two rows of the joined table apart. */
  readonly identity: readonly string[]
}

export interface CheckedSource {
  readonly from: AliasTable
  readonly key: readonly string[]
  readonly joins: readonly CheckedJoin[]
}

export type CheckedOutcome =
  | { readonly kind: 'reject' | 'fail' | 'null' | 'keep' | 'warn' }
  | { readonly kind: 'default'; readonly tree: TypedExpression; readonly nullable: boolean }

export interface CheckedCheck {
  readonly that: TypedExpression
  readonly text: string
  readonly line: number
  readonly code: string
  readonly otherwise: CheckedOutcome
}

/** 0: made of a source's row; 1: of an item that `each` gave; 2: of a whole group of rows. */
export type Level = 0 | 1 | 2

export interface CheckedFilter {
  readonly keep: TypedExpression
  readonly text: string
  readonly line: number
  readonly reason: string
  readonly level: Level
}

/** What is asked of a table or crosswalk for a row. */
export interface OpenLookup {
  readonly spec: LookupSpec
  /** The table that is looked up; null: a crosswalk. */
  readonly known: KnownTable | null
  readonly key: readonly TypedExpression[]
  readonly line: number
}

export interface CheckedLookup extends OpenLookup {
  /** Of its key. */
  readonly level: Level
}

export type CheckedValue =
  | { readonly kind: 'tree'; readonly tree: TypedExpression }
  /** Already canonical in the column's type. */
  | { readonly kind: 'const'; readonly cell: Cell }
  | {
      readonly kind: 'map'
      readonly of: TypedExpression
      readonly entries: readonly { readonly from: Cell; readonly to: Cell }[]
      readonly otherwise: CheckedOutcome
      /** `of` converted to the result's type, for `else: keep`. */
      readonly kept: TypedExpression | null
    }
  | {
      readonly kind: 'lookup'
      /** Number among the mapping's lookups. */
      readonly index: number
      readonly missing: CheckedOutcome
      /**
       * The found cell's type, and the found value (the name `found`) converted to the result's.
       */
      readonly found: LogicalType
      readonly taken: TypedExpression
    }

export interface CheckedRule {
  readonly name: string
  readonly line: number
  /** null: a let. */
  readonly column: Column | null
  readonly value: CheckedValue
  readonly type: LogicalType
  readonly nullable: boolean
  readonly bounds: Bounds
  /** A NULL is refused: the column is NOT NULL or part of the key. */
  readonly required: boolean
  readonly onError: CheckedOutcome
  readonly checks: readonly CheckedCheck[]
  /** True when computing it can end in a refusal that its outcome does not replace by a value. */
  readonly throws: boolean
  readonly class: string | null
  /** Every tree of the rule, lookups' keys included: what it reads. */
  readonly trees: readonly TypedExpression[]
}

/** A row becomes several, one an item. */
export interface CheckedEach {
  /** Its type is that of an item; evaluated, it gives the array of all, or NULL for none. */
  readonly tree: TypedExpression
  readonly alias: string
  readonly text: string
  readonly line: number
}

export interface CheckedSpans {
  readonly start: TypedExpression
  readonly end: TypedExpression
  /** In days of a date, microseconds of a moment, or as the whole numbers are. */
  readonly gap: bigint
}

/** Several rows become one. */
export interface CheckedGroup {
  readonly kind: 'distinct' | 'group'
  readonly by: readonly TypedExpression[]
  readonly order: readonly SortKey[]
  readonly spans: CheckedSpans | null
  /** The key under which each row of a group stands in the crosswalk; empty: none does. */
  readonly members: readonly TypedExpression[]
  /** What rules ask of all rows of a group; grows while rules are checked. */
  readonly aggregates: readonly AggregateCall[]
  readonly line: number
}

/** A cell that stands behind those of the source in the rows that rules see. */
export interface MadeColumn {
  readonly name: string
  readonly type: LogicalType
  readonly nullable: boolean
  /** Made by `each`, or by grouping what `each` gave. */
  readonly by: 'each' | 'group'
  /** All that it is made from. */
  readonly trees: readonly TypedExpression[]
}

/** What is made of the source's rows before rules see them. */
export interface CheckedShape {
  readonly each: CheckedEach | null
  readonly group: CheckedGroup | null
  readonly made: readonly MadeColumn[]
}

export interface CheckedMapping {
  readonly document: MappingDocument
  readonly source: CheckedSource
  readonly shape: CheckedShape
  readonly filters: readonly CheckedFilter[]
  /** In dependency order. */
  readonly lets: readonly CheckedRule[]
  /** In the order of the target table's columns. */
  readonly rules: readonly CheckedRule[]
  readonly checks: readonly CheckedCheck[]
  readonly lookups: readonly CheckedLookup[]
  readonly target: KnownTable
  /** What is said of each column of the target; null where that is not known. */
  readonly covered: readonly CoveredColumn[] | null
  /** Triggers of the target that are off for the load. */
  readonly triggersOff: readonly string[]
  readonly key: readonly string[]
}
