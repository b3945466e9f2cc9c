/** The target's database -> the same for a migration's code, which may not end its transaction. */
import type { Kysely, KyselyPlugin, RootOperationNode } from 'kysely'
import { EngineError } from '../base/error.ts'
import type { TargetConnection } from '../plugin/connector.ts'

// oxlint-disable-next-line typescript/no-explicit-any -- a migration knows its own tables
type AnyDatabase = Kysely<any>

/** Methods that would begin a transaction within the migration's, or leave its session. */
const REFUSED: ReadonlySet<PropertyKey> = new Set(['transaction', 'startTransaction', 'connection'])

/** A leading verb is enough: a commit further on is found when the migration is over. */
const ENDING = new RegExp(
  String.raw`^(?:\s+|--[^\n]*|/\*[\s\S]*?\*/)*(?:begin|start\s+transaction|commit|end|abort|` +
    String.raw`rollback(?!\s+(?:\w+\s+)?to\b))\b`,
  'iu',
)

/** What MySQL commits at once, and all that was done before it in the transaction. */
const COMMITTING =
  /^(?:\s+|--[^\n]*|\/\*[\s\S]*?\*\/)*(?:create|alter|drop|rename|truncate|grant|revoke)\b/iu

const OF_ROWS: ReadonlySet<string> = new Set([
  'SelectQueryNode',
  'InsertQueryNode',
  'UpdateQueryNode',
  'DeleteQueryNode',
])

/**
 * What commits a part of a migration would leave that part, and no history row, behind it when the
 * rest fails. `file` is named in the refusal.
 */
export function withoutTransactions(target: TargetConnection, file: string): AnyDatabase {
  const commitsChanges = target.settings.kind === 'mysql'
  const refuse = (): never => {
    throw new EngineError(
      'MIGRATE_TRANSACTION',
      `${file} begins or ends a transaction, but each migration runs in one of its own. ` +
        'Remove that, or write two migrations.',
    )
  }
  const refuseChange = (): never => {
    throw new EngineError(
      'MIGRATE_TRANSACTION',
      `${file} changes the schema, which MySQL commits at once, so that the rest could not be ` +
        'taken back. Write each change as an SQL migration of its own.',
    )
  }
  const plugin: KyselyPlugin = {
    transformQuery: ({ node }) => {
      if (node.kind === 'RawNode' && ENDING.test(node.sqlFragments.join(' '))) refuse()
      if (commitsChanges && changesSchema(node)) refuseChange()
      return node
    },
    transformResult: async ({ result }) => result,
  }
  return new Proxy(target.db.withPlugin(plugin), {
    get(db, name) {
      if (REFUSED.has(name)) return refuse
      const value: unknown = Reflect.get(db, name, db)
      return typeof value === 'function' ? (value.bind(db) as unknown) : value
    },
  })
}

function changesSchema(node: RootOperationNode): boolean {
  if (node.kind === 'RawNode') return COMMITTING.test(node.sqlFragments.join(' '))
  return !OF_ROWS.has(node.kind)
}
