/** Turns the node of one target column or `let` name into its rule. */
import { type YamlMap, type YamlNode, cellOf, valueAt } from '../base/yaml-node.ts'
import type { Check, Outcome, Rule, RuleSource } from './document.ts'
import { entriesOf, itemsOf, located, scalarOf, textAt } from './node.ts'
import { type Reader, readExpression, readOutcome, report } from './reader.ts'
import { readTable } from './table-name.ts'

/** A rule; undefined after saying what is wrong with it. */
export function readRule(reader: Reader, entry: YamlMap['entries'][number]): Rule | undefined {
  const { key, value: node } = entry
  const source = readSource(reader, entry)
  if (source === undefined) return undefined
  return {
    name: located(key),
    source,
    checks: readChecks(reader, valueAt(node, 'check')),
    onError: readOutcome(reader, node, 'on_error'),
    class: textAt(node, 'class')?.value ?? null,
  }
}

/** Checks as one expression, one map, or a list of both. */
export function readChecks(reader: Reader, node: YamlNode | undefined): Check[] {
  return itemsOf(node).map((item) => ({
    that: readExpression(reader, valueAt(item, 'that') ?? item),
    otherwise: readOutcome(reader, item, 'else'),
    code: textAt(item, 'code')?.value ?? null,
    at: item.at,
  }))
}

const KINDS = ['value', 'const', 'map', 'lookup', 'crosswalk', 'surrogate'] as const

function readSource(
  reader: Reader,
  { key, value: node }: YamlMap['entries'][number],
): RuleSource | undefined {
  if (node.kind === 'scalar') return { kind: 'value', expression: readExpression(reader, node) }
  const written = KINDS.filter((kind) => valueAt(node, kind) !== undefined)
  const [kind, second] = written
  if (kind === undefined || second !== undefined) {
    const found = kind === undefined ? 'none' : written.join(' and ')
    const message = `A rule has exactly one of ${KINDS.join(', ')}, and "${key.text}" has ${found}.`
    return report(reader, 'MAPPING_RULE_SOURCE', key.at, message)
  }
  checkMissing(reader, node, kind)
  return readKind(reader, node, kind)
}

function checkMissing(reader: Reader, node: YamlNode, kind: (typeof KINDS)[number]): void {
  const missing = entriesOf(node).find((entry) => entry.key.text === 'missing')
  if (missing === undefined || kind === 'lookup' || kind === 'crosswalk') return
  const message = '"missing" belongs to a lookup or a crosswalk. For a map write "else".'
  report(reader, 'MAPPING_MISSING_OUTCOME', missing.key.at, message)
}

function readKind(
  reader: Reader,
  node: YamlNode,
  kind: (typeof KINDS)[number],
): RuleSource | undefined {
  switch (kind) {
    case 'value':
      return { kind, expression: expressionAt(reader, node, kind) }
    case 'const':
      return { kind, cell: cellOf(scalarOf(valueAt(node, kind))) }
    case 'map':
      return {
        kind,
        of: expressionAt(reader, node, 'of'),
        entries: entriesOf(valueAt(node, kind)).map(({ key, value }) => ({
          from: cellOf(key),
          to: cellOf(scalarOf(value)),
          at: key.at,
        })),
        otherwise: readOutcome(reader, node, 'else'),
      }
    case 'lookup':
      return readLookup(reader, node)
    case 'crosswalk':
      return {
        kind,
        mapping: requiredText(node, kind),
        key: keysAt(reader, node, 'key'),
        missing: missingAt(reader, node),
      }
    case 'surrogate': {
      const as = textAt(node, 'as')?.value === 'uuid' ? 'uuid' : 'integer'
      return { kind, key: keysAt(reader, node, kind), as }
    }
  }
}

function readLookup(reader: Reader, node: YamlNode): RuleSource | undefined {
  const table = readTable(reader, requiredText(node, 'lookup'))
  const by = entriesOf(valueAt(node, 'by')).map(({ key, value }) => ({
    column: located(key),
    expression: readExpression(reader, value),
  }))
  const missing = missingAt(reader, node)
  if (table === undefined) return undefined
  return { kind: 'lookup', table, by, take: requiredText(node, 'take'), missing }
}

function missingAt(reader: Reader, node: YamlNode): Outcome | null {
  return readOutcome(reader, node, 'missing')
}

function keysAt(reader: Reader, node: YamlNode, key: string) {
  return itemsOf(valueAt(node, key)).map((item) => readExpression(reader, item))
}

function expressionAt(reader: Reader, node: YamlNode, key: string) {
  return readExpression(reader, scalarOf(valueAt(node, key)))
}

function requiredText(node: YamlNode, key: string) {
  return located(scalarOf(valueAt(node, key)))
}
