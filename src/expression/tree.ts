/** The typed tree of an expression: what the checker makes, what the generators read. */
import type { Cell } from '../base/cell.ts'
import type { LogicalType } from '../catalog/logical-type.ts'

/** Where in the expression's text a node began; offset in UTF-16 code units. */
export interface Span {
  readonly start: number
  readonly end: number
}

interface NodeBase {
  readonly type: LogicalType
  readonly nullable: boolean
  /** True when evaluating this very node (not its operands) can raise an error on some value. */
  readonly fallible: boolean
  readonly span: Span
}

export type Reference =
  /** A column of an aliased table: `c.email`. */
  | { readonly kind: 'column'; readonly alias: string; readonly column: string }
  /** A `let` name, or `value` within check. */
  | { readonly kind: 'name'; readonly name: string }

export type TypedExpression =
  | (NodeBase & { readonly kind: 'reference'; readonly reference: Reference })
  | (NodeBase & { readonly kind: 'constant'; readonly cell: Cell })
  | (NodeBase & {
      readonly kind: 'call'
      /** Key of the function in the declarations: its name and which signature was chosen. */
      readonly name: string
      readonly signature: number
      /** Of the signature: what emitted code calls. */
      readonly key: string
      /** Of the signature: a NULL operand gives NULL. */
      readonly strict: boolean
      /** Of the signature: it may give NULL though no operand is NULL. */
      readonly givesNull: boolean
      readonly operands: readonly TypedExpression[]
      /** Of a project's own function: its expression, in which names are parameters. */
      readonly local?: { readonly parameters: readonly string[]; readonly tree: TypedExpression }
    })
  | (NodeBase & {
      readonly kind: 'cast'
      readonly operand: TypedExpression
      readonly assignment: boolean
    })
  | (NodeBase & { readonly kind: 'and' | 'or'; readonly operands: readonly TypedExpression[] })
  | (NodeBase & { readonly kind: 'not'; readonly operand: TypedExpression })
  | (NodeBase & {
      readonly kind: 'isNull' | 'isNotNull' | 'isTrue' | 'isNotTrue' | 'isFalse' | 'isNotFalse'
      readonly operand: TypedExpression
    })
  | (NodeBase & {
      readonly kind: 'case'
      readonly branches: readonly {
        readonly when: TypedExpression
        readonly then: TypedExpression
      }[]
      readonly otherwise: TypedExpression
    })
  | (NodeBase & { readonly kind: 'coalesce'; readonly operands: readonly TypedExpression[] })
  | (NodeBase & {
      readonly kind: 'in'
      readonly operand: TypedExpression
      readonly items: readonly TypedExpression[]
    })
  | (NodeBase & { readonly kind: 'array'; readonly items: readonly TypedExpression[] })
  /** `operand sign any (array)`: `test` is of `left`, the operand, and `right`, an element. */
  | (NodeBase & {
      readonly kind: 'any' | 'all'
      readonly operand: TypedExpression
      readonly array: TypedExpression
      readonly test: TypedExpression
    })
  | (NodeBase & { readonly kind: 'tested'; readonly side: 'left' | 'right' })

/** Something a person must accept by name before it compiles. */
export interface Hazard {
  /** narrows: loses information on some value; overlaps: two formats can fit one text. */
  readonly kind: 'narrows' | 'overlaps'
  readonly message: string
  readonly span: Span
}

/** What a name means where the expression stands. */
export interface Scope {
  /** Aliases in order; columns by catalog name. */
  readonly tables: readonly {
    readonly alias: string
    readonly columns: readonly {
      readonly name: string
      readonly type: LogicalType
      readonly nullable: boolean
    }[]
  }[]
  readonly names: ReadonlyMap<string, NamedValue>
  /** Takes the aggregates of an expression about a group of rows; without it there are none. */
  readonly aggregates?: AggregateSink
}

export interface NamedValue {
  readonly type: LogicalType
  readonly nullable: boolean
  /** Where the value stands in the row; else it is computed. */
  readonly column?: ColumnReference
}

type ColumnReference = Extract<Reference, { readonly kind: 'column' }>

/** One item of an ORDER BY. */
export interface SortKey {
  readonly tree: TypedExpression
  readonly descending: boolean
  readonly nullsFirst: boolean
}

/** What an aggregate computes of the rows of a group. */
export interface AggregateCall {
  readonly name: string
  /** Of its signature: what emitted code calls. */
  readonly key: string
  readonly operands: readonly TypedExpression[]
  readonly distinct: boolean
  readonly order: readonly SortKey[]
  /** Rows for which it is not true do not count; null: all do. */
  readonly filter: TypedExpression | null
  readonly type: LogicalType
  readonly nullable: boolean
}

export interface AggregateSink {
  /** Where the result stands in the group's row. */
  add(call: AggregateCall): ColumnReference
}
