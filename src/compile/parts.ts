/** Checks what a mapping's parts have to do with each other: levels and groups. */
import type { CheckedCheck, CheckedFilter, CheckedRule, CheckedShape } from './checked.ts'
import { mayThrow, type RuleEnvironment } from './environment.ts'
import { firstPlace } from './expressions.ts'
import { reportLevels, reportUngrouped, type LevelOf } from './levels.ts'
import { treesOfShape } from './made.ts'
import { outcomeMissing } from './outcome.ts'

export interface CheckedParts {
  readonly shape: CheckedShape
  readonly lets: readonly CheckedRule[]
  readonly rules: readonly CheckedRule[]
  readonly filters: readonly CheckedFilter[]
  readonly checks: readonly CheckedCheck[]
}

/** What is made of rows fits what asks for it. */
export function reportShape(
  { shape, filters, lets, rules, checks, levelOf }: CheckedParts & { readonly levelOf: LevelOf },
  environment: RuleEnvironment,
): void {
  const { document, findings } = environment
  reportLevels(shape, levelOf, document, findings)
  for (const [index, { level }] of filters.entries()) {
    const written = document.source.where[index]
    if (level < 2 || written === undefined) continue
    const message = 'where is asked of each row, before there is a group. Write a check instead.'
    findings.error('COMPILE_AGGREGATE_NESTED', firstPlace(written.keep), message)
  }
  const { group } = shape
  const { grouping } = document.source
  if (group === null || grouping === null) return
  if (
    treesOfShape(shape).some((tree) => mayThrow(tree, environment)) &&
    document.onError === null
  ) {
    const why = 'a value of a row may not convert or compute'
    outcomeMissing('The grouping', why, grouping.at, findings)
  }
  if (group.kind !== 'group') return
  const asked = [
    ...rules.flatMap(({ name, trees }) => {
      const rule = document.columns.find((each) => each.name.value === name)
      return [{ trees, at: rule?.name.at ?? document.copy?.at ?? grouping.at }]
    }),
    ...checks.flatMap(({ that }, index) => {
      const at = document.checks[index]?.at
      return at === undefined ? [] : [{ trees: [that], at }]
    }),
  ]
  reportUngrouped(asked, { by: group.by, made: shape.made, lets }, findings)
}
