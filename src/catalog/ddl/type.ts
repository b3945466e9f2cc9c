/** Turns the type of a column definition into its logical type, enums and domains resolved. */
import type { Statement, TypeNode } from '../../sql/ddl.ts'
import { tableId } from '../catalog.ts'
import type { LogicalType } from '../logical-type.ts'
import { BYTE_CHAR, formatType, typeOfSpelling } from '../type-name.ts'
import type { Draft, DraftType } from './draft.ts'
import { qualify, report } from './look-up.ts'
import { nativeText } from './native.ts'
import { integersOf, stringsOf } from './node.ts'

export interface ResolvedType extends DraftType {
  /** As the server's format_type would print it. */
  readonly native: string
  readonly serial: boolean
}

/** Parser names of types that the grammar gives a name of their own. */
const SERIAL: ReadonlyMap<string, LogicalType> = new Map([
  ['smallserial', { kind: 'smallint' }],
  ['serial2', { kind: 'smallint' }],
  ['serial', { kind: 'integer' }],
  ['serial4', { kind: 'integer' }],
  ['bigserial', { kind: 'bigint' }],
  ['serial8', { kind: 'bigint' }],
])

/** PostgreSQL's own types without a canonical form: no spelling mistakes. */
const KNOWN_UNSUPPORTED = new Set(
  (
    'bit box char cid cidr circle datemultirange daterange inet int4multirange int4range ' +
    'int8multirange int8range interval jsonpath line lseg macaddr macaddr8 money name ' +
    'nummultirange numrange oid path pg_lsn pg_snapshot point polygon refcursor regclass ' +
    'regcollation regconfig regdictionary regnamespace regoper regoperator regproc regprocedure ' +
    'regrole regtype tid timetz tsmultirange tsquery tsrange tstzmultirange tstzrange tsvector ' +
    'txid_snapshot varbit xid xid8 xml'
  ).split(' '),
)

export function resolveType(
  draft: Draft,
  statement: Statement,
  node: TypeNode | undefined,
): ResolvedType {
  const names = stringsOf(node?.names)
  const name = names.at(-1) ?? ''
  const serial = names.length === 1 ? SERIAL.get(name) : undefined
  if (serial !== undefined) {
    const native = formatType(serial)
    return { type: serial, native, nullable: false, serial: true }
  }
  const written = names.length > 1 ? names.at(-2) : undefined
  const schema = written === 'pg_catalog' ? null : (written ?? null)
  const array = (node?.arrayBounds?.length ?? 0) > 0
  const named = findType(draft, schema, name)
  const spelling = {
    schema,
    // The keyword `char` comes as bpchar; a bare `char` was written in quotes.
    name: name === 'char' ? BYTE_CHAR : name,
    modifiers: integersOf(node?.typmods),
    array,
  }
  const shown = spelling.name === BYTE_CHAR ? BYTE_CHAR : nameText(draft, written, name)
  const spelled = nativeText(shown, spelling.modifiers)
  const type = typeOfSpelling(spelling, () => named?.type, `${spelled}${array ? '[]' : ''}`)
  if (type.kind === 'unsupported' && named === undefined && !KNOWN_UNSUPPORTED.has(name)) {
    reportUnknown(draft, statement, node, spelled)
  }
  const native = named === undefined ? formatType(type) : `${spelled}${array ? '[]' : ''}`
  // Of an array of a domain, the domain's conditions bind the elements, not the column.
  return { type, native, serial: false, nullable: array || (named?.nullable ?? true) }
}

/** The enum or domain of that name that the file has created. */
function findType(draft: Draft, schema: string | null, name: string): DraftType | undefined {
  return draft.types.get(tableId(qualify(draft, schema ?? undefined, name)))
}

/** Quoted where it must be, its schema left out where that is `public` or there is none. */
export function nameText(draft: Draft, schema: string | undefined, name: string): string {
  const full = schema === 'pg_catalog' ? { schema: null, name } : qualify(draft, schema, name)
  const prefix =
    full.schema === null || full.schema === 'public' || KNOWN_UNSUPPORTED.has(name)
      ? ''
      : `${quoted(full.schema)}.`
  return `${prefix}${quoted(name)}`
}

function quoted(name: string): string {
  return /^[a-z_][a-z0-9_]*$/u.test(name) ? name : `"${name.replaceAll('"', '""')}"`
}

function reportUnknown(
  draft: Draft,
  statement: Statement,
  node: TypeNode | undefined,
  spelled: string,
): void {
  report(draft, statement, {
    code: 'CATALOG_UNKNOWN_TYPE',
    severity: 'warning',
    message:
      `The type "${spelled}" is neither PostgreSQL's nor created above. ` +
      `A column of it can be left or dropped by name, but not be moved.`,
    location: node?.location,
  })
}
