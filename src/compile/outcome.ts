/** Type-checks what is done with a value that fails, is missing or has no entry. */
import type { Place } from '../base/diagnostic.ts'
import type { TypedExpression } from '../expression/tree.ts'
import type { Outcome } from '../mapping/document.ts'
import type { CheckedOutcome } from './checked.ts'
import { mayBeNull, type Destination, type RuleEnvironment } from './environment.ts'
import { firstPlace } from './expressions.ts'
import type { Findings } from './findings.ts'

/**
 * A written outcome with its expression checked. `into` is what a default must become; null where
 * no value is made (where, match).
 */
export function checkOutcome(
  outcome: Outcome,
  into: Destination | null,
  at: Place,
  environment: RuleEnvironment,
): CheckedOutcome {
  const { checker, findings, scope } = environment
  if (outcome.kind === 'null' && into !== null && !into.nullable) {
    const message =
      `"${into.name}" takes no NULL, so its outcome cannot be null. Write reject, fail or a ` +
      'default.'
    findings.error('COMPILE_OUTCOME_NULL', at, message)
    return REJECT
  }
  if (outcome.kind !== 'default') return { kind: outcome.kind }
  if (into === null) return REJECT
  const tree = checker.check(outcome.expression, scope, into.name)
  const place = firstPlace(outcome.expression)
  const assigned =
    tree === undefined ? undefined : checker.assign(tree, into, into.name, outcome.expression)
  if (assigned === undefined) return REJECT
  const nullable = mayBeNull(assigned, environment)
  if (nullable && !into.nullable) {
    const message = `The default of "${into.name}" may be NULL, and the column takes none.`
    findings.error('COMPILE_DEFAULT_NULL', place, message)
  }
  return { kind: 'default', tree: assigned, nullable }
}

export const REJECT: CheckedOutcome = { kind: 'reject' }

/** Says that something can go wrong and nothing is declared for it. */
export function outcomeMissing(
  subject: string,
  because: string,
  at: Place,
  findings: Findings,
): void {
  const message =
    `${subject} can fail: ${because}. Say what then: on_error: reject, fail, null or {default: ` +
    `EXPRESSION}, here, in the mapping or in the project's defaults.`
  findings.error('COMPILE_OUTCOME_MISSING', at, message)
}

/** The trees of an outcome. */
export function treesOf(outcome: CheckedOutcome): readonly TypedExpression[] {
  return outcome.kind === 'default' ? [outcome.tree] : []
}

/** True where the outcome may make a NULL of the value. */
export function givesNull(outcome: CheckedOutcome): boolean {
  return outcome.kind === 'null' || (outcome.kind === 'default' && outcome.nullable)
}
