/** The tables of the reserved schema `work`: their columns are what the rules of a mapping give. */
import type { Column } from '../catalog/catalog.ts'
import { BIGINT, TEXT, type LogicalType } from '../catalog/logical-type.ts'
import { WORK, workTableName } from '../catalog/work-name.ts'
import { WORK_NAME, workColumn } from '../catalog/work-table.ts'
import { sha256 } from '../base/digest.ts'
import type { MappingDocument, Rule } from '../mapping/document.ts'
import { renamed } from '../mapping/naming.ts'
import { unquote } from '../mapping/table-name.ts'
import type { CheckedSource } from './checked.ts'
import { knownTable, type CompileContext, type KnownTable, type WorkTables } from './context.ts'
import { droppedColumns } from './coverage.ts'
import type { RuleEnvironment } from './environment.ts'
import { createFindings } from './findings.ts'
import { checkLetRule } from './rule.ts'

/** True for a mapping that fills a table of `work`. */
export function fillsWork({ target }: MappingDocument): boolean {
  return target.into.connection === WORK
}

/** Answers for every work table of the project; `infer` gives the table that a mapping fills. */
export function createWorkTables(
  documents: readonly MappingDocument[],
  infer: (document: MappingDocument) => KnownTable | undefined,
): WorkTables {
  const known = new Map<string, KnownTable | 'wrong'>()
  const open: string[] = []
  const circular = new Set<string>()
  const filling = new Map<string, MappingDocument>()
  for (const document of documents.filter(fillsWork)) {
    const name = unquote(document.target.into.table)
    if (!filling.has(name)) filling.set(name, document)
  }
  return {
    names: [...filling.keys()],
    find: (name) => {
      if (open.includes(name)) {
        for (const each of open.slice(open.indexOf(name))) circular.add(each)
      }
      if (circular.has(name)) return 'circle'
      const found = known.get(name)
      const document = filling.get(name)
      if (found !== undefined || document === undefined) return found ?? 'wrong'
      open.push(name)
      // What is wrong with it is said where its mapping is checked.
      const table = infer(document) ?? 'wrong'
      open.pop()
      known.set(name, table)
      return circular.has(name) ? 'circle' : table
    },
  }
}

/** The table that the rules fill; undefined after saying why it cannot be. */
export function inferWork(
  environment: RuleEnvironment,
  source: CheckedSource,
): KnownTable | undefined {
  const { document, context, findings } = environment
  const { into, key: writtenKey } = document.target
  const name = unquote(into.table)
  const connector = context.connections.get(context.target)?.catalog.connector ?? ''
  if (!WORK_NAME.test(name) || into.schema !== null) {
    const message =
      `A work table is called work.NAME, of letters, digits and "_", at most 40. ` +
      `"${name}" cannot be one.`
    findings.error('COMPILE_WORK_NAME', into.at, message)
    return undefined
  }
  const columns = [...writtenColumns(environment), ...copiedColumns(environment, source)]
  const key =
    writtenKey?.map(({ value }) => nameIn(value, columns)) ?? naturalKey(environment, source)
  if (key.length === 0) {
    const message =
      `Which columns tell the rows of work.${name} apart is not said. Write target: ` +
      `{into: work.${name}, key: [...]}.`
    findings.error('COMPILE_WORK_KEY', into.at, message)
    return undefined
  }
  const stored = columns.map(({ type, nullable, ...column }) => {
    const isKey = key.includes(column.name)
    const written = { name: column.name, type, nullable: nullable && !isKey }
    const made = workColumn(connector, { ...written, keyParts: isKey ? key.length : 0 })
    if (made === null) {
      const message = `"${column.name}" has no type that a work table could keep. Cast it to one.`
      findings.error('COMPILE_WORK_TYPE', column.at, message)
    }
    return made
  })
  const whole = stored.filter((column) => column !== null)
  if (whole.length < stored.length) return undefined
  return tableOf(name, context, whole, key)
}

interface Inferred {
  readonly name: string
  readonly type: LogicalType
  readonly nullable: boolean
  readonly at: Rule['name']['at']
}

