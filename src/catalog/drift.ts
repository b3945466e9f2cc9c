/** Turns two catalogs of one connection, the snapshot and the live one, into their differences. */
import { collapsed, normalExpression } from '../sql/spelling.ts'
import {
  tableId,
  type Catalog,
  type Column,
  type ForeignKey,
  type Table,
  type Trigger,
  type UniqueKey,
} from './catalog.ts'
import { UNKNOWN_NATIVE } from './ddl/view.ts'
import { compareText, tablesById } from './order.ts'
import { formatType } from './type-name.ts'

type DriftKind =
  | 'table'
  | 'column'
  | 'type'
  | 'nullable'
  | 'default'
  | 'generated'
  | 'identity'
  | 'collation'
  | 'primaryKey'
  | 'uniqueKey'
  | 'foreignKey'
  | 'check'
  | 'trigger'

/** One difference. A null side has nothing there: the thing is new, or gone. */
export interface Drift {
  readonly kind: DriftKind
  readonly table: string
  /** The column, the constraint or the trigger; null for the table itself and its primary key. */
  readonly name: string | null
  readonly snapshot: string | null
  readonly live: string | null
}

/** What one side has: a text to show, and one to compare, equal for two spellings of one thing. */
interface Part {
  readonly name: string
  readonly text: string
  readonly meaning: string
}

/** What two spellings of one thing have in common. */
interface Meaning {
  readonly expression: (text: string) => string
  readonly native: (text: string) => string
}

/** Schema files spell PostgreSQL's types in many ways: there the logical type says it all. */
function meaningOf(connector: string): Meaning {
  if (connector === 'postgres') return { expression: normalExpression, native: () => '' }
  return { expression: collapsed, native: connector === 'mysql' ? mysqlNative : collapsed }
}

/** How a number is read depends on it; the width that it is shown in is nothing. */
function mysqlNative(native: string): string {
  return collapsed(native).replace(/^(\w*int|year)\(\d+\)/u, '$1')
}

/** All differences, in the order of the tables. Names of keys and spellings do not count. */
export function compareCatalogs(snapshot: Catalog, live: Catalog): Drift[] {
  const meaning = meaningOf(snapshot.connector)
  const before = tablesById(snapshot.tables)
  const after = tablesById(live.tables)
  const ids = new Set([...before.keys(), ...after.keys()])
  return [...ids].sort(compareText).flatMap((id): Drift[] => {
    const [was, is] = [before.get(id), after.get(id)]
    if (was !== undefined && was.kind === is?.kind) return compareTables(was, is, meaning)
    const [wasKind, isKind] = [was?.kind ?? null, is?.kind ?? null]
    return [{ kind: 'table', table: id, name: null, snapshot: wasKind, live: isKind }]
  })
}

/** A sentence: `The type of column "email" of table "member" was text and is json.` */
export function describeDrift(drift: Drift): string {
  const { kind, table, name, snapshot, live } = drift
  const subject = name === null ? SUBJECT[kind] : `${SUBJECT[kind]} "${name}" of table`
  const thing = `${subject} "${table}"`
  if (snapshot !== null && live !== null) return `${thing} was ${snapshot} and is ${live}.`
  const what = snapshot === null ? 'new' : 'gone'
  return kind === 'table' ? `${thing} is ${what}.` : `${thing} is ${what}: ${live ?? snapshot}.`
}

const SUBJECT: Readonly<Record<DriftKind, string>> = {
  table: 'Table',
  column: 'Column',
  type: 'The type of column',
  nullable: 'Column',
  default: 'The default of column',
  generated: 'Column',
  identity: 'The identity of column',
  collation: 'The collation of column',
  primaryKey: 'The primary key of table',
  uniqueKey: 'Unique key',
  foreignKey: 'Foreign key',
  check: 'Check',
  trigger: 'Trigger',
}

function compareTables(was: Table, is: Table, meaning: Meaning): Drift[] {
  const table = tableId(was)
  const keys = [was, is].map((one) => (one.primaryKey.length === 0 ? 'none' : list(one.primaryKey)))
  const [wasKey = '', isKey = ''] = keys
  const primaryKey: Drift[] =
    wasKey === isKey
      ? []
      : [{ kind: 'primaryKey', table, name: null, snapshot: wasKey, live: isKey }]
  return [
    ...compareColumns(was, is, meaning),
    ...primaryKey,
    ...compareParts(table, 'uniqueKey', was.uniqueKeys.map(keyPart), is.uniqueKeys.map(keyPart)),
    ...compareParts(
      table,
      'foreignKey',
      was.foreignKeys.map(referencePart),
      is.foreignKeys.map(referencePart),
    ),
    ...compareParts(table, 'check', checkParts(was, meaning), checkParts(is, meaning)),
    ...compareTriggers(was, is),
  ]
}

