/** Decides what each statement of a schema file means for the draft of its tables. */
import type { Node, Statement } from '../../sql/ddl.ts'
import { alterTable } from './alter.ts'
import type { Draft } from './draft.ts'
import { idOf, report } from './look-up.ts'
import { stringsOf, type NodeBody } from './node.ts'
import { createDomain, createEnum, createIndex, createOpaqueType } from './object.ts'
import { createTable } from './table.ts'
import { createFunction, createTrigger, createView } from './view.ts'

/** Statements that change neither columns nor keys, checks or triggers of a table. */
const WITHOUT_EFFECT = new Set([
  'AlterDatabaseSetStmt',
  'AlterDefaultPrivilegesStmt',
  'AlterExtensionStmt',
  'AlterFunctionStmt',
  'AlterObjectDependsStmt',
  'AlterOwnerStmt',
  'AlterPolicyStmt',
  'AlterSeqStmt',
  'AlterStatsStmt',
  'CommentStmt',
  'CreateAmStmt',
  'CreateCastStmt',
  'CreateConversionStmt',
  'CreateExtensionStmt',
  'CreateOpClassStmt',
  'CreateOpFamilyStmt',
  'CreatePolicyStmt',
  'CreatePublicationStmt',
  'CreateRoleStmt',
  'CreateSeqStmt',
  'CreateStatsStmt',
  'DefineStmt',
  'GrantRoleStmt',
  'GrantStmt',
  'InsertStmt',
  'SecLabelStmt',
  'SelectStmt',
  'TransactionStmt',
  'VariableShowStmt',
])

/** Applies one statement; what would change tables and is not understood is reported. */
export function applyStatement(draft: Draft, statement: Statement, node: Node): void {
  if ('CreateStmt' in node) return createTable(draft, statement, node.CreateStmt)
  if ('AlterTableStmt' in node) return alterTable(draft, statement, node.AlterTableStmt)
  if ('IndexStmt' in node) return createIndex(draft, statement, node.IndexStmt)
  if ('ViewStmt' in node) return createView(draft, statement, node.ViewStmt)
  if ('CreateTrigStmt' in node) return createTrigger(draft, statement, node.CreateTrigStmt)
  if ('CreateFunctionStmt' in node) return createFunction(draft, node.CreateFunctionStmt)
  if ('CreateEnumStmt' in node) return createEnum(draft, node.CreateEnumStmt)
  if ('CreateDomainStmt' in node) return createDomain(draft, statement, node.CreateDomainStmt)
  if ('CompositeTypeStmt' in node) {
    const { schemaname, relname = '' } = node.CompositeTypeStmt.typevar ?? {}
    return createOpaqueType(draft, schemaname === undefined ? [relname] : [schemaname, relname])
  }
  if ('CreateRangeStmt' in node) {
    return createOpaqueType(draft, stringsOf(node.CreateRangeStmt.typeName))
  }
  if ('CreateSchemaStmt' in node) return createSchema(draft, statement, node.CreateSchemaStmt)
  if ('VariableSetStmt' in node) return setVariable(draft, node.VariableSetStmt)
  if ('DropStmt' in node && dropsNothing(draft, node.DropStmt)) return
  const [kind = ''] = Object.keys(node)
  if (!WITHOUT_EFFECT.has(kind)) reportUnread(draft, statement)
}

function createSchema(
  draft: Draft,
  statement: Statement,
  node: NodeBody<'CreateSchemaStmt'>,
): void {
  const outer = draft.schema
  draft.schema = node.schemaname ?? outer
  for (const element of node.schemaElts ?? []) applyStatement(draft, statement, element)
  draft.schema = outer
}

/** Of all settings only the search path decides where tables go. */
function setVariable(draft: Draft, node: NodeBody<'VariableSetStmt'>): void {
  if (node.name !== 'search_path' || !draft.hasSchemas) return
  const [first] = node.args ?? []
  const schema = first !== undefined && 'A_Const' in first ? first.A_Const.sval?.sval : undefined
  draft.schema = schema === undefined || schema === '' ? 'public' : schema
}

/** `drop table if exists` before the table is created, as dumps begin. */
function dropsNothing(draft: Draft, node: NodeBody<'DropStmt'>): boolean {
  return (node.objects ?? []).every((object) => {
    const nodes = 'List' in object ? object.List.items : undefined
    const list = 'TypeName' in object ? object.TypeName.names : nodes
    const names = stringsOf(list)
    const id = idOf(draft, names)
    return !draft.tables.has(id) && !draft.types.has(id)
  })
}

function reportUnread(draft: Draft, statement: Statement): void {
  const words = statement.tokens.slice(0, 2).map((token) => token.text.toLowerCase())
  report(draft, statement, {
    code: 'CATALOG_DDL_UNREAD',
    message:
      `"${words.join(' ')}" may change tables in a way that is not read here. A schema file says ` +
      `what the tables are in the end: write it as "create table", and leave the rest to ` +
      `migrations.`,
  })
}
