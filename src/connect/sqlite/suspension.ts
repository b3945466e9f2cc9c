/** What can be taken off a table of a SQLite file for a load, and comes back. */
import type { DatabaseSync } from 'node:sqlite'
import type { Suspended, TargetSuspension } from '../../plugin/suspension.ts'
import { readForeignKeys } from './catalog.ts'
import { engineFailure } from './failure.ts'
import { quoteName } from './name.ts'

/** A column of number -2 is an expression, which may fail for a row. */
const PLAIN_INDEXES = `select l.name, s.sql as definition from pragma_index_list(?) l
  join sqlite_schema s on s.type = 'index' and s.name = l.name
  where l."unique" = 0 and l.origin = 'c' and l.partial = 0
    and not exists (select 1 from pragma_index_xinfo(l.name) x where x.cid = -2)
  order by l.name`

const TRIGGERS = `select name, sql as definition from sqlite_schema
  where type = 'trigger' and tbl_name = ? collate nocase order by name`

const FIND: Readonly<Record<'index' | 'trigger', string>> = {
  index: PLAIN_INDEXES,
  trigger: TRIGGERS,
}

export function targetSuspension(database: DatabaseSync, place: string): TargetSuspension {
  const execute = async (text: string) => {
    try {
      database.exec(text)
    } catch (error) {
      throw engineFailure(error, place)
    }
  }
  return {
    async find({ name }, kind) {
      if (kind === 'reference') {
        // It is part of the table: sessions do without it, and nothing brings it back.
        const keys = readForeignKeys(database, name)
        return keys.map((key) => ({ kind, name: key.name, columns: key.columns, definition: '' }))
      }
      const rows = database.prepare(FIND[kind]).all(name)
      const found = rows as unknown as readonly Pick<Suspended, 'name' | 'definition'>[]
      return found.map((one) => ({ ...one, kind, columns: [] }))
    },
    async takeOff(_, { kind, name }) {
      if (kind !== 'reference') await execute(`drop ${kind} ${quoteName(name)}`)
    },
    bringBack: ({ definition }) => execute(definition),
  }
}
