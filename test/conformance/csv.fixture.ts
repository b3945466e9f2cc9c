/** The conformance suite's world in CSV files, its types and its errors. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { Cell } from '../../src/base/cell.ts'
import type { Column, Table } from '../../src/catalog/catalog.ts'
import type { LogicalType } from '../../src/catalog/logical-type.ts'
import { csvConnector } from '../../src/connect/csv/index.ts'
import type { ConnectionSettings, FileTable } from '../../src/plugin/connector.ts'
import { connectionSettings } from '../support/connection-settings.ts'
import { fileTable } from '../support/file-table.ts'
import { READING_ROWS, readingNote, type ConformanceFixture } from './fixture.ts'

/** A column, its declared type, and for each row the field as written and the cell. */
type Case = readonly [
  column: string,
  native: string,
  type: LogicalType,
  values: readonly (readonly [field: string, cell: Cell | { readonly problem: string }])[],
]

const NULL = ['', null] as const

const CASES: readonly Case[] = [
  [
    'flag',
    'boolean',
    { kind: 'boolean' },
    [['true', 't'], ['no', 'f'], NULL, ['?', { problem: 'VALUE_INVALID_BOOLEAN' }]],
  ],
  [
    'big',
    'bigint',
    { kind: 'bigint' },
    [
      ['9007199254740993', '9007199254740993'],
      ['007', '7'],
      NULL,
      ['9223372036854775808', { problem: 'VALUE_OUT_OF_RANGE' }],
    ],
  ],
  [
    'price',
    'numeric(6,2)',
    { kind: 'numeric', precision: 6, scale: 2 },
    [['9.5', '9.50'], ['"-1000"', '-1000.00'], NULL, ['0.001', { problem: 'VALUE_INEXACT' }]],
  ],
  [
    'born',
    'date',
    { kind: 'date' },
    [
      ['1815-12-10', '1815-12-10'],
      ['0044-03-15 BC', '0044-03-15 BC'],
      NULL,
      ['2023-02-29', { problem: 'VALUE_INVALID_DATE' }],
    ],
  ],
  [
    'seen',
    'timestamp',
    { kind: 'timestamp', precision: 6 },
    [
      ['2020-02-29T10:30', '2020-02-29 10:30:00'],
      ['2020-02-29', '2020-02-29 00:00:00'],
      NULL,
      ['"2020-02-29 10:30:00.25"', '2020-02-29 10:30:00.25'],
    ],
  ],
  [
    'title',
    'varchar(5)',
    { kind: 'text', length: 5, fixed: false },
    [['Zoë 😀', 'Zoë 😀'], ['""', ''], NULL, [' long ', { problem: 'VALUE_TOO_LONG' }]],
  ],
  [
    'body',
    'text',
    { kind: 'text', length: null, fixed: false },
    [
      ['"a,\r\n""b"""', 'a,\r\n"b"'],
      [" it's ", " it's "],
      NULL,
      ['nul\0', { problem: 'VALUE_NUL_CHARACTER' }],
    ],
  ],
]

function column(name: string, native: string, type: LogicalType): Column {
  return {
    name,
    native,
    type,
    nullable: true,
    default: null,
    generated: false,
    identity: null,
    collation: null,
  }
}

const DECLARED: Table = {
  schema: null,
  name: 'cells',
  kind: 'table',
  columns: [
    column('id', 'bigint', { kind: 'bigint' }),
    ...CASES.map(([name, native, type]) => column(name, native, type)),
  ],
  primaryKey: ['id'],
  uniqueKeys: [],
  foreignKeys: [],
  checks: [],
  triggers: [],
}

function texts(): Readonly<Record<string, string>> {
  const cells = Array.from({ length: 4 }, (_, row) =>
    [row + 1, ...CASES.map(([, , , values]) => values[row]?.[0] ?? '')].join(','),
  )
  const reading = Array.from(
    { length: READING_ROWS },
    (_, row) => `${row + 1},${readingNote(row + 1)}`,
  )
  return {
    branch: 'id,name\n1,Centre\n2,North\n',
    member:
      'id,email,nickname,branch_id\n10,cy@library.example,Cy,2\n' +
      '1,ada@library.example,N/A,1\n2,ben@library.example,,\n',
    reading: `id,note\n${reading.join('\n')}\n`,
    cells: `id,${CASES.map(([name]) => name).join(',')}\n${cells.join('\n')}\n`,
  }
}

function changeTables(changes: Partial<FileTable>) {
  return (working: ConnectionSettings): ConnectionSettings => ({
    ...working,
    files: working.files.map((table) => ({ ...table, ...changes })),
  })
}

export const csvFixture: ConformanceFixture = {
  connector: csvConnector,
  tag: '[csv]',
  variant: '',
  absent: null,
  create: async () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'mapwright-csv-'))
    const files = Object.entries(texts()).map(([name, text]) => {
      const file = path.join(folder, `${name}.csv`)
      writeFileSync(file, text)
      return fileTable(file, { name, nulls: [''] })
    })
    return {
      settings: connectionSettings('files', null, {
        directory: folder,
        files,
        fileCatalog: [DECLARED],
      }),
      close: async () => rmSync(folder, { recursive: true }),
    }
  },
  schema: null,
  types: CASES.map(([name, native, type, values]) => ({
    column: name,
    native,
    type,
    cells: values.map(([, cell]) => cell),
  })),
  hasConstraints: false,
  write: null,
  broken: [
    {
      what: 'an encoding nobody knows',
      settings: changeTables({ encoding: 'ebcdic' }),
      code: 'CONNECT_FILE_ENCODING',
    },
    {
      what: 'a delimiter that is the quote',
      settings: changeTables({ delimiter: '"' }),
      code: 'CONNECT_FILE_FORMAT',
    },
  ],
  target: null,
}
