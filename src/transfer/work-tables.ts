/** Work tables are made anew by the run that fills them, before its first chunk. */
import { sql } from 'kysely'
import { WORK_SCHEMA } from '../catalog/work-name.ts'
import type { Program } from '../compile/program.ts'
import type { Ledger } from '../ledger/tables.ts'
import { forgetWorkShape, writeWorkShape } from '../ledger/work.ts'
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

/** Each table once. Done again it comes to the same: on MySQL each statement commits for itself. */
export async function makeWorkTables(ledger: Ledger, programs: readonly Program[]): Promise<void> {
  const { schema } = ledger.connection.db
  for (const { target } of programs) {
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
      // One of two names that are written above.
      const collation = sql.raw(await collationOf(ledger))
      create = create.modifyEnd(
        sql`engine = InnoDB character set utf8mb4 collate ${collation} row_format = dynamic`,
      )
    }
    await create.execute()
  }
}

/** In the open transaction: until they are filled, nobody may read them. */
export async function forgetWorkTables(
  ledger: Ledger,
  programs: readonly Program[],
): Promise<void> {
  for (const { target } of programs) {
    if (target.work !== null) await forgetWorkShape(ledger, target.work.name)
  }
}

/** In the transaction that ends a unit: with it, or with the last arm, its table is filled. */
export async function noteWorkTable(ledger: Ledger, run: string, program: Program): Promise<void> {
  const { arm, name: unit, target } = program
  if (target.work === null || (arm !== null && arm.all.at(-1) !== unit)) return
  const { name, shape } = target.work
  await writeWorkShape(ledger, { name, shape, run })
}

/** A comparison of texts by their bytes, blanks at the end among them. */
async function collationOf({ connection: { db } }: Ledger): Promise<string> {
  const { rows } = await sql<{ version: string }>`select version() as version`.execute(db)
  const isMariadb = /mariadb/iu.test(rows[0]?.version ?? '')
  return isMariadb ? 'utf8mb4_nopad_bin' : 'utf8mb4_0900_bin'
}
