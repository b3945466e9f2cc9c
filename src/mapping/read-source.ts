/** Turns the source of a mapping file into which rows are read, and what is made of them. */
import type { Place } from '../base/diagnostic.ts'
import { type YamlNode, valueAt } from '../base/yaml-node.ts'
import type {
  AliasedTable,
  ExpressionText,
  Filter,
  Grouping,
  Join,
  Located,
  MappingDocument,
  SpanMerging,
} from './document.ts'
import { itemsOf, located, scalarOf, textAt } from './node.ts'
import { type Reader, readExpression, report } from './reader.ts'
import { readAliasedTable } from './table-name.ts'

/** The source; undefined after saying what is wrong with it. */
export function readSource(reader: Reader, node: YamlNode): MappingDocument['source'] | undefined {
  const source = valueAt(node, 'source')
  const from = readAliasedTable(reader, located(scalarOf(valueAt(source, 'from') ?? source)))
  const joins = itemsOf(valueAt(source, 'join')).map((item) => readJoin(reader, item))
  const where = itemsOf(valueAt(source, 'where')).map((item) => readFilter(reader, item))
  const each = valueAt(source, 'each')
  const grouping = readGrouping(reader, source)
  if (from === undefined) return undefined
  return {
    from,
    joins: joins.filter((join) => join !== undefined),
    where,
    each: each === undefined ? null : readExpression(reader, scalarOf(each)),
    grouping,
  }
}

function readJoin(reader: Reader, node: YamlNode): Join | undefined {
  const left = textAt(node, 'left')
  const inner = textAt(node, 'inner')
  const written: Located<string> | null = left ?? inner
  if (written === null || (left !== null && inner !== null)) {
    const message = 'A join names its table once: under "left" or under "inner".'
    return report(reader, 'MAPPING_JOIN_KIND', node.at, message)
  }
  const first = valueAt(node, 'first')
  const manyNode = valueAt(node, 'many')
  const many = manyNode?.kind === 'scalar' && manyNode.value === true
  if (first !== undefined && many) {
    const message = '"first" takes one of several matches, "many" all of them. Keep one of the two.'
    return report(reader, 'MAPPING_JOIN_FIRST_MANY', first.at, message)
  }
  const table: AliasedTable | undefined = readAliasedTable(reader, written)
  const match = readExpression(reader, scalarOf(valueAt(node, 'match')))
  const order = first === undefined ? null : readList(reader, first)
  return table && { kind: left === null ? 'inner' : 'left', table, match, first: order, many }
}

function readList(reader: Reader, node: YamlNode | undefined): ExpressionText[] {
  return itemsOf(node).map((item) => readExpression(reader, scalarOf(item)))
}

const UNNAMED_REASON = 'filtered'

function readFilter(reader: Reader, node: YamlNode): Filter {
  return {
    keep: readExpression(reader, valueAt(node, 'keep') ?? node),
    reason: textAt(node, 'else')?.value ?? UNNAMED_REASON,
  }
}

function readGrouping(reader: Reader, source: YamlNode | undefined): Grouping | null {
  const distinct = valueAt(source, 'distinct_on')
  const group = valueAt(source, 'group_by')
  const written = group ?? distinct
  const members = valueAt(source, 'members')
  if (written === undefined) {
    if (members === undefined) return null
    const message =
      '"members" belongs to rows that are merged. Write "distinct_on" or "group_by", too.'
    return report(reader, 'MAPPING_MEMBERS_ALONE', members.at, message) ?? null
  }
  const { at } = written
  if (distinct !== undefined && group !== undefined) {
    const message =
      '"distinct_on" keeps one row of several, "group_by" computes of all of them. ' +
      'Keep one of the two.'
    return report(reader, 'MAPPING_GROUPING_TWICE', at, message) ?? null
  }
  const order = readList(reader, valueAt(source, 'order_by'))
  const spans = readSpans(reader, valueAt(source, 'merge_spans'))
  const kind = group === undefined ? 'distinct' : 'group'
  const by = readList(reader, written)
  return { kind, by, order, spans, members: readList(reader, members), at }
}

function readSpans(reader: Reader, node: YamlNode | undefined): SpanMerging | null {
  if (node === undefined) return null
  const at: Place = node.at
  return {
    start: readExpression(reader, scalarOf(valueAt(node, 'start'))),
    end: readExpression(reader, scalarOf(valueAt(node, 'end'))),
    gap: textAt(node, 'gap'),
    at,
  }
}
