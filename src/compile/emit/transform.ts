/** Emits `create` of a module: the filter, the keys of lookups, and every rule as plain code. */
import type { CheckedCheck, CheckedFilter, CheckedLookup, CheckedRule } from '../checked.ts'
import { isSettled } from '../source.ts'
import { emitJoins } from './joins.ts'
import { emitColumn, emitLet } from './rule.ts'
import { emitShape } from './shape.ts'
import { comment, indent, literal, type ModuleWriter } from './writer.ts'

export function emitCreate(writer: ModuleWriter): readonly string[] {
  const { mapping } = writer
  const { rules, lets, lookups } = mapping
  const settles = mapping.source.joins.some(isSettled)
  const functions = [
    ...lookups.flatMap((lookup, index) => ['', ...emitKey(lookup, index, writer)]),
    ...lets.flatMap((rule) => ['', ...emitLet(rule, writer)]),
    ...rules.flatMap((rule) => ['', ...emitColumn(rule, writer)]),
    ...(settles ? ['', ...emitJoins(mapping.source.joins, writer)] : []),
    '',
    ...emitFilter(writer),
    ...emitShape(writer),
    '',
    ...emitApply(writer),
  ]
  const result = emitResult(writer, settles)
  const body = [...STATE, ...writer.declarations(), ...functions, '', ...result]
  const head = 'export function create(rt: Runtime): Transform<SourceRow, TargetRow> {'
  return [head, ...indent(body), '}']
}

/** What every module begins with: the row at hand, and how refusals travel. */
const STATE: readonly string[] = [
  'let row: SourceRow',
  'let found: Found',
  'let issues: RowIssues',
  'let stopped = false',
  '// Counts the rows, so that a let knows whether its value is of this one.',
  'let turn = 0',
  '// Refusals that an outcome of their own decided on: no on_error takes them back.',
  'const decided = new WeakSet<object>()',
  '',
  'function enter(cells: SourceRow, lookups: Found, problems: RowIssues): void {',
  '  row = cells',
  '  found = lookups',
  '  issues = problems',
  '  stopped = false',
  '  turn += 1',
  '}',
  '',
  'function decide(code: string, message: string): CellRefusal {',
  '  const refusal = { code, message }',
  '  decided.add(refusal)',
  '  return refusal',
  '}',
  '',
  'function stop(refusal: unknown): unknown {',
  '  stopped = true',
  '  return refusal',
  '}',
  '',
  'function isFinal(error: unknown): boolean {',
  '  return stopped || error instanceof Error || decided.has(error as object)',
  '}',
  '',
  "const NULL_REFUSED: CellRefusal = { code: 'VALUE_NULL', message: 'NULL is not allowed here.' }",
  'function present(cell: Cell): string {',
  '  if (cell === null) throw NULL_REFUSED',
  '  return cell',
  '}',
  '',
  '// Refusals are plain values; an Error is a defect, and goes up.',
  'function note(error: unknown, column: string | null): void {',
  '  if (error instanceof Error) throw error',
  '  const { code, message } = error as CellRefusal',
  '  issues.problems.push({ code, column, message })',
  '}',
  '',
]

function emitKey(lookup: CheckedLookup, index: number, writer: ModuleWriter): readonly string[] {
  const cells = lookup.key.map((tree) => writer.cell(tree))
  const asks =
    lookup.spec.kind === 'surrogate' ? ['return key'] : ['return key.includes(null) ? null : key']
  return [
    `// key of a ${lookup.spec.kind}: line ${lookup.line}`,
    `function key${index}(): readonly Cell[] | null {`,
    `  const key: readonly Cell[] = [${cells.join(', ')}]`,
    ...indent(asks),
    '}',
  ]
}

/** What can be asked of the source's rows; inner joins without a match come first. */
function emitFilter(writer: ModuleWriter): readonly string[] {
  const { filters, source } = writer.mapping
  const inner = source.joins.filter(({ kind }) => kind === 'inner')
  const unmatched = inner.map(({ table, pushed, line }, index) => {
    const column = writer.layout.indexOf(table.alias, pushed[0]?.column ?? '')
    return [
      `// inner join of ${table.alias}: line ${line}`,
      `if (row[${column}] === null) return ${index + 1}`,
    ]
  })
  const asked = filters.map((filter, index) => ({ ...filter, reason: inner.length + index + 1 }))
  return [
    ...emitKept(
      'filter',
      unmatched.flat(),
      asked.filter(({ level }) => level === 0),
      writer,
    ),
    ...(writer.mapping.shape.each === null
      ? []
      : [
          '',
          ...emitKept(
            'filterMade',
            [],
            asked.filter(({ level }) => level > 0),
            writer,
          ),
        ]),
  ]
}

type Asked = Omit<CheckedFilter, 'reason'> & { readonly reason: number }

