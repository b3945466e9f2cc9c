/**
 * Type-checks the lets of a mapping in the order they need each other, however they are written.
 */
import { TEXT } from '../catalog/logical-type.ts'
import type { Bounds } from '../expression/bounds.ts'
import type { Known } from '../expression/certainty.ts'
import type { Scope } from '../expression/tree.ts'
import type { Rule } from '../mapping/document.ts'
import type { CheckedRule } from './checked.ts'
import type { RuleEnvironment } from './environment.ts'
import type { Findings } from './findings.ts'
import { checkLetRule } from './rule.ts'

export interface CheckedLets {
  readonly names: Scope['names']
  readonly throwing: ReadonlySet<string>
  /** Of those that were asked for. */
  readonly bounds: Known['names']
  /** Checks what nobody has asked for yet; gives all of them, dependencies first. */
  finish(): readonly CheckedRule[]
}

/**
 * The names answer for their type by checking their rule, so that asking for one name checks the
 * names it needs before it. `environment` is what the rules are checked in, made for these names
 * and those that are `given`.
 */
export function createLets(
  rules: readonly Rule[],
  findings: Findings,
  environment: (lets: Omit<CheckedLets, 'finish'>) => RuleEnvironment,
  given: Scope['names'] = new Map(),
): CheckedLets {
  const checked = new Map<string, CheckedRule | undefined>()
  const open = new Set<string>()
  const circular = new Set<string>()
  const names = new Map(given)
  const throwing = new Set<string>()
  const bounds = new Map<string, Bounds>()
  const resolve = (rule: Rule): CheckedRule | undefined => {
    const name = rule.name.value
    if (checked.has(name)) return checked.get(name)
    if (open.has(name)) {
      if (circular.has(name)) return undefined
      circular.add(name)
      const circle = [...open]
        .slice([...open].indexOf(name))
        .concat(name)
        .join(' -> ')
      findings.error('COMPILE_LET_CYCLE', rule.name.at, `A let cannot need itself: ${circle}.`)
      return undefined
    }
    open.add(name)
    const result = checkLetRule(rule, environment({ names, throwing, bounds }))
    open.delete(name)
    checked.set(name, result)
    if (result?.throws === true) throwing.add(name)
    if (result !== undefined) bounds.set(name, result.bounds)
    return result
  }
  for (const rule of rules) {
    names.set(rule.name.value, {
      get type() {
        return resolve(rule)?.type ?? TEXT
      },
      get nullable() {
        return resolve(rule)?.nullable ?? true
      },
    })
  }
  return {
    names,
    throwing,
    bounds,
    finish: () => {
      for (const rule of rules) resolve(rule)
      return [...checked.values()].filter((rule) => rule !== undefined)
    },
  }
}
