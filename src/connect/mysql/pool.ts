/** Kysely asks for a pool; it gets one session, and every value as text. */
import { MysqlDialect, type Dialect, type MysqlPool, type MysqlPoolConnection } from 'kysely'
import type { Session } from './session.ts'

/** What Kysely takes a statement without rows for. */
interface OkResult {
  readonly insertId: number
  readonly affectedRows: number
  readonly changedRows: number
}

type Answer = Record<string, string | null>[] | OkResult

export function dialectOf(session: Session): Dialect {
  return new MysqlDialect({ pool: poolOfOne(session) })
}

function poolOfOne(session: Session): MysqlPool {
  const query = (
    statement: string,
    parameters: readonly unknown[],
    done: (error: unknown, result: Answer) => void,
  ): void => {
    session.query(statement, parameters).then(
      ({ names, rows, done: ended }) => {
        if (ended !== null) {
          const { affectedRows } = ended
          done(null, { insertId: 0, affectedRows, changedRows: affectedRows })
          return
        }
        const named = rows.map((row) =>
          Object.fromEntries(names.map((name, index) => [name, row[index] ?? null])),
        )
        done(null, named)
      },
      (error: unknown) => done(error, []),
    )
  }
  // Kysely's own streaming is not used: `stream` reads batches and holds the server back.
  const connection = { query, release: () => {} } as unknown as MysqlPoolConnection
  return {
    getConnection: (done) => done(null, connection),
    end: (done) => done(null),
  }
}
