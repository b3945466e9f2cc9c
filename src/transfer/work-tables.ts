/** Work tables are made anew by the run that fills them, before its first chunk. */
import { sql } from 'kysely'
import { WORK_SCHEMA } from '../catalog/work-name.ts'
import type { Program } from '../compile/program.ts'
import type { Ledger } from '../ledger/tables.ts'
import { writeWorkShape } from '../ledger/work.ts'
import { qualified } from './queries.ts'

/** The programs that fill a table of their own, each table once. */
export function workPrograms(programs: readonly Program[]): readonly Program[] {
  const byTable = programs.flatMap((program) => {
    const { work } = program.target
    return work === null ? [] : [[work.name, program] as const]
  })
  // Of a union the first arm says what the columns are.
  return [...new Map(byTable.toReversed()).values()].toReversed()
}

/** Done again it comes to the same: on MySQL each statement commits for itself. */
export async function makeWorkTables(ledger: Ledger, programs: readonly Program[]): Promise<void> {
  const { schema } = ledger.connection.db
  for (const { target } of workPrograms(programs)) {
    const { table, key, work } = target
    if (table.schema !== null) await schema.createSchema(WORK_SCHEMA).ifNotExists().execute()
    await schema.dropTable(qualified(table)).ifExists().execute()
    let create = schema.createTable(qualified(table))
    for (const { name, native, nullable } of work?.columns ?? []) {
      // Ours, made of a logical type: nobody has written it.
      create = create.addColumn(name, sql.raw(native), (column) => {
        return nullable ? column : column.notNull()
      })
    }
    create = create.addPrimaryKeyConstraint(`${table.name}_pk`, [...key] as never[])
    if (ledger.dialect === 'mysql') {
      create = create.modifyEnd(
        sql`engine = InnoDB default character set utf8mb4 collate utf8mb4_bin row_format = dynamic`,
      )
    }
    await create.execute()
  }
}

/** In the open transaction. */
export async function noteWorkTables(
  ledger: Ledger,
  run: string,
  programs: readonly Program[],
): Promise<void> {
  for (const { target } of workPrograms(programs)) {
    if (target.work === null) continue
    const { name, shape } = target.work
    await writeWorkShape(ledger, { name, shape, run })
  }
}
