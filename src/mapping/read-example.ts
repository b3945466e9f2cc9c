/** Turns examples, and the expectations they share with tests, into values. */
import { type YamlNode, valueAt } from '../base/yaml-node.ts'
import type { Example, ExampleExpectation } from './document.ts'
import { cellsOf, entriesOf, itemsOf, scalarOf, textAt } from './node.ts'

/** The examples of a mapping. */
export function readExamples(node: YamlNode | undefined): Example[] {
  return itemsOf(node).map((item) => ({
    arm: textAt(item, 'arm'),
    given: itemsOf(valueAt(item, 'given')).map(cellsOf),
    expect: itemsOf(valueAt(item, 'expect')).map(readExpectation),
    at: item.at,
  }))
}

/** A row, a reject with its columns, the reason a row is left out for, or that it is folded. */
export function readExpectation(node: YamlNode | undefined): ExampleExpectation {
  const reject = valueAt(node, 'reject')
  if (reject?.kind === 'sequence') {
    return { kind: 'reject', columns: reject.items.map((item) => scalarOf(item).text) }
  }
  const folded = valueAt(node, 'folded')
  if (folded?.kind === 'scalar' && folded.value === true && entriesOf(node).length === 1) {
    return { kind: 'folded' }
  }
  const filtered = valueAt(node, 'filtered')
  if (filtered !== undefined && entriesOf(node).length === 1) {
    return { kind: 'filtered', reason: scalarOf(filtered).text }
  }
  return { kind: 'row', cells: cellsOf(node) }
}
