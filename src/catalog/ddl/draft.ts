/** What has been read of a schema file so far: tables, types and functions under construction. */
import type { Diagnostic } from '../../base/diagnostic.ts'
import type { Statement } from '../../sql/ddl.ts'
import type { Column, ForeignKey, Table, TableName } from '../catalog.ts'
import type { LogicalType } from '../logical-type.ts'

/** A foreign key whose referenced columns may still be unsaid: they are then the primary key. */
export interface DraftForeignKey extends ForeignKey {
  readonly statement: Statement
  readonly location: number | undefined
}

export interface DraftTrigger {
  readonly name: string
  readonly timing: 'before' | 'after' | 'instead'
  readonly events: readonly ('insert' | 'update' | 'delete' | 'truncate')[]
  /** The id of the function it calls. */
  readonly calls: string
}

/** A table that later statements may still change. */
export interface DraftTable extends TableName {
  readonly kind: Table['kind']
  readonly columns: Column[]
  primaryKey: readonly string[]
  readonly uniqueKeys: Table['uniqueKeys'][number][]
  readonly foreignKeys: DraftForeignKey[]
  readonly checks: Table['checks'][number][]
  readonly triggers: DraftTrigger[]
}

/** An enum, a domain, or a type that has no logical type and is not a spelling mistake. */
export interface DraftType {
  readonly type: LogicalType
  readonly nullable: boolean
}

export interface Draft {
  /** Where names without a schema live; null: the connection has no schemas. */
  schema: string | null
  readonly hasSchemas: boolean
  readonly tables: Map<string, DraftTable>
  readonly types: Map<string, DraftType>
  /** Bodies of functions by id. */
  readonly functions: Map<string, string>
  readonly diagnostics: Diagnostic[]
}
