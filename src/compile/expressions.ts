/** Type-checks the expressions of a mapping, and collects the hazards a person must accept. */
import type { Checked, Place } from '../base/diagnostic.ts'
import { checkExpression } from '../expression/check.ts'
import { checkRowsFrom, checkSortKey, type RowsFrom } from '../expression/clause.ts'
import { placeOf } from '../expression/context.ts'
import { operandsOf } from '../expression/fallible.ts'
import type { Hazard, Scope, SortKey, TypedExpression } from '../expression/tree.ts'
import { assignTo, type AssignmentTarget } from '../expression/assign.ts'
import type { ExpressionText } from '../mapping/document.ts'
import type { CompileContext } from './context.ts'
import type { Findings } from './findings.ts'

/** A hazard under the name by which `accept` lists it: `narrows:note`. */
export interface NamedHazard {
  readonly name: string
  readonly message: string
  readonly at: Place
}

/** Checks expressions of one mapping; what is dangerous is kept under a subject's name. */
export interface ExpressionChecker {
  readonly hazards: readonly NamedHazard[]
  /** The typed tree; undefined after saying what is wrong. */
  check(text: ExpressionText, scope: Scope, subject: string): TypedExpression | undefined
  sortKey(text: ExpressionText, scope: Scope, subject: string): SortKey | undefined
  rowsFrom(text: ExpressionText, scope: Scope, subject: string): RowsFrom | undefined
  /** The tree converted as PostgreSQL's assignment does. */
  assign(
    tree: TypedExpression,
    target: AssignmentTarget,
    subject: string,
    at: ExpressionText | Place,
  ): TypedExpression | undefined
}

export function createExpressionChecker(
  context: CompileContext,
  findings: Findings,
): ExpressionChecker {
  const hazards: NamedHazard[] = []
  const keep = (found: readonly Hazard[], subject: string, at: ExpressionText | Place): void => {
    for (const hazard of found) {
      const place = 'lines' in at ? placeOf(at, hazard.span.start) : at
      hazards.push({ name: `${hazard.kind}:${subject}`, message: hazard.message, at: place })
    }
  }
  const { functions } = context
  const taken = <T extends { readonly hazards: readonly Hazard[] }>(
    { value, diagnostics }: Checked<T>,
    subject: string,
    at: ExpressionText | Place,
  ): T | undefined => {
    findings.take(diagnostics)
    if (value !== undefined) keep(value.hazards, subject, at)
    return value
  }
  return {
    hazards,
    check: (text, scope, subject) =>
      taken(checkExpression(text, scope, functions), subject, text)?.tree,
    sortKey: (text, scope, subject) =>
      taken(checkSortKey(text, { scope, functions }), subject, text),
    rowsFrom: (text, scope, subject) =>
      taken(checkRowsFrom(text, { scope, functions }), subject, text),
    assign: (tree, target, subject, at) => taken(assignTo(tree, target, at), subject, at)?.tree,
  }
}

/** Where an expression begins. */
export function firstPlace(source: ExpressionText): Place {
  const first = source.lines[0]
  if (first === undefined) throw new Error('an expression without a line')
  return first
}

/** Every node of a tree, itself first. */
export function* nodesOf(tree: TypedExpression): Generator<TypedExpression> {
  yield tree
  for (const operand of operandsOf(tree)) yield* nodesOf(operand)
}

/** The let names a tree reads. */
export function namesIn(tree: TypedExpression): readonly string[] {
  const names: string[] = []
  for (const node of nodesOf(tree)) {
    if (node.kind === 'reference' && node.reference.kind === 'name') names.push(node.reference.name)
  }
  return names
}
