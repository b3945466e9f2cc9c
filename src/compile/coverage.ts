/** Checks that every column of every table the project reads is used, or dropped with a reason. */
import { tableId, type Column } from '../catalog/catalog.ts'
import { FILE_COLUMN, RECORD_COLUMN } from '../catalog/file-numbering.ts'
import type { Located } from '../mapping/document.ts'
import { unquote } from '../mapping/table-name.ts'
import type { ProjectDrop } from '../project/project.ts'
import type { AliasTable, CheckedMapping } from './checked.ts'
import type { CompileContext } from './context.ts'
import type { Findings } from './findings.ts'
import type { CoveredColumn, CoveredTable } from './covered.ts'
import { label, usedLabels } from './layout.ts'
import { traceLineage } from './lineage.ts'
import { matchName } from './names.ts'

/** What is known of one source table over all mappings. */
interface TableUse {
  /** Where it is read first. */
  readonly table: AliasTable
  readonly at: Located<unknown>['at']
  readonly used: Set<string>
  readonly mapped: Set<string>
  /** Reasons by column. */
  readonly dropped: Map<string, string>
  /** True when something that is no column of it was to be dropped: most likely misspelt. */
  isMisdropped: boolean
}

/** What is said of the columns of every source table that some mapping reads. */
export function coveredSources(
  mappings: readonly CheckedMapping[],
  context: CompileContext,
  findings: Findings,
): readonly CoveredTable[] {
  const uses = new Map<string, TableUse>()
  for (const mapping of mappings) recordUses(mapping, uses, context)
  for (const mapping of mappings) {
    for (const { reason, names } of mapping.document.drop) {
      for (const name of names) recordDrop({ ...name, reason }, mapping, uses, findings)
    }
  }
  for (const drop of context.drops) recordProjectDrop(drop, uses, context, findings)
  return [...uses.values()].map((use) => ({
    side: 'source',
    table: `${use.table.connection}.${tableId(use.table.table)}`,
    at: use.at,
    columns: use.table.columns.flatMap((column) => coveredColumn(column, use)),
  }))
}

/** What is said of the columns of every table that a mapping fills. */
export function coveredTargets(mappings: readonly CheckedMapping[]): readonly CoveredTable[] {
  // Arms of a union feed the same columns.
  const first = mappings.filter(({ document: { arm, name }, target: { work } }) => {
    return work === null && (arm === null || arm.all[0] === name)
  })
  return first.map(({ document, target, covered }) => ({
    side: 'target',
    table: `${target.connection}.${tableId(target.table)}`,
    at: document.target.into.at,
    columns: covered ?? [],
  }))
}

function coveredColumn(
  column: Column,
  { mapped, used, dropped, isMisdropped }: TableUse,
): readonly CoveredColumn[] {
  const { name } = column
  if (isNumbering(column)) return []
  const reason = dropped.get(name) ?? null
  const isUsed = used.has(name)
  const state = mapped.has(name)
    ? 'mapped'
    : isUsed
      ? 'used'
      : reason !== null
        ? 'dropped'
        : 'uncovered'
  // The name that was to be dropped is wrong, and may be meant for this column.
  if (state === 'uncovered' && isMisdropped) return []
  return [{ name, state, reason: isUsed ? null : reason, isRequired: false }]
}

/** Where a record stands is no value that could be left behind. */
function isNumbering({ name, generated }: Column): boolean {
  return generated && (name === FILE_COLUMN.name || name === RECORD_COLUMN.name)
}

function tableKey({ connection, table }: Pick<AliasTable, 'connection' | 'table'>): string {
  return JSON.stringify([connection, table.schema, table.name])
}

/** Tables of the target that a mapping reads are this project's own: they are not covered. */
function recordUses(
  mapping: CheckedMapping,
  uses: Map<string, TableUse>,
  context: CompileContext,
): void {
  const { document, source, lookups } = mapping
  const tables = [
    { table: source.from, at: document.source.from.at },
    ...source.joins.map(({ table }, index) => ({
      table,
      at: document.source.joins[index]?.table.at ?? document.source.from.at,
    })),
  ]
  const read = usedLabels(mapping)
  const reaching = new Set(traceLineage(mapping).flatMap(({ sources }) => sources))
  for (const { table, at } of tables) {
    if (table.connection === context.target) continue
    const use = uses.get(tableKey(table)) ?? {
      table,
      at,
      used: new Set(),
      mapped: new Set(),
      dropped: new Map(),
      isMisdropped: false,
    }
    uses.set(tableKey(table), use)
    for (const { name } of table.columns) {
      const id = `${table.connection}.${tableId(table.table)}.${name}`
      if (read.has(label(table.alias, name))) use.used.add(name)
      if (reaching.has(id)) use.mapped.add(name)
    }
  }
  for (const { spec } of lookups) {
    if (spec.kind !== 'table') continue
    const { schema, name } = spec.table
    const use = uses.get(JSON.stringify([spec.connection, schema, name]))
    for (const column of [...spec.by, ...spec.take]) use?.used.add(column.name)
  }
}

