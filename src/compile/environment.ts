/** What the rules of one mapping share while they are checked. */
import type { LogicalType } from '../catalog/logical-type.ts'
import type { Bounds } from '../expression/bounds.ts'
import { certaintyOf, type Known } from '../expression/certainty.ts'
import type { Scope, TypedExpression } from '../expression/tree.ts'
import type { MappingDocument } from '../mapping/document.ts'
import type { AliasTable, CheckedValue, OpenLookup } from './checked.ts'
import type { CompileContext } from './context.ts'
import { namesIn, type ExpressionChecker } from './expressions.ts'
import type { Findings } from './findings.ts'

/** What the key of a mapping's surrogate is, and what comes out. */
export interface CrosswalkShape {
  readonly key: readonly LogicalType[]
  readonly value: LogicalType
  /** True: the key is that of each merged row. */
  readonly ofMembers: boolean
}

export interface RuleEnvironment {
  readonly document: MappingDocument
  readonly context: CompileContext
  readonly checker: ExpressionChecker
  readonly findings: Findings
  /** Of the source, `from` first. */
  readonly tables: readonly AliasTable[]
  /** Source columns and let names. */
  readonly scope: Scope
  /** Let names whose value may be a refusal. */
  readonly throwing: ReadonlySet<string>
  /** What is certain of the rows that come here. */
  readonly known: Known
  /** Grows as rules ask for lookups. */
  readonly lookups: OpenLookup[]
  /** undefined: there is no such mapping; null: it has no surrogate. */
  readonly crosswalk: (mapping: string) => CrosswalkShape | null | undefined
  readonly mappingNames: readonly string[]
}

/** The column, or the let's type, that a value must become. */
export interface Destination {
  /** How `accept` names it. */
  readonly name: string
  readonly type: LogicalType
  /** False: a NULL is refused. */
  readonly nullable: boolean
}

/** True when evaluating the tree can end in a refusal. */
export function mayThrow(
  tree: TypedExpression,
  { known, throwing }: Pick<RuleEnvironment, 'known' | 'throwing'>,
): boolean {
  return certaintyOf(tree, known).fallible || namesIn(tree).some((name) => throwing.has(name))
}

/** True where the tree's value may be NULL. */
export function mayBeNull(
  tree: TypedExpression,
  { known }: Pick<RuleEnvironment, 'known'>,
): boolean {
  return certaintyOf(tree, known).nullable
}

/** A rule's value before its outcome and checks are looked at. */
export interface ValueCheck {
  readonly value: CheckedValue
  readonly type: LogicalType
  readonly nullable: boolean
  readonly bounds: Bounds
  /** Every tree that computes it, for what it reads and whether it can fail. */
  readonly trees: readonly TypedExpression[]
  /** Why an outcome is needed that nobody declared, null: none is. */
  readonly undeclared: string | null
  /** True when `on_error` stands in for an outcome of its own that is not written. */
  readonly usesOnError: boolean
  /** True when an outcome of its own (else, missing) refuses the row. */
  readonly decides: boolean
}
