/** Applies `alter table` to a draft table, as far as it adds to a table what dumps add that way. */
import { defaultBefore, defaultText, type Statement } from '../../sql/ddl.ts'
import { tableId, type Column } from '../catalog.ts'
import { addConstraint, setNullable } from './constraint.ts'
import type { Draft, DraftTable } from './draft.ts'
import { findTable, hasColumns, report } from './look-up.ts'
import { collect, type NodeBody } from './node.ts'
import { addColumn, ownConstraint } from './table.ts'

type Command = NodeBody<'AlterTableCmd'>

/** What changes neither columns nor keys, checks or triggers. */
const WITHOUT_EFFECT = new Set([
  'AT_ValidateConstraint',
  'AT_SetStatistics',
  'AT_SetOptions',
  'AT_ResetOptions',
  'AT_SetStorage',
  'AT_SetCompression',
  'AT_ClusterOn',
  'AT_DropCluster',
  'AT_SetLogged',
  'AT_SetUnLogged',
  'AT_SetAccessMethod',
  'AT_SetTableSpace',
  'AT_SetRelOptions',
  'AT_ResetRelOptions',
  'AT_ChangeOwner',
  'AT_EnableTrig',
  'AT_EnableAlwaysTrig',
  'AT_EnableRowSecurity',
  'AT_DisableRowSecurity',
  'AT_ForceRowSecurity',
  'AT_NoForceRowSecurity',
  'AT_ReplicaIdentity',
])

export function alterTable(
  draft: Draft,
  statement: Statement,
  node: NodeBody<'AlterTableStmt'>,
): void {
  // Sequences, indexes and views are altered by the same statement.
  if (node.objtype !== 'OBJECT_TABLE') return
  const commands = (node.cmds ?? []).flatMap((cmd) =>
    'AlterTableCmd' in cmd ? [cmd.AlterTableCmd] : [],
  )
  const effective = commands.filter((command) => !WITHOUT_EFFECT.has(command.subtype ?? ''))
  if (effective.length === 0) return
  const table = findTable(draft, statement, node.relation)
  if (table === undefined) return
  for (const command of effective) applyCommand(draft, statement, table, command)
}

function applyCommand(
  draft: Draft,
  statement: Statement,
  table: DraftTable,
  command: Command,
): void {
  const { subtype, def, name = '' } = command
  if (subtype === 'AT_AddColumn' && def !== undefined && 'ColumnDef' in def) {
    const exists = table.columns.some((column) => column.name === def.ColumnDef.colname)
    if (exists && command.missing_ok === true) return
    return addColumn(draft, statement, table, def.ColumnDef)
  }
  if (subtype === 'AT_AddConstraint' && def !== undefined && 'Constraint' in def) {
    return addConstraint(draft, statement, table, ownConstraint(def.Constraint))
  }
  if (subtype === 'AT_SetNotNull' || subtype === 'AT_DropNotNull') {
    const nullable = subtype === 'AT_DropNotNull'
    return setNullable(draft, statement, table, { columns: [name], location: undefined, nullable })
  }
  const change = columnChange(statement, command)
  if (change !== undefined) return changeColumn(draft, statement, table, { name, change })
  report(draft, statement, {
    code: 'CATALOG_DDL_UNREAD',
    message:
      `This changes table "${tableId(table)}" in a way that is not read here. A schema file says ` +
      `what the tables are in the end: write it into "create table".`,
  })
}

function columnChange(statement: Statement, command: Command): Partial<Column> | undefined {
  const { subtype, def } = command
  if (subtype === 'AT_ColumnDefault') {
    if (def === undefined) return { default: null }
    const locations = collect(def, 'location').map(Number)
    const word = defaultBefore(statement, Math.min(...locations))
    return { default: defaultText(statement, word) }
  }
  if (subtype === 'AT_AddIdentity' && def !== undefined && 'Constraint' in def) {
    const always = def.Constraint.generated_when === 'a'
    return { identity: always ? 'always' : 'byDefault', nullable: false }
  }
  return undefined
}

function changeColumn(
  draft: Draft,
  statement: Statement,
  table: DraftTable,
  { name, change }: { readonly name: string; readonly change: Partial<Column> },
): void {
  if (!hasColumns(draft, statement, table, { columns: [name], location: undefined })) return
  const index = table.columns.findIndex((column) => column.name === name)
  const column = table.columns[index]
  if (column !== undefined) table.columns[index] = { ...column, ...change }
}
