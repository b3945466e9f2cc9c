/** Turns a column into the expression that selects it, the parameter that meets it, its reader. */
import { type Expression, sql } from 'kysely'
import type { Cell } from '../../base/cell.ts'
import { EngineError } from '../../base/error.ts'
import { tableId } from '../../catalog/catalog.ts'
import type { LogicalType } from '../../catalog/logical-type.ts'
import { formatType, parseTypeName } from '../../catalog/type-name.ts'
import type { ConnectionSettings, ReadColumn } from '../../plugin/connector.ts'
import { canonicalOrMisfit, type Misfit } from '../misfit.ts'
import { nullTokensOf } from '../null-token.ts'

type Settings = Pick<ConnectionSettings, 'name' | 'types' | 'nullTokens'>

const WORD = String.raw`(?:[a-z_][a-z0-9_]*|"(?:[^"]|"")+")`
const TYPE_NAME = new RegExp(String.raw`^(?:${WORD}\.)?${WORD}$`, 'u')

/** Of the server's text of a value that is not null; null: a null token was read as NULL. */
export type CellReader = (text: string) => Cell | Misfit

/** The server's text is canonical, but for char(n): its blanks are padding, which text drops. */
export function selectCell(
  reference: Expression<unknown>,
  column: ReadColumn,
): Expression<unknown> {
  const native = parseTypeName(column.native)
  if (isFixed(native) || isFixed(column.type)) return sql`cast(${reference} as text)`
  if (native.kind === 'array' && isFixed(native.element)) return sql`cast(${reference} as text[])`
  return reference
}

/**
 * The cell as a parameter that compares with the column: cast to its type without length or scale,
 * for with them a cast would cut and round, and find the wrong rows.
 */
export function cellParameter(cell: Cell, column: ReadColumn): Expression<unknown> {
  const native = parseTypeName(column.native)
  const name = castName(native.kind === 'unsupported' ? column.type : native, column.native)
  return name === null ? sql`${cell}` : sql`cast(${cell} as ${sql.raw(name)})`
}

/** null: the server's text is the cell. Throws where the type has no canonical form. */
export function createReader(column: ReadColumn, settings: Settings): CellReader | null {
  const { type, table, name, native } = column
  if (type.kind === 'unsupported') {
    throw new EngineError(
      'CONNECT_TYPE',
      `Column "${name}" of table "${tableId(table)}" is of type ${native}, which has no ` +
        'canonical form. Drop it by name, or say how it is read, by types of connection ' +
        `"${settings.name}".`,
    )
  }
  const tokens = nullTokensOf(settings, type.kind)
  const isOverridden = overriddenType(settings.types, column) !== undefined
  if (tokens === null && !isOverridden) return null
  return (text) => {
    if (tokens?.has(text) === true) return null
    if (!isOverridden) return text
    return canonicalOrMisfit(type, text)
  }
}

/** How the project wants the column read: by `table.column`, by its type, by the type's name. */
export function overriddenType(
  types: ConnectionSettings['types'],
  column: Pick<ReadColumn, 'table' | 'name' | 'native'>,
): LogicalType | undefined {
  const { table, name, native } = column
  const bare = native.replace(/\([^)]*\)/u, '')
  return (
    types[`${tableId(table)}.${name}`] ??
    types[`${table.name}.${name}`] ??
    types[native] ??
    types[bare] ??
    types[bare.replace(/ without time zone$/u, '').replace(/^character varying$/u, 'varchar')]
  )
}

function isFixed(type: LogicalType): boolean {
  return type.kind === 'text' && type.fixed
}

/** null: the server infers the type from the other side of the comparison. */
function castName(type: LogicalType, native: string): string | null {
  switch (type.kind) {
    case 'numeric':
      return 'numeric'
    case 'text':
      return type.fixed ? 'bpchar' : 'text'
    case 'time':
    case 'timestamp':
    case 'timestamptz':
      return formatType({ ...type, precision: 6 })
    case 'array': {
      const element = castName(type.element, native.replace(/\[\]$/u, ''))
      return element === null ? null : `${element}[]`
    }
    case 'enum':
      // As format_type printed it; anything else would be SQL of whoever wrote the snapshot.
      return TYPE_NAME.test(native) ? native : null
    case 'unsupported':
      return null
    default:
      return formatType(type)
  }
}
