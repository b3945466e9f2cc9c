/** Decides which tables are copied into the stage, and are read there. */
import { tableId } from '../catalog/catalog.ts'
import { RECORD_PROBLEMS, STAGED_ROWS, STAGED_TABLES_MAX } from '../catalog/staged-table.ts'
import type { Place } from '../base/diagnostic.ts'
import type { AliasTable } from './checked.ts'
import type { KnownTable } from './context.ts'
import type { Findings } from './findings.ts'
import type { ReadFrom } from './program.ts'

/** No connection of a project has such a name. */
const STAGE_PREFIX = 'stage:'

/**
 * The tables of a joined source, as they are read: where no one query reaches all of them, each
 * from the stage. undefined after saying why that cannot be.
 */
export function placeTables<T extends AliasTable>(
  tables: readonly T[],
  { target, at }: { readonly target: string; readonly at: Place },
  findings: Findings,
): readonly T[] | undefined {
  const connections = new Set(tables.map(({ connection }) => connection))
  const hasFiles = tables.some(({ connector }) => connector === 'files')
  if (tables.length < 2 || (connections.size === 1 && !hasFiles)) return tables
  if (connections.has(target)) {
    const message =
      `"${target}" is filled by the run, so its tables cannot be copied before it to be joined ` +
      'with those of another connection. Use a lookup.'
    findings.error('COMPILE_JOIN_CONNECTIONS', at, message)
    return undefined
  }
  const ids = [...new Set(tables.map(idOf))]
  if (ids.length > STAGED_TABLES_MAX) {
    const message =
      `Of tables in files or in several connections at most ${STAGED_TABLES_MAX} can be joined, ` +
      `and these are ${ids.length}. Load some of them into the target first, and look them up.`
    findings.error('COMPILE_JOIN_STAGED_MANY', at, message)
    return undefined
  }
  const isFit = tables.map((table) => areNamesApart(table, at, findings)).every(Boolean)
  if (!isFit) return undefined
  const connection = `${STAGE_PREFIX}${ids.join('+')}`
  return tables.map((table) => {
    const name = { schema: `s${ids.indexOf(idOf(table))}`, name: STAGED_ROWS }
    return { ...table, reads: { connection, table: name }, comparedBy: 'stage' }
  })
}

/** Where a lookup reads: a file's rows can only be found in the stage. */
export function placeLookup(
  known: KnownTable,
  at: Place,
  findings: Findings,
): ReadFrom | undefined {
  if (known.connector !== 'files') return directly(known)
  if (!areNamesApart(known, at, findings)) return undefined
  const connection = `${STAGE_PREFIX}${idOf(known)}`
  return { connection, table: { schema: 's0', name: STAGED_ROWS } }
}

/** Where a table is read that is not staged. */
export function directly({ connection, table }: KnownTable): ReadFrom {
  return { connection, table: { schema: table.schema, name: table.name } }
}

export function isStaged({ reads }: Pick<AliasTable, 'reads'>): boolean {
  return reads.connection.startsWith(STAGE_PREFIX)
}

/** SQLite takes names for one that differ only in case, and would read the wrong column. */
function areNamesApart({ columns, table }: KnownTable, at: Place, findings: Findings): boolean {
  const names = new Set<string>()
  for (const { name } of columns) {
    const plain = name.toLowerCase()
    if (names.has(plain) || plain === RECORD_PROBLEMS) {
      const message =
        `"${table.name}" has to be staged, and its column "${name}" ` +
        (plain === RECORD_PROBLEMS
          ? 'has a name that is used there.'
          : 'has the name of another but for case, which cannot be told apart there.')
      findings.error('COMPILE_NAME_UNSUPPORTED', at, message)
      return false
    }
    names.add(plain)
  }
  return true
}

function idOf({ connection, table }: KnownTable): string {
  return `${connection}.${tableId(table)}`
}
