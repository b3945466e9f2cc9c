/** Says in words what a checked mapping was made of, for people who ask why. */
import { shownTable } from '../catalog/work-name.ts'
import { formatType } from '../catalog/type-name.ts'
import type { TypedExpression } from '../expression/tree.ts'
import type { Rule } from '../mapping/document.ts'
import type { CheckedLookup, CheckedMapping, CheckedOutcome, CheckedRule } from './checked.ts'
import { nodesOf } from './expressions.ts'

/** What a rule's value comes from, as it is written; what `copy` made is the column itself. */
export function valueText(rule: CheckedRule, mapping: CheckedMapping): string {
  const { value } = rule
  switch (value.kind) {
    case 'const':
      return value.cell === null ? 'NULL' : `constant '${value.cell}'`
    case 'map':
      return `map of ${value.entries.length} entries: ${written(rule, mapping) ?? 'a value'}`
    case 'lookup':
      return lookupText(mapping.lookups[value.index])
    case 'tree':
      return written(rule, mapping) ?? columnText(value.tree)
  }
}

export function lookupText(lookup: CheckedLookup | undefined): string {
  const spec = lookup?.spec
  switch (spec?.kind) {
    case 'table': {
      const names = (columns: readonly { readonly name: string }[]) =>
        columns.map(({ name }) => name).join(', ')
      const table = shownTable(spec.connection, spec.table)
      return `lookup of ${names(spec.take)} in ${table} by ${names(spec.by)}`
    }
    case 'crosswalk':
      return `key that "${spec.mapping}" gave`
    case 'surrogate':
      return `new ${spec.as} key, kept in the crosswalk`
    case undefined:
      return ''
  }
}

/** The conversion into the column's type; null: there is none. */
export function conversionText({ value, type }: CheckedRule): string | null {
  const tree = value.kind === 'tree' ? value.tree : value.kind === 'lookup' ? value.taken : null
  if (tree?.kind !== 'cast' || !tree.assignment) return null
  return `${formatType(tree.operand.type)} to ${formatType(type)}`
}

export function outcomeText(outcome: CheckedOutcome): string {
  return outcome.kind === 'default' ? 'a default' : outcome.kind
}

/** Every outcome of a rule that can come to pass. */
export function outcomesText(rule: CheckedRule): readonly string[] {
  const { value, checks, onError, throws, required } = rule
  return [
    ...(value.kind === 'map' ? [`else: ${outcomeText(value.otherwise)}`] : []),
    ...(value.kind === 'lookup' ? [`missing: ${outcomeText(value.missing)}`] : []),
    ...checks.map((check) => `check ${check.text}: ${outcomeText(check.otherwise)}`),
    ...(throws || required || onError.kind !== 'reject'
      ? [`on_error: ${outcomeText(onError)}`]
      : []),
  ]
}

/** The `alias.column` labels that trees read, those of the lets that they read among them. */
export function labelsRead(
  trees: readonly TypedExpression[],
  lets: readonly CheckedRule[],
): ReadonlySet<string> {
  const labels = new Set<string>()
  const met = new Set<CheckedRule>()
  const open = [...trees]
  for (let tree = open.pop(); tree !== undefined; tree = open.pop()) {
    for (const node of nodesOf(tree)) {
      if (node.kind !== 'reference') continue
      const { reference } = node
      if (reference.kind === 'column') labels.add(`${reference.alias}.${reference.column}`)
      const binding =
        reference.kind === 'name' ? lets.find(({ name }) => name === reference.name) : undefined
      if (binding === undefined || met.has(binding)) continue
      met.add(binding)
      open.push(...binding.trees)
    }
  }
  return labels
}

function written({ name, column }: CheckedRule, { document }: CheckedMapping): string | undefined {
  const rules = column === null ? document.lets : document.columns
  const rule = rules.find(({ name: own }) => own.value === name) ?? alike(rules, name)
  if (rule?.source.kind === 'value') return rule.source.expression.text
  return rule?.source.kind === 'map' ? rule.source.of.text : undefined
}

function alike(rules: readonly Rule[], name: string): Rule | undefined {
  const wanted = name.toLowerCase()
  return rules.find((rule) => rule.name.value.replaceAll('"', '').toLowerCase() === wanted)
}

function columnText(tree: TypedExpression): string {
  if (tree.kind === 'cast') return columnText(tree.operand)
  if (tree.kind !== 'reference') return ''
  const { reference } = tree
  return reference.kind === 'name' ? reference.name : `${reference.alias}.${reference.column}`
}
