/** Turns rows into new rows, changed rows and rows left alone, by a table they are staged in. */
import { createHash } from 'node:crypto'
import type { Column } from '../../catalog/catalog.ts'
import type { LoadCounts, LoadRequest } from '../../plugin/load.ts'
import { LoadDataError } from '../../plugin/load.ts'
import { fillTable, runExactly, type TableRows } from './fill.ts'
import { quoteName } from './name.ts'
import { familyOf } from './native-type.ts'
import type { Session } from './session.ts'

/** The place of a row in its batch. */
const ORDER = quoteName('mapwright_row')

/**
 * `on duplicate key update` would meet any unique key, count a row it changed as two, and take keys
 * that the collation calls equal for one. The stage has the columns' own types and the key, so it
 * refuses what the table would, and a key that comes twice.
 */
export async function upsertRows(
  session: Session,
  request: LoadRequest,
  rows: TableRows,
): Promise<LoadCounts> {
  const names = statementParts(request)
  await session.run(`drop temporary table if exists ${names.stage}`)
  await session.run(
    `create temporary table ${names.stage} (${ORDER} bigint not null auto_increment primary key,
       unique key mapwright_key (${names.key})) engine = InnoDB
     as select ${names.columns} from ${names.table} where false`,
  )
  await fillTable(session, names.stage, rows)
  await refuseFoldedKeys(session, request, names)
  const updated = await updateChanged(session, request, names)
  // In the order of the batch, in which a row comes after the one that it references.
  const inserted = await runExactly(
    session,
    `insert into ${names.table} (${names.columns}) select ${names.staged} from ${names.stage} s
     left join ${names.table} t on ${names.match} where ${names.absent} order by s.${ORDER}`,
    null,
  )
  return { inserted, updated, unchanged: rows.lines.length - inserted - updated }
}

interface StatementParts {
  readonly table: string
  readonly stage: string
  readonly columns: string
  readonly staged: string
  readonly key: string
  readonly match: string
  readonly absent: string
}

function statementParts({ table, columns, key }: LoadRequest): StatementParts {
  const names = columns.map(({ name }) => quoteName(name))
  const keys = key.map(quoteName)
  const digest = createHash('sha256')
    .update(JSON.stringify([table.name, columns.map(({ name }) => name)]))
    .digest('hex')
  return {
    table: quoteName(table.name),
    stage: quoteName(`mapwright_load_${digest.slice(0, 32)}`),
    columns: names.join(', '),
    staged: names.map((name) => `s.${name}`).join(', '),
    key: keys.join(', '),
    match: keys.map((name) => `t.${name} = s.${name}`).join(' and '),
    absent: `t.${keys[0]} is null`,
  }
}

/** A key that differs by case or blanks alone is another key, and yet it finds the row. */
async function refuseFoldedKeys(
  session: Session,
  { columns, key }: LoadRequest,
  { stage, table, match }: StatementParts,
): Promise<void> {
  const texts = columns.filter((column) => key.includes(column.name) && !isExact(column))
  if (texts.length === 0) return
  const differs = texts.map((column) => `not ${sameImage(column)}`).join(' or ')
  const found = await session.rows(
    `select 1 from ${stage} s join ${table} t on ${match} where ${differs} limit 1`,
  )
  if (found.length === 0) return
  const message = 'A row is there whose key the collation of the column calls equal to this one.'
  const column = key.length === 1 ? (key[0] ?? null) : null
  throw new LoadDataError('KEY_DUPLICATE', message, column, null)
}

async function updateChanged(
  session: Session,
  { columns, key }: LoadRequest,
  { stage, table, match }: StatementParts,
): Promise<number> {
  const fed = columns.filter(({ name }) => !key.includes(name))
  if (fed.length === 0) return 0
  const changes = fed.map(({ name }) => `t.${quoteName(name)} = s.${quoteName(name)}`)
  const differs = fed.map((column) => `not ${sameImage(column)}`)
  return await runExactly(
    session,
    `update ${table} t join ${stage} s on ${match} set ${changes.join(', ')}
     where ${differs.join(' or ')}`,
    null,
  )
}

/** Of numbers and moments, equal values have one text; a zero with a sign is not loaded. */
function isExact({ native }: Column): boolean {
  const family = familyOf(native)
  return family === 'number' || family === 'bits' || family === 'moment'
}

/** Equal as they are stored, whatever the collation says. */
function sameImage(column: Column): string {
  const [was, is] = [`t.${quoteName(column.name)}`, `s.${quoteName(column.name)}`]
  if (isExact(column)) return `(${was} <=> ${is})`
  return `(cast(${was} as binary) <=> cast(${is} as binary))`
}