/** Rules as lets: their values keep the types that they have. */
function writtenColumns(environment: RuleEnvironment): readonly Inferred[] {
  // Its errors come up again when the rules are checked for their columns.
  const scratch = { ...environment, findings: createFindings(), lookups: [] }
  // Arms before or after may have a NULL where this one has none.
  const isArm = environment.document.arm !== null
  return environment.document.columns.map((rule) => {
    const { value, at } = rule.name
    const { source } = rule
    if (source.kind === 'surrogate') {
      const type: LogicalType = source.as === 'uuid' ? { kind: 'uuid' } : BIGINT
      return { name: unquote(value), type, nullable: false, at }
    }
    const checked = checkLetRule(rule, scratch)
    const type = checked?.type ?? TEXT
    return { name: unquote(value), type, nullable: isArm || (checked?.nullable ?? true), at }
  })
}

/** What `copy` gives: every column of its table that is neither written nor dropped nor left. */
function copiedColumns(
  { document, context }: RuleEnvironment,
  { from, joins }: CheckedSource,
): readonly Inferred[] {
  const { copy } = document
  const all = [from, ...joins.map(({ table }) => table)]
  const table = copy === null ? undefined : all.find(({ alias }) => alias === copy.value)
  if (copy === null || table === undefined) return []
  const left = document.leave.flatMap(({ names }) => names.map(({ value }) => value))
  const written = [...document.columns.map((rule) => rule.name.value), ...left]
  const taken = new Set(written.map((name) => unquote(name).toLowerCase()))
  const dropped = droppedColumns(document, table)
  return table.columns.flatMap((column): readonly Inferred[] => {
    const name = renamed(column.name, context.naming)
    if (dropped.has(column.name) || taken.has(name.toLowerCase()) || isNumbering(column)) return []
    const nullable = column.nullable || table !== from || document.arm !== null
    return [{ name, type: column.type, nullable, at: copy.at }]
  })
}

function isNumbering({ generated, name }: Column): boolean {
  return generated && name.startsWith('_')
}

function plain(written: string): string {
  return written.replaceAll('"', '').toLowerCase()
}

function nameIn(written: string, columns: readonly Inferred[]): string {
  const name = unquote(written)
  const found = columns.find((column) => column.name.toLowerCase() === name.toLowerCase())
  return columns.some((column) => column.name === name) ? name : (found?.name ?? name)
}

/** Where rows stay what they are, the columns that take the source's key; of groups, their key. */
function naturalKey(environment: RuleEnvironment, { from, key, joins }: CheckedSource): string[] {
  const { document } = environment
  const { each, grouping } = document.source
  if (each !== null || joins.some(({ many }) => many) || document.arm !== null) return []
  const texts =
    grouping?.kind === 'group' && grouping.spans === null
      ? grouping.by.map(({ text }) => plain(text))
      : grouping === null
        ? key.map((name) => plain(`${from.alias}.${name}`))
        : []
  const names = texts.map((text) => columnOf(environment, from, text))
  return names.every((name) => name !== undefined) ? names : []
}

/** The column that takes what a text says: by a rule, or by `copy`. */
function columnOf(
  { document, context }: RuleEnvironment,
  { alias, columns }: CheckedSource['from'],
  text: string,
): string | undefined {
  const rule = document.columns.find(
    ({ source }) => source.kind === 'value' && plain(source.expression.text.trim()) === text,
  )
  if (rule !== undefined) return unquote(rule.name.value)
  if (document.copy?.value !== alias) return undefined
  const copied = columns.find(({ name }) => plain(`${alias}.${name}`) === text)
  return copied === undefined ? undefined : renamed(copied.name, context.naming)
}

/** As the target's own tables are seen: what it reads as NULL is NULL here, too. */
function tableOf(
  name: string,
  { connections, target }: CompileContext,
  columns: readonly Column[],
  key: readonly string[],
): KnownTable | undefined {
  const connection = connections.get(target)
  if (connection === undefined) return undefined
  const known = knownTable(target, connection, {
    ...workTableName(connection.catalog.connector, name),
    kind: 'table',
    columns,
    primaryKey: key,
    uniqueKeys: [],
    foreignKeys: [],
    checks: [],
    triggers: [],
  })
  return { ...known, work: { name, shape: sha256(JSON.stringify([columns, key])) } }
}
