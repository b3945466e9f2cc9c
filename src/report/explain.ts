/** Turns a compiled mapping into a report of everything that it stands for. */
import { shownTable } from '../catalog/work-name.ts'
import { formatType } from '../catalog/type-name.ts'
import type { CheckedJoin, CheckedMapping, CheckedRule } from '../compile/checked.ts'
import type { CompiledProgram } from '../compile/compile.ts'
import { isSettled } from '../compile/source.ts'
import {
  conversionText,
  labelsRead,
  lookupText,
  outcomesText,
  outcomeText,
  valueText,
} from '../compile/text-of.ts'
import type { MappingDocument as Document, Outcome, SpanMerging } from '../mapping/document.ts'
import { table, type Block, type ReportDocument } from './document.ts'

/** Defaults, `copy` and bundles written out; of a union, all of its arms. */
export function explainReport(name: string, arms: readonly CompiledProgram[]): ReportDocument {
  const all = arms.map((compiled) => ({ compiled, explained: explain(compiled) }))
  const isAlone = all.length === 1
  return {
    title: `Mapping ${name}`,
    verdict: {
      tone: 'good',
      sentence: all.map(({ explained }) => sentenceOf(explained)).join(' '),
    },
    blocks: all.flatMap(({ explained }) => [
      ...(isAlone ? [] : [{ kind: 'heading', text: `Arm ${explained.mapping}` } as const]),
      ...blocksOf(explained),
    ]),
    cases: [],
    data: isAlone ? all.map(dataOf)[0] : { mapping: name, arms: all.map(dataOf) },
  }
}

type Explained = ReturnType<typeof explain>

function dataOf({ compiled, explained }: { compiled: CompiledProgram; explained: Explained }) {
  const { program, checked } = compiled
  const { digest, lineage } = program
  return { ...explained, digest, lineage, lets: checked.lets.length }
}

function sentenceOf({ source, target, columns, load, key }: Explained): string {
  const loaded = `${LOADED[load]} by ${key.join(', ')}`
  return `${source} fills ${target}: ${columns.length} columns, ${loaded}.`
}

function blocksOf(data: Explained): readonly Block[] {
  return [
    facts(data),
    ...section('Joins', ['alias', 'table', 'kind', 'match', 'decided by'], data.joins),
    ...section('Where', ['keeps', 'else'], data.where),
    ...section('Rows', ['what', 'is'], data.rows),
    ...section('Lets', RULES, data.lets),
    ...section('Columns', RULES, data.columns),
    ...section('Lookups', ['what', 'line', 'key columns read'], data.lookups),
    ...section('Checks of the row', ['that', 'else', 'code'], data.checks),
    ...section('Left alone', ['column', 'reason'], data.leave),
    ...section('Left behind', ['column', 'reason'], data.drop),
    ...list('Accepted hazards', data.accept),
    ...list('Notes', data.notes),
  ]
}

const LOADED = { insert: 'inserted', upsert: 'upserted', replace: 'replaced' } as const

const RULES = ['name', 'type', 'from', 'conversion', 'outcomes', 'class']

function explain({ checked, document, program }: CompiledProgram) {
  const { source, target } = checked
  const { from } = source
  return {
    mapping: program.name,
    file: program.file,
    description: document.description,
    owner: document.owner,
    tags: program.tags,
    source: `${shownTable(from.connection, from.table)} as ${from.alias}`,
    sourceKey: source.key,
    target: shownTable(target.connection, target.table),
    key: checked.key,
    load: document.target.load,
    indexes: document.target.indexesAfter === null ? 'keep' : 'after',
    triggersOff: checked.triggersOff,
    onError: outcomeOf(document.onError),
    rejectLimit: limitOf(document.rejectLimit),
    after: program.after,
    module: `.mapwright/build/${program.module}`,
    joins: source.joins.map((join) => [
      join.table.alias,
      shownTable(join.table.connection, join.table.table),
      joinText(join, document),
      join.text,
      isSettled(join) ? 'the source first, then the worker' : 'the source',
    ]),
    where: checked.filters.map(({ text, reason }) => [text, reason]),
    rows: rowsText(document.source),
    lets: checked.lets.map((rule) => ruleCells(rule, checked)),
    columns: checked.rules.map((rule) => ruleCells(rule, checked)),
    lookups: checked.lookups.map((lookup) => [
      lookupText(lookup),
      String(lookup.line),
      [...labelsRead(lookup.key, checked.lets)].join(', '),
    ]),
    checks: checked.checks.map(({ text, otherwise, code }) => [text, outcomeText(otherwise), code]),
    leave: reasons(document.leave),
    drop: reasons(document.drop),
    accept: document.accept.map(({ value }) => value),
    notes: program.notes,
  }
}

