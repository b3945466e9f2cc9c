/** Indexes of a SQLite file that can be taken off for a load and come back. */
import type { DatabaseSync } from 'node:sqlite'
import type { PlainIndex, TargetIndexes } from '../../plugin/indexes.ts'
import { engineFailure } from './failure.ts'
import { quoteName } from './name.ts'

/** A column of number -2 is an expression, which may fail for a row. */
const PLAIN = `select l.name, s.sql as definition from pragma_index_list(?) l
  join sqlite_schema s on s.type = 'index' and s.name = l.name
  where l."unique" = 0 and l.origin = 'c' and l.partial = 0
    and not exists (select 1 from pragma_index_xinfo(l.name) x where x.cid = -2)
  order by l.name`

export function targetIndexes(database: DatabaseSync, place: string): TargetIndexes {
  const execute = async (text: string) => {
    try {
      database.exec(text)
    } catch (error) {
      throw engineFailure(error, place)
    }
  }
  return {
    async plain({ name }) {
      return database.prepare(PLAIN).all(name) as unknown as readonly PlainIndex[]
    },
    drop: (_, name) => execute(`drop index ${quoteName(name)}`),
    create: ({ definition }) => execute(definition),
  }
}
