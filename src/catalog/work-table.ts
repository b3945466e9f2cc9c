/** Columns of tables of the reserved schema `work`, which keep every cell as it is. */
import type { Column } from './catalog.ts'
import { TEXT, type LogicalType } from './logical-type.ts'
import { formatType } from './type-name.ts'

/** Databases bound names, and ours has something before it. */
export const WORK_NAME = /^[A-Za-z_][A-Za-z0-9_]{0,39}$/u

export interface WorkColumn {
  readonly name: string
  readonly type: LogicalType
  readonly nullable: boolean
  /** Of how many columns the key consists that this one is part of; 0: it is not. */
  readonly keyParts: number
}

/**
 * A column that keeps every cell of the type. Where a server's own type would not, cells are kept
 * as text, which is what they are. null: there are no cells of that type.
 */
export function workColumn(connector: string, written: WorkColumn): Column | null {
  const { name, nullable } = written
  const type = storedType(written.type)
  const native = type === null ? undefined : NATIVES[connector]?.(type, written.keyParts)
  if (type === null || native === undefined) return null
  const isText = /char|text/u.test(native)
  const collation = connector === 'mysql' && isText ? OF_ITS_OWN : null
  return {
    name,
    native,
    type,
    nullable,
    default: null,
    generated: false,
    identity: null,
    collation,
  }
}

/** Labels are texts here: the type that has them is a table's of somebody else. */
function storedType(type: LogicalType): LogicalType | null {
  if (type.kind === 'unsupported') return null
  if (type.kind === 'enum') return TEXT
  if (type.kind !== 'array') return type
  const element = storedType(type.element)
  return element === null ? null : { kind: 'array', element }
}

/** Bytes and blanks are told apart: by what collation, the server's kind decides. */
const OF_ITS_OWN = 'mapwright_work'

type Native = (type: LogicalType, keyParts: number) => string

const NATIVES: Readonly<Record<string, Native>> = {
  postgres: formatType,
  sqlite: ({ kind }) => {
    if (kind === 'smallint' || kind === 'integer' || kind === 'bigint') return 'integer'
    return kind === 'bytea' ? 'blob' : 'text'
  },
  mysql: ({ kind }, keyParts) => {
    if (kind === 'smallint' || kind === 'bigint') return kind
    if (kind === 'integer') return 'int'
    if (kind === 'bytea')
      return keyParts === 0 ? 'longblob' : `varbinary(${Math.floor(3000 / keyParts)})`
    // A key has 3072 bytes at most, and a character up to 4.
    return keyParts === 0 ? 'longtext' : `varchar(${Math.floor(760 / keyParts)})`
  },
}
