/** Type-checks how a rule's value comes about: an expression, a constant, a map or a lookup. */
import { boundsOfValues, NOTHING } from '../expression/bounds.ts'
import { labelHint } from '../expression/coerce.ts'
import { certaintyOf } from '../expression/certainty.ts'
import type { TypedExpression } from '../expression/tree.ts'
import type { Rule } from '../mapping/document.ts'
import { TEXT } from '../catalog/logical-type.ts'
import { formatType } from '../catalog/type-name.ts'
import { canonicalText } from './canonical.ts'
import type { Destination, RuleEnvironment, ValueCheck } from './environment.ts'
import { firstPlace } from './expressions.ts'
import { checkCrosswalk, checkLookup, checkSurrogate } from './value-lookup.ts'
import { checkMap } from './value-map.ts'

/** `into` is null for a let: its value keeps the type it has. */
export function checkValue(
  rule: Rule,
  into: Destination | null,
  environment: RuleEnvironment,
): ValueCheck | undefined {
  const { source } = rule
  switch (source.kind) {
    case 'value': {
      const { checker, scope } = environment
      const name = rule.name.value
      const tree = checker.check(source.expression, scope, name)
      if (tree === undefined || into === null)
        return tree === undefined ? tree : ofTree(tree, environment)
      const assigned = checker.assign(tree, into, name, source.expression)
      if (assigned?.kind === 'constant' && assigned.cell === null && !into.nullable) {
        const at = firstPlace(source.expression)
        environment.findings.error('COMPILE_CONSTANT', at, `"${name}" takes no NULL.`)
        return undefined
      }
      return assigned === undefined ? undefined : ofTree(assigned, environment)
    }
    case 'const':
      return checkConstant(rule, source.cell, into, environment)
    case 'map':
      return checkMap(rule, source, into, environment)
    case 'lookup':
      return checkLookup(rule, source, into, environment)
    case 'crosswalk':
      return checkCrosswalk(rule, source, into, environment)
    case 'surrogate':
      return checkSurrogate(rule, source, into, environment)
  }
}

function ofTree(tree: TypedExpression, { known }: RuleEnvironment): ValueCheck {
  const { nullable, bounds } = certaintyOf(tree, known)
  return {
    value: { kind: 'tree', tree },
    type: tree.type,
    nullable,
    bounds,
    trees: [tree],
    undeclared: null,
    usesOnError: false,
    decides: false,
  }
}

function checkConstant(
  rule: Rule,
  text: string | null,
  into: Destination | null,
  { findings }: RuleEnvironment,
): ValueCheck | undefined {
  const type = into?.type ?? TEXT
  const { value: name, at } = rule.name
  const cell = text === null ? null : canonicalText(type, text)
  if (cell === undefined) {
    const message =
      `The constant "${text}" is no ${formatType(type)}, so it does not fit "${name}".` +
      labelHint(type, text ?? '')
    findings.error('COMPILE_CONSTANT', at, message)
    return undefined
  }
  if (cell === null && into?.nullable === false) {
    findings.error('COMPILE_CONSTANT', at, `"${name}" takes no NULL.`)
    return undefined
  }
  return {
    value: { kind: 'const', cell },
    type,
    nullable: cell === null,
    bounds: cell === null ? NOTHING : boundsOfValues(type, [cell]),
    trees: [],
    undeclared: null,
    usesOnError: false,
    decides: false,
  }
}
