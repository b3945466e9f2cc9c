/** What the parts of the checker share while they turn one text into a typed tree. */
import type { Node } from '@pgsql/types'
import type { Diagnostic, Place } from '../base/diagnostic.ts'
import type { FunctionTable } from './function-table.ts'
import type { Hazard, Reference, Scope, Span, TypedExpression } from './tree.ts'

/** The text of an expression, and for each of its lines the place in the file where it starts. */
export interface ExpressionSource {
  readonly text: string
  readonly lines: readonly Place[]
}

export interface CheckContext {
  readonly source: ExpressionSource
  /** UTF-16 offset in the text of a node's location. */
  readonly offsetOf: (location: number | undefined) => number
  readonly scope: Scope
  readonly functions: FunctionTable
  readonly diagnostics: Diagnostic[]
  readonly hazards: Hazard[]
  readonly references: Reference[]
  /** Types any node: the forms that hold others come back here. */
  readonly check: (node: Node | undefined) => Operand | undefined
  /** The same text where other names mean something. */
  readonly within: (scope: Scope) => CheckContext
}

/** A quoted text or a NULL whose type is still open: PostgreSQL's unknown. */
export interface Literal {
  readonly kind: 'literal'
  readonly text: string | null
  readonly span: Span
}

export type Operand = TypedExpression | Literal

/** Adds a diagnostic at a node's location; returns undefined, to be returned in turn. */
export function report(
  context: CheckContext,
  code: string,
  location: number | undefined,
  message: string,
): undefined {
  reportAt(context, code, spanOf(context, location), message)
}

/** As `report`, where the place is known as a span. */
export function reportAt(
  context: CheckContext,
  code: string,
  span: Span,
  message: string,
): undefined {
  const place = placeOf(context.source, span.start)
  context.diagnostics.push({ ...place, code, severity: 'error', message })
}

/** Where a node begins. The parser tells no end; a word or sign is marked. */
export function spanOf({ offsetOf, source }: CheckContext, location: number | undefined): Span {
  const start = offsetOf(location)
  const word = /^(?:[\p{L}\p{N}_]+|"[^"]*"|'[^']*'|[^\s\p{L}\p{N}]{1,3})/u.exec(
    source.text.slice(start),
  )
  return { start, end: start + (word?.[0].length ?? 1) }
}

/** The place in the file of an offset in the expression's text. */
export function placeOf(source: ExpressionSource, offset: number): Place {
  const before = source.text.slice(0, offset).split('\n')
  const line = source.lines[before.length - 1] ?? source.lines[0]
  if (line === undefined) return { file: '', line: 1, column: 1 }
  const column = line.column + (before.at(-1)?.length ?? 0)
  return { file: line.file, line: line.line, column }
}

/** Several nodes; undefined when one of them is wrong, after all were looked at. */
export function checkAll(
  nodes: readonly Node[] | undefined,
  context: CheckContext,
): readonly Operand[] | undefined {
  const operands = (nodes ?? []).map((node) => context.check(node))
  return operands.every((operand) => operand !== undefined) ? operands : undefined
}