function emitKept(
  name: string,
  before: readonly string[],
  filters: readonly Asked[],
  writer: ModuleWriter,
): readonly string[] {
  const kept = filters.flatMap(({ keep, line, reason }) => [
    `// where: line ${line}`,
    `if (!${writer.test(keep)}) return ${reason}`,
  ])
  return [
    `function ${name}(cells: SourceRow, lookups: Found, problems: RowIssues): number {`,
    '  enter(cells, lookups, problems)',
    ...indent(before),
    ...(kept.length === 0 ? [] : indent(['try {', ...indent(kept), ...refusedRow(writer), '}'])),
    '  return ROW_MAPPED',
    '}',
  ]
}

/** The rest of a try about the whole row. */
function refusedRow({ mapping }: ModuleWriter): readonly string[] {
  const fails = mapping.document.onError?.kind === 'fail'
  return [
    '} catch (error) {',
    '  note(error, null)',
    `  return ${fails ? 'ROW_FAILED' : 'stopped ? ROW_FAILED : ROW_REJECTED'}`,
  ]
}

function emitApply(writer: ModuleWriter): readonly string[] {
  const { rules, checks } = writer.mapping
  return [
    'function apply(cells: SourceRow, lookups: Found, out: TargetRow, problems: RowIssues): ' +
      'number {',
    '  enter(cells, lookups, problems)',
    '  const before = issues.problems.length',
    ...indent(rules.flatMap((rule, index) => emitAssignment(rule, index, writer))),
    ...indent(checks.flatMap((check) => emitRowCheck(check, writer))),
    '  return issues.problems.length > before ? ROW_REJECTED : ROW_MAPPED',
    '}',
  ]
}

function emitAssignment(rule: CheckedRule, index: number, writer: ModuleWriter): readonly string[] {
  const call = `out[${index}] = ${writer.identifier('column', rule.name)}()`
  if (!rule.throws && !rule.required) return [call]
  return [
    'try {',
    `  ${call}`,
    '} catch (error) {',
    `  note(error, ${literal(rule.name)})`,
    '  if (stopped) return ROW_FAILED',
    '}',
  ]
}

function emitRowCheck(check: CheckedCheck, writer: ModuleWriter): readonly string[] {
  const code = literal(check.code)
  const message = literal(`The check failed: ${comment(check.text)}`)
  const push = `issues.problems.push({ code: ${code}, column: null, message: ${message} })`
  const { kind } = check.otherwise
  const action =
    kind === 'warn'
      ? [`issues.warn(${code}, null, ${message})`]
      : kind === 'fail'
        ? [push, 'return ROW_FAILED']
        : [push]
  return [
    `// check: line ${check.line}`,
    'try {',
    `  if (${writer.falseTest(check.that)}) {`,
    ...indent(action, 2),
    '  }',
    '} catch (error) {',
    '  note(error, null)',
    writer.mapping.document.onError?.kind === 'fail'
      ? '  return ROW_FAILED'
      : '  if (stopped) return ROW_FAILED',
    '}',
  ]
}

/** The object that `create` gives, with each rule on its own for examples and tests. */
function emitResult(writer: ModuleWriter, settles: boolean): readonly string[] {
  const { rules, lets, lookups, shape } = writer.mapping
  const keys = lookups.map((_, index) => `ask(key${index}),`)
  const each = rules.map(
    ({ name }) =>
      `${literal(name)}: alone(${writer.identifier('column', name)}, ${literal(name)}),`,
  )
  const isShaped = shape.each !== null || shape.group !== null
  const named = (isShaped ? [] : lets).map((rule) => {
    const cell = writer.encode(rule.type, `${writer.identifier('let', rule.name)}()`)
    return `${literal(rule.name)}: alone(() => ${cell}, ${literal(rule.name)}),`
  })
  return [
    'function ask(key: () => readonly Cell[] | null) {',
    '  return (cells: SourceRow, lookups: Found): readonly Cell[] | null => {',
    '    enter(cells, lookups, NO_ISSUES)',
    '    try {',
    '      return key()',
    '    } catch (error) {',
    '      // apply meets the same refusal, and says so.',
    '      if (error instanceof Error) throw error',
    '      return null',
    '    }',
    '  }',
    '}',
    '',
    'function alone(compute: () => Cell, column: string) {',
    '  return (cells: SourceRow, lookups: Found, problems: RowIssues): Cell => {',
    '    enter(cells, lookups, problems)',
    '    try {',
    '      return compute()',
    '    } catch (error) {',
    '      note(error, column)',
    '      return null',
    '    }',
    '  }',
    '}',
    '',
    'return {',
    `  settleJoins${settles ? '' : ': null'},`,
    ...indent(keys.length === 0 ? ['keys: [],'] : ['keys: [', ...indent(keys), '],']),
    '  filter,',
    ...(shape.each === null
      ? ['  expand: null,', '  filterMade: null,']
      : ['  expand,', '  filterMade,']),
    shape.group === null ? '  fold: null,' : '  fold,',
    '  apply,',
    ...indent(named.length === 0 ? [] : ['lets: {', ...indent(named), '},']),
    ...indent(['rules: {', ...indent(each), '},']),
    '}',
  ]
}