function compareColumns(was: Table, is: Table, meaning: Meaning): Drift[] {
  const table = tableId(was)
  const [before, after] = [was, is].map((one) => new Map(one.columns.map((c) => [c.name, c])))
  const names = new Set([...(before?.keys() ?? []), ...(after?.keys() ?? [])])
  return [...names].flatMap((name): Drift[] => {
    const [wasColumn, isColumn] = [before?.get(name), after?.get(name)]
    if (wasColumn === undefined || isColumn === undefined) {
      const [snapshot, live] = [wasColumn, isColumn].map((c) =>
        c === undefined ? null : typeText(c),
      )
      return [{ kind: 'column', table, name, snapshot: snapshot ?? null, live: live ?? null }]
    }
    return columnAspects(wasColumn, isColumn, meaning).map(([kind, snapshot, live]) => {
      return { kind, table, name, snapshot, live }
    })
  })
}

function columnAspects(
  was: Column,
  is: Column,
  meaning: Meaning,
): (readonly [DriftKind, string, string])[] {
  const aspects: (readonly [DriftKind, string, string])[] = [
    ['nullable', was.nullable ? 'nullable' : 'not null', is.nullable ? 'nullable' : 'not null'],
    ['generated', generatedText(was), generatedText(is)],
    ['identity', was.identity ?? 'none', is.identity ?? 'none'],
    ['collation', was.collation ?? 'none', is.collation ?? 'none'],
  ]
  // A view in a schema file has columns whose types only a server can tell.
  const isUntold = [was, is].some((column) => column.native === UNKNOWN_NATIVE)
  const isRespelt = meaning.native(was.native) !== meaning.native(is.native)
  const [wasType, isType] = [typeText(was), typeText(is)]
  const isSameType = isRespelt && wasType === isType
  if (isSameType) aspects.unshift(['type', was.native, is.native])
  else if (!isUntold) aspects.unshift(['type', wasType, isType])
  // The default of an identity is its sequence, which some catalogs name.
  const isPlain = was.identity === null && is.identity === null
  const [wasDefault, isDefault] = [was.default ?? 'none', is.default ?? 'none']
  if (isPlain && meaning.expression(wasDefault) !== meaning.expression(isDefault)) {
    aspects.push(['default', wasDefault, isDefault])
  }
  return aspects.filter(([kind, before, after]) => kind === 'default' || before !== after)
}

function generatedText(column: Column): string {
  return column.generated ? 'generated' : 'written'
}

function typeText({ type }: Column): string {
  const text = formatType(type)
  const element = type.kind === 'array' ? type.element : type
  if (element.kind !== 'enum') return text
  const labels = element.labels.map((label) => `'${label.replaceAll("'", "''")}'`)
  return `enum (${labels.join(', ')})${type.kind === 'array' ? '[]' : ''}`
}

/** What only one side has; equal things are paired off one by one. */
function compareParts(
  table: string,
  kind: DriftKind,
  was: readonly Part[],
  is: readonly Part[],
): Drift[] {
  const rest = [...is]
  const gone = was.filter((part) => {
    const index = rest.findIndex((other) => other.meaning === part.meaning)
    if (index !== -1) rest.splice(index, 1)
    return index === -1
  })
  return [
    ...gone.map(({ name, text }) => ({ kind, table, name, snapshot: text, live: null })),
    ...rest.map(({ name, text }) => ({ kind, table, name, snapshot: null, live: text })),
  ]
}

function keyPart({ name, columns, nullsDistinct }: UniqueKey): Part {
  const suffix = nullsDistinct ? '' : ' nulls not distinct'
  const meaning = JSON.stringify([[...columns].sort(compareText), nullsDistinct])
  return { name, text: `${list(columns)}${suffix}`, meaning }
}

function referencePart(key: ForeignKey): Part {
  const { name, columns, references, referencedColumns, deferrable } = key
  const pairs = columns.map((column, index) => [column, referencedColumns[index] ?? ''])
  const suffix = deferrable ? ' deferrable' : ''
  return {
    name,
    text: `${list(columns)} to ${tableId(references)} ${list(referencedColumns)}${suffix}`,
    meaning: JSON.stringify([
      tableId(references),
      pairs.sort((left, right) => compareText(left[0] ?? '', right[0] ?? '')),
      deferrable,
    ]),
  }
}

function checkParts(table: Table, meaning: Meaning): Part[] {
  return table.checks.map(({ name, condition }) => {
    return { name, text: condition, meaning: meaning.expression(condition) }
  })
}

/** Triggers are known by name; a body that one side does not know is not compared. */
function compareTriggers(was: Table, is: Table): Drift[] {
  const table = tableId(was)
  const names = new Set([...was.triggers, ...is.triggers].map((trigger) => trigger.name))
  return [...names].sort(compareText).flatMap((name): Drift[] => {
    const find = (one: Table) => one.triggers.find((trigger) => trigger.name === name)
    const [before, after] = [find(was), find(is)]
    const withBody = before?.body != null && after?.body != null
    const [snapshot, live] = [before, after].map((trigger) =>
      trigger === undefined ? null : triggerText(trigger, withBody),
    )
    if (snapshot === live) return []
    return [{ kind: 'trigger', table, name, snapshot: snapshot ?? null, live: live ?? null }]
  })
}

function triggerText({ timing, events, body }: Trigger, withBody: boolean): string {
  const head = `${timing} ${[...events].sort(compareText).join(' or ')}`
  return withBody && body !== null ? `${head}: ${collapsed(body)}` : head
}

function list(names: readonly string[]): string {
  return `(${names.join(', ')})`
}
