/** What the rules of a mapping may name: its tables' columns, items of each, lets, aggregates. */
import type { Known } from '../expression/certainty.ts'
import type { Scope } from '../expression/tree.ts'
import type { RuleEnvironment } from './environment.ts'
import { createLets, type CheckedLets } from './lets.ts'
import { openShape, type OpenShape } from './shape.ts'
import { sourceScope } from './source.ts'

export interface Scopes {
  readonly shape: OpenShape
  readonly lets: CheckedLets
  /** Of a row before it is grouped. */
  readonly rowScope: Scope
  /** Of what rules see. */
  readonly ruleScope: Scope
}

/** `shared`: all but the names. */
export function openScopes(
  shared: Omit<RuleEnvironment, 'scope' | 'throwing' | 'known'> & { readonly known: () => Known },
): Scopes {
  const { document, checker, findings, tables } = shared
  const shape = openShape({ document, checker, findings, scope: () => rowScope })
  const ofRules = (names: Scope['names']): Scope => {
    const { aggregates } = shape
    const scope = sourceScope(tables, names)
    return aggregates === undefined ? scope : { ...scope, aggregates }
  }
  const lets = createLets(
    document.lets,
    findings,
    ({ names, throwing, bounds }) => ({
      ...shared,
      throwing,
      known: { ...shared.known(), names: bounds },
      scope: ofRules(names),
    }),
    shape.names,
  )
  const rowScope = sourceScope(tables, lets.names)
  shape.begin()
  return { shape, lets, rowScope, ruleScope: ofRules(lets.names) }
}
