/** Turns examples, and the expectations they share with tests, into values. */
import { type YamlNode, valueAt } from '../base/yaml-node.ts'
import type { Example, ExampleExpectation } from './document.ts'
import { cellsOf, entriesOf, itemsOf, scalarOf } from './node.ts'

/** The examples of a mapping. */
export function readExamples(node: YamlNode | undefined): Example[] {
  return itemsOf(node).map((item) => ({
    given: cellsOf(valueAt(item, 'given')),
    expect: readExpectation(valueAt(item, 'expect')),
    at: item.at,
  }))
}

/** A row, a reject with its columns, or the reason a row is left out for. */
export function readExpectation(node: YamlNode | undefined): ExampleExpectation {
  const reject = valueAt(node, 'reject')
  if (reject?.kind === 'sequence') {
    return { kind: 'reject', columns: reject.items.map((item) => scalarOf(item).text) }
  }
  const filtered = valueAt(node, 'filtered')
  if (filtered !== undefined && entriesOf(node).length === 1) {
    return { kind: 'filtered', reason: scalarOf(filtered).text }
  }
  return { kind: 'row', cells: cellsOf(node) }
}
