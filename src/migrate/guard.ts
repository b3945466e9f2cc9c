/** The target's database -> the same for a migration's code, which may not end its transaction. */
import type { Kysely, KyselyPlugin } from 'kysely'
import { EngineError } from '../base/error.ts'

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

/**
 * What commits a part of a migration would leave that part, and no history row, behind it when the
 * rest fails. `file` is named in the refusal.
 */
export function withoutTransactions(db: AnyDatabase, file: string): AnyDatabase {
  const refuse = (): never => {
    throw new EngineError(
      'MIGRATE_TRANSACTION',
      `${file} begins or ends a transaction, but each migration runs in one of its own. ` +
        'Remove that, or write two migrations.',
    )
  }
  const plugin: KyselyPlugin = {
    transformQuery: ({ node }) =>
      node.kind === 'RawNode' && ENDING.test(node.sqlFragments.join(' ')) ? refuse() : node,
    transformResult: async ({ result }) => result,
  }
  return new Proxy(db.withPlugin(plugin), {
    get(target, name) {
      if (REFUSED.has(name)) return refuse
      const value: unknown = Reflect.get(target, name, target)
      return typeof value === 'function' ? (value.bind(target) as unknown) : value
    },
  })
}
