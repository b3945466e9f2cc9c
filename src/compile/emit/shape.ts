/** Emits what is made of rows before rules see them: one an item, or one of several. */
import type { AggregateCall, TypedExpression } from '../../expression/tree.ts'
import type { CheckedEach, CheckedGroup, CheckedSpans } from '../checked.ts'
import { asKey } from '../key-value.ts'
import { emitOrder } from './order.ts'
import { comment, indent, type ModuleWriter } from './writer.ts'

export function emitShape(writer: ModuleWriter): readonly string[] {
  const { each, group } = writer.mapping.shape
  return [
    ...(each === null ? [] : ['', ...emitExpand(each, writer)]),
    ...(group === null ? [] : ['', ...emitFold(group, writer)]),
  ]
}

const PARAMETERS = '(cells: SourceRow, lookups: Found, problems: RowIssues)'

function emitExpand(each: CheckedEach, writer: ModuleWriter): readonly string[] {
  const item = writer.encode(each.tree.type, 'item')
  return [
    `// each: line ${each.line}`,
    `function expand${PARAMETERS}: readonly SourceRow[] | null {`,
    '  enter(cells, lookups, problems)',
    '  try {',
    `    const items = ${writer.value(each.tree)} as readonly any[] | null`,
    '    return (items ?? []).map((item, index): SourceRow => {',
    `      return [...cells, item === null ? null : ${item}, String(index + 1)] as never`,
    '    })',
    ...refused('null'),
    '}',
  ]
}

/** A refusal is noted, and the function gives this. */
function refused(result: string): readonly string[] {
  return ['  } catch (error) {', '    note(error, null)', `    return ${result}`, '  }']
}

function emitFold(group: CheckedGroup, writer: ModuleWriter): readonly string[] {
  const keys = group.by.map((tree) => emitKey(tree, writer))
  return [
    `// grouping: line ${group.line}`,
    `function groupKey${PARAMETERS}: readonly Cell[] | null {`,
    '  enter(cells, lookups, problems)',
    '  try {',
    `    return [${keys.join(', ')}]`,
    ...refused('null'),
    '}',
    '',
    ...(group.spans === null ? [] : [...emitSpan(group.spans, writer), '']),
    ...(group.members.length === 0 ? [] : [...emitMember(group.members, writer), '']),
    'let first: SourceRow | null = null',
    ...(group.kind === 'distinct' ? emitDistinct(group, writer) : emitAggregates(group, writer)),
    '',
    'const fold = {',
    '  key: groupKey,',
    group.spans === null ? '  span: null,' : '  span,',
    group.members.length === 0 ? '  member: null,' : '  member,',
    `  gap: ${group.spans?.gap ?? 0n}n,`,
    '  begin,',
    '  add,',
    '  end,',
    '}',
  ]
}

function emitMember(members: readonly TypedExpression[], writer: ModuleWriter): readonly string[] {
  const cells = members.map((tree) => writer.cell(asKey(tree)))
  return [
    `function member${PARAMETERS}: readonly Cell[] | null {`,
    '  enter(cells, lookups, problems)',
    '  try {',
    `    const key: readonly Cell[] = [${cells.join(', ')}]`,
    '    return key.includes(null) ? null : key',
    ...refused('null'),
    '}',
  ]
}

/** Equal values have one cell: 1.0 and 1.00 are one group, and so are 0 and -0. */
function emitKey(tree: TypedExpression, writer: ModuleWriter): string {
  const cell = writer.cell(asKey(tree))
  const isFloating = tree.type.kind === 'real' || tree.type.kind === 'double'
  return isFloating ? `(${cell})?.replace(/^-0$/u, '0') ?? null` : cell
}

function emitSpan({ start, end }: CheckedSpans, writer: ModuleWriter): readonly string[] {
  return [
    `function span${PARAMETERS}: readonly [bigint, bigint] | null {`,
    '  enter(cells, lookups, problems)',
    '  try {',
    `    const start = ${writer.value(start)}`,
    `    const end = ${writer.value(end)}`,
    '    if (start === null || end === null) {',
    "      const message = 'An end of the span is NULL. Write coalesce(..., ...) for it.'",
    "      throw { code: 'SPAN_NULL', message }",
    '    }',
    '    const ends = [rt.position(start), rt.position(end)] as const',
    '    if (ends[0] <= ends[1]) return ends',
    "    throw { code: 'SPAN_REVERSED', message: 'The span ends before it starts.' }",
    ...refused('null'),
    '}',
  ]
}

/** The first by the sort keys stays; rows come in the order of the source's key. */
function emitDistinct({ order }: CheckedGroup, writer: ModuleWriter): readonly string[] {
  const { values, compare } = emitOrder(order, [], writer)
  return [
    'let least: readonly unknown[] = []',
    '',
    'function begin(): void {',
    '  first = null',
    '}',
    '',
    `function add${PARAMETERS}: boolean {`,
    '  enter(cells, lookups, problems)',
    '  try {',
    `    const order = ${values}`,
    `    if (first !== null && ${compare}(order, least) >= 0) return true`,
    '    first = cells',
    '    least = order',
    '    return true',
    ...refused('false'),
    '}',
    '',
    'function end(): SourceRow | null {',
    '  return first',
    '}',
  ]
}

function emitAggregates({ aggregates }: CheckedGroup, writer: ModuleWriter): readonly string[] {
  const starts = aggregates.map((call) => emitStart(call, writer))
  const added = aggregates.map((call, index) => emitAdd(call, index, writer))
  const results = aggregates.map(({ type }, index) => {
    const value = `sums[${index}]?.end()`
    return `print(${value}, (value) => ${writer.encode(type, 'value')}),`
  })
  return [
    'let sums: readonly Accumulator[] = []',
    `const starts: readonly (() => Accumulator)[] = [`,
    ...indent(starts),
    ']',
    '',
    'function begin(): void {',
    '  first = null',
    '  sums = starts.map((start) => start())',
    '}',
    '',
    `function add${PARAMETERS}: boolean {`,
    '  enter(cells, lookups, problems)',
    '  first ??= cells',
    '  try {',
    ...indent(added, 2),
    '    return true',
    ...refused('false'),
    '}',
    '',
    'function print(value: unknown, encode: (value: any) => Cell): Cell {',
    '  return value === null || value === undefined ? null : encode(value)',
    '}',
    '',
    'function end(problems: RowIssues): SourceRow | null {',
    '  issues = problems',
    '  try {',
    '    return [',
    '      ...(first as SourceRow),',
    ...indent(results, 3),
    '    ] as never',
    ...refused('null'),
    '}',
  ]
}

function emitStart(call: AggregateCall, writer: ModuleWriter): string {
  const { key, operands, type, distinct, order } = call
  const orderings = order.map(({ tree, descending, nullsFirst }) => {
    return { type: tree.type, descending, nullsFirst }
  })
  const types = operands.map((operand) => operand.type)
  const use = { key, operands: types, returns: type, distinct, order: orderings }
  return `${writer.constant(`rt.aggregate(${JSON.stringify(use)})`, `aggregate_${call.name}`)},`
}

function emitAdd(
  { name, operands, order, filter }: AggregateCall,
  index: number,
  writer: ModuleWriter,
): string {
  const values = [...operands, ...order.map(({ tree }) => tree)].map((tree) => writer.value(tree))
  const add = `sums[${index}]?.add(${values.join(', ')}) // ${comment(name)}`
  return filter === null ? add : `if (${writer.test(filter)}) ${add}`
}
