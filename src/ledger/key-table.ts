/** Creates tables of the ledger; keys in them are unique, however long a text they are. */
import { sql, type CreateTableBuilder, type RawBuilder } from 'kysely'
import type { Ledger } from './tables.ts'

/** Rows and ledger commit together only where both are kept by an engine with transactions. */
export function createTable({ db, dialect }: Ledger, name: string) {
  const builder = db.schema.createTable(name).ifNotExists()
  return dialect === 'mysql'
    ? builder.modifyEnd(
        sql`engine = InnoDB default character set utf8mb4 collate utf8mb4_bin row_format = dynamic`,
      )
    : builder
}

type TextType = 'text' | RawBuilder<unknown>

/** Names may be keys, which MySQL wants bounded; its own TEXT ends at 64 KiB. */
export function textTypes({ dialect }: Ledger): {
  readonly name: TextType
  readonly text: TextType
} {
  if (dialect !== 'mysql') return { name: 'text', text: 'text' }
  return { name: sql`varchar(255)`, text: sql`longtext` }
}

export interface KeyTable {
  readonly name: string
  /** What the key consists of besides its text. */
  readonly columns: readonly string[]
  /** The column of that text. */
  readonly key: string
}

/**
 * A table whose key is `columns` and a text. An index of MySQL ends within a long text, so there
 * the text is found by its beginning, and is unique by its digest.
 */
export async function createKeyTable(
  ledger: Ledger,
  { name, columns, key }: KeyTable,
  define: (table: CreateTableBuilder<string, string>) => CreateTableBuilder<string, string>,
): Promise<void> {
  const table = define(createTable(ledger, name))
  const bare = name.replace(/^.*[._]/u, '')
  if (ledger.dialect !== 'mysql') {
    await table.addPrimaryKeyConstraint(`${bare}_pk`, [...columns, key]).execute()
    return
  }
  const digest = key.replace(/_key$/u, '_digest')
  await table
    .addColumn(digest, sql`binary(32)`, (column) =>
      column.generatedAlwaysAs(sql`unhex(sha2(${sql.id(key)}, 256))`).stored(),
    )
    .addUniqueConstraint(`${bare}_key`, [...columns, digest])
    .addIndex(`${bare}_found`, [...columns, sql`${sql.id(key)}(200)`])
    .execute()
}
