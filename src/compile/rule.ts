/** Type-checks one rule whole: its value, its checks, and what is done when it fails. */
import type { Place } from '../base/diagnostic.ts'
import type { Column } from '../catalog/catalog.ts'
import type { Check, Outcome, Rule } from '../mapping/document.ts'
import { boundsOfType, type Bounds } from '../expression/bounds.ts'
import type { Scope, TypedExpression } from '../expression/tree.ts'
import type { CheckedCheck, CheckedOutcome, CheckedRule } from './checked.ts'
import { mayThrow, type Destination, type RuleEnvironment, type ValueCheck } from './environment.ts'
import { firstPlace } from './expressions.ts'
import { warnOfCheck } from './lint.ts'
import { checkOutcome, givesNull, outcomeMissing, REJECT, treesOf } from './outcome.ts'
import { isCondition } from './source.ts'
import { checkValue } from './value.ts'

/** Code of a row refused by a check that names none. */
const CHECK = 'CHECK'

/** A rule for a target column; `isKey`: NULL is refused whatever the column allows. */
export function checkColumnRule(
  rule: Rule,
  column: Column,
  isKey: boolean,
  environment: RuleEnvironment,
): CheckedRule | undefined {
  const nullable = column.nullable && !isKey
  return checkRule(
    rule,
    { column, into: { name: column.name, type: column.type, nullable } },
    environment,
  )
}

export function checkLetRule(rule: Rule, environment: RuleEnvironment): CheckedRule | undefined {
  return checkRule(rule, { column: null, into: null }, environment)
}

function checkRule(
  rule: Rule,
  { column, into }: { readonly column: Column | null; readonly into: Destination | null },
  environment: RuleEnvironment,
): CheckedRule | undefined {
  const value = checkValue(rule, into, environment)
  if (value === undefined) return undefined
  const required = into !== null && !into.nullable
  const result = into ?? { name: rule.name.value, type: value.type, nullable: true }
  const names: Scope['names'] = new Map([
    ...environment.scope.names,
    ['value', { type: value.type, nullable: value.nullable }],
  ])
  const scope = { ...environment.scope, names }
  const { known } = environment
  const within = {
    ...environment,
    scope,
    known: { ...known, names: new Map([...known.names, ['value', value.bounds]]) },
  }
  const checks = rule.checks.flatMap((check) => {
    const checked = checkCheck(check, within, result, rule.onError)
    return checked === undefined ? [] : [checked]
  })
  const judged = checks.flatMap(({ that, otherwise }) => [that, ...treesOf(otherwise)])
  const failure = failureOf(value, judged, required, within)
  const { usesOnError } = value
  const onError = errorOutcome(rule, result, { failure, usesOnError }, environment)
  const { kind } = onError
  const replaces = kind === 'null' || kind === 'default'
  const refusesChecks = checks.some(({ otherwise }) => isRefusal(otherwise))
  return {
    name: column?.name ?? rule.name.value,
    line: rule.name.at.line,
    column,
    value: value.value,
    type: value.type,
    nullable:
      (value.nullable && !required) ||
      givesNull(onError) ||
      checks.some(({ otherwise }) => givesNull(otherwise)),
    bounds: boundsOfRule(value, onError, checks),
    required,
    onError,
    checks,
    throws:
      value.decides ||
      refusesChecks ||
      (failure !== null && !replaces) ||
      treesOf(onError).some((tree) => mayThrow(tree, within)),
    class: rule.class,
    trees: [...value.trees, ...treesOf(onError), ...judged],
  }
}

/** An outcome may put another value in the place of one that fails. */
function boundsOfRule(
  { bounds, type }: ValueCheck,
  onError: CheckedOutcome,
  checks: readonly CheckedCheck[],
): Bounds {
  const outcomes = [onError, ...checks.map(({ otherwise }) => otherwise)]
  return outcomes.some(({ kind }) => kind === 'default') ? boundsOfType(type) : bounds
}

function isRefusal(outcome: CheckedOutcome): boolean {
  return outcome.kind === 'reject' || outcome.kind === 'fail'
}

/** Why the rule can fail, for a sentence; null: it cannot. */
function failureOf(
  value: ValueCheck,
  judged: readonly TypedExpression[],
  required: boolean,
  environment: RuleEnvironment,
): string | null {
  if (value.undeclared !== null) return value.undeclared
  if (value.trees.some((tree) => mayThrow(tree, environment))) {
    return 'a value may not convert or compute'
  }
  if (judged.some((tree) => mayThrow(tree, environment))) return 'a check of it may not compute'
  if (required && value.nullable) return 'it takes no NULL, and the value may be NULL'
  return null
}

function errorOutcome(
  rule: Rule,
  result: Destination,
  { failure, usesOnError }: { readonly failure: string | null; readonly usesOnError: boolean },
  environment: RuleEnvironment,
): CheckedOutcome {
  const { document, findings } = environment
  const written = rule.onError ?? document.onError
  const isAsked = usesOnError || rule.checks.some(({ otherwise }) => otherwise === null)
  if (rule.onError !== null && failure === null && !isAsked) {
    const message = `"${result.name}" cannot fail, so its on_error is never used. Take it out.`
    findings.warn('COMPILE_OUTCOME_UNUSED', rule.name.at, message)
  }
  if (failure === null) return REJECT
  if (written === null) {
    outcomeMissing(`"${result.name}"`, failure, rule.name.at, findings)
    return REJECT
  }
  return checkOutcome(written, result, rule.name.at, environment)
}

/** `into` null: a check of the whole row. `declared`: what its rule does with errors. */
export function checkCheck(
  check: Check,
  environment: RuleEnvironment,
  into: Destination | null,
  declared: Outcome | null,
): CheckedCheck | undefined {
  const { checker, document, findings, scope } = environment
  const that = checker.check(check.that, scope, into?.name ?? 'check')
  if (that === undefined) return undefined
  const at = firstPlace(check.that)
  if (!isCondition(that.type)) {
    findings.error('COMPILE_NOT_CONDITION', at, 'A check must be true or false.')
    return undefined
  }
  warnOfCheck(that, at, environment)
  const written = check.otherwise ?? declared ?? document.onError
  const otherwise = checkedOutcome(written, into, at, environment)
  return { that, text: check.that.text, line: at.line, code: check.code ?? CHECK, otherwise }
}

function checkedOutcome(
  written: Outcome | null,
  into: Destination | null,
  at: Place,
  environment: RuleEnvironment,
): CheckedOutcome {
  if (written === null) return REJECT
  const makesValue = written.kind === 'null' || written.kind === 'default'
  return makesValue && into === null ? REJECT : checkOutcome(written, into, at, environment)
}