const DROP = /^(?<alias>"(?:[^"]|"")+"|[^."]+)\.(?<column>"(?:[^"]|"")+"|[^"]+)$/u

function recordDrop(
  written: Located<string> & { readonly reason: string },
  { source }: CheckedMapping,
  uses: ReadonlyMap<string, TableUse>,
  findings: Findings,
): void {
  const { alias = '', column = '' } = DROP.exec(written.value)?.groups ?? {}
  const tables = [source.from, ...source.joins.map(({ table }) => table)]
  const match = matchName(alias, tables, (table) => table.alias)
  if (match.kind !== 'one') {
    const message =
      `"${written.value}" is no column of this mapping's source. Write it as in expressions: ` +
      `${source.from.alias}.COLUMN.${match.kind === 'none' ? match.hint : ''}`
    findings.error('COMPILE_DROP', written.at, message)
    return
  }
  const use = uses.get(tableKey(match.item))
  const names = matching(column, match.item)
  if (names.length === 0) {
    const known = match.item.columns.map(({ name }) => name)
    const near = matchName(column, known, (name) => name)
    const hint = near.kind === 'none' ? near.hint : ''
    const message = `"${written.value}" drops nothing: there is no such column.${hint}`
    findings.error('COMPILE_DROP', written.at, message)
    if (use !== undefined) use.isMisdropped = true
  }
  const used = names.filter((name) => use?.used.has(name))
  if (used.length > 0 && !column.includes('*')) {
    const message = `"${written.value}" is used by a mapping, so it is not dropped. Take it out.`
    findings.warn('COMPILE_DROP_USED', written.at, message)
  }
  for (const name of names) use?.dropped.set(name, written.reason)
}

/** The columns of a table that the mapping drops. */
export function droppedColumns(
  { drop }: CheckedMapping['document'],
  table: AliasTable,
): ReadonlySet<string> {
  const names = drop.flatMap((reasoned) => reasoned.names)
  return new Set(
    names.flatMap(({ value }) => {
      const { alias = '', column = '' } = DROP.exec(value)?.groups ?? {}
      return matchName(alias, [table], (each) => each.alias).kind === 'one'
        ? matching(column, table)
        : []
    }),
  )
}

/** The columns a name or a pattern means. */
function matching(written: string, { columns }: AliasTable): readonly string[] {
  if (written.startsWith('"') || !written.includes('*')) {
    const match = matchName(written, columns, ({ name }) => name)
    return match.kind === 'one' ? [match.item.name] : []
  }
  const pattern = wildcard(written)
  return columns.filter(({ name }) => pattern.test(name)).map(({ name }) => name)
}

/** Tests names in time that no pattern makes long. */
function wildcard(written: string): { readonly test: (name: string) => boolean } {
  const parts = unquote(written).toLowerCase().split('*')
  const [first = '', ...rest] = parts
  const last = rest.pop()
  return {
    test: (name) => {
      const text = name.toLowerCase()
      if (last === undefined) return text === first
      if (!text.startsWith(first)) return false
      let from = first.length
      for (const part of rest) {
        const at = text.indexOf(part, from)
        if (at < 0) return false
        from = at + part.length
      }
      return text.length - from >= last.length && text.endsWith(last)
    },
  }
}

/** `connection.table`, `connection.table.column`, each with a schema where there is one. */
function recordProjectDrop(
  { pattern, reason, at }: ProjectDrop,
  uses: ReadonlyMap<string, TableUse>,
  context: CompileContext,
  findings: Findings,
): void {
  const parts = pattern.split('.').map(wildcard)
  const fits = (names: readonly string[]): boolean =>
    names.length === parts.length && parts.every((part, index) => part.test(names[index] ?? ''))
  let isKnown = false
  for (const [connection, { catalog }] of context.connections) {
    for (const table of catalog.tables) {
      const use = uses.get(tableKey({ connection, table }))
      const ids = [[connection, table.name]]
      if (table.schema !== null) ids.push([connection, table.schema, table.name])
      for (const { name } of table.columns) {
        if (!ids.some((id) => fits(id) || fits([...id, name]))) continue
        isKnown = true
        use?.dropped.set(name, reason)
      }
    }
  }
  if (isKnown) return
  const message = `"${pattern}" drops nothing: no table or column is named so.`
  findings.warn('COMPILE_DROP_UNUSED', at, message)
}
