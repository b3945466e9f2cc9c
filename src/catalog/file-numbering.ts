/** The columns that files have beside their own: where a record stands. */
import type { Column } from './catalog.ts'
import { BIGINT, TEXT } from './logical-type.ts'

/** The file a record is from, where several are one table. */
export const FILE_COLUMN: Column = {
  name: '_file',
  native: TEXT.kind,
  type: TEXT,
  nullable: false,
  default: null,
  generated: true,
  identity: null,
  collation: null,
}

/** The record's number in its file, from 1, the header not counted. */
export const RECORD_COLUMN: Column = {
  ...FILE_COLUMN,
  name: '_row',
  native: BIGINT.kind,
  type: BIGINT,
}