function joinText({ table: { alias }, kind, many }: CheckedJoin, { source }: Document): string {
  if (many) return `${kind}, a row for each ${alias}`
  const written = source.joins.find((join) => join.table.alias === alias)
  const first = written?.first?.map(({ text }) => text).join(', ')
  return first === undefined ? kind : `${kind}, the first by ${first}`
}

/** What is made of the source's rows before rules see them. */
function rowsText({ each, grouping }: Document['source']): (readonly [string, string])[] {
  const textsOf = (texts: readonly { readonly text: string }[]) =>
    texts.map(({ text }) => text).join(', ')
  const rows: (readonly [string, string | undefined])[] = [
    ['each', each?.text],
    [grouping?.kind === 'group' ? 'group_by' : 'distinct_on', textsOf(grouping?.by ?? [])],
    ['order_by', textsOf(grouping?.order ?? [])],
    ['merge_spans', spansText(grouping?.spans ?? null)],
    ['members', textsOf(grouping?.members ?? [])],
  ]
  return rows.flatMap(([name, text]) =>
    text === undefined || text === '' ? [] : [[name, text] as const],
  )
}

function spansText(spans: SpanMerging | null): string {
  if (spans === null) return ''
  const near = spans.gap === null ? '' : `, up to ${spans.gap.value} apart`
  return `from ${spans.start.text} to ${spans.end.text}${near}`
}

function facts(data: Explained): Block {
  const rows: readonly (readonly [string, string | null])[] = [
    ['file', data.file],
    ['description', data.description],
    ['owner', data.owner],
    ['tags', data.tags.join(', ')],
    ['source', data.source],
    ['source key', data.sourceKey.join(', ') || 'none: the table is one chunk'],
    ['target', data.target],
    ['target key', data.key.join(', ')],
    ['load', data.load],
    ['indexes', data.indexes],
    ['triggers off', data.triggersOff.join(', ')],
    ['on_error', data.onError],
    ['reject_limit', data.rejectLimit],
    ['loaded after', data.after.join(', ')],
    ['module', data.module],
  ]
  const known = rows.flatMap(([name, value]) =>
    value === null || value === '' ? [] : [{ cells: [name, value] }],
  )
  return table(['what', 'is'], known)
}

function ruleCells(rule: CheckedRule, mapping: CheckedMapping): string[] {
  return [
    rule.name,
    `${formatType(rule.type)}${rule.required ? ' not null' : ''}`,
    valueText(rule, mapping),
    conversionText(rule) ?? '',
    outcomesText(rule).join('; '),
    rule.class ?? '',
  ]
}

function reasons(
  all: CompiledProgram['document']['leave'],
): (readonly [column: string, reason: string])[] {
  return all.flatMap(({ reason, names }) => names.map(({ value }) => [value, reason] as const))
}

function outcomeOf(outcome: Outcome | null): string {
  if (outcome === null) return 'not declared'
  return outcome.kind === 'default' ? `default ${outcome.expression.text}` : outcome.kind
}

function limitOf(limit: CompiledProgram['program']['rejectLimit']): string {
  if (limit === null) return ''
  const { rows, ratio } = limit
  return [
    ...(rows === null ? [] : [`${rows} rows`]),
    ...(ratio === null ? [] : [`${ratio * 100} %`]),
  ].join(' or ')
}

function section(
  title: string,
  columns: readonly string[],
  rows: readonly (readonly string[])[],
): readonly Block[] {
  if (rows.length === 0) return []
  return [
    { kind: 'heading', text: title },
    table(
      columns,
      rows.map((cells) => ({ cells })),
    ),
  ]
}

function list(title: string, items: readonly string[]): readonly Block[] {
  return items.length === 0
    ? []
    : [
        { kind: 'heading', text: title },
        { kind: 'list', items },
      ]
}
