/** A loan of the library, as the tests of expressions see it: every type, a value and a NULL. */
import type { Checked } from '../../src/base/diagnostic.ts'
import type { Cell } from '../../src/base/cell.ts'
import type { LogicalType } from '../../src/catalog/logical-type.ts'
import { checkExpression, type CheckedExpression } from '../../src/expression/check.ts'
import type { Scope } from '../../src/expression/tree.ts'
import { functionTable } from '../../src/function/table.ts'
import type { GivenColumn } from './evaluate.ts'

const STANDING: LogicalType = {
  kind: 'enum',
  name: 'standing',
  labels: ['guest', 'active', 'retired'],
}

/** The native type, the logical type, the value that the only row has. */
const COLUMNS: Readonly<Record<string, readonly [native: string, type: LogicalType, cell: Cell]>> =
  {
    id: ['integer', { kind: 'integer' }, '7'],
    small: ['smallint', { kind: 'smallint' }, '3'],
    big: ['bigint', { kind: 'bigint' }, '9007199254740993'],
    fee: ['numeric(6,2)', { kind: 'numeric', precision: 6, scale: 2 }, '12.50'],
    ratio: ['real', { kind: 'real' }, '0.1'],
    weight: ['double precision', { kind: 'double' }, '0.1'],
    title: ['varchar(20)', { kind: 'text', length: 20, fixed: false }, 'Emma'],
    code: ['char(5)', { kind: 'text', length: 5, fixed: true }, 'ab'],
    note: ['text', { kind: 'text', length: null, fixed: false }, 'late'],
    taken: ['date', { kind: 'date' }, '2024-02-28'],
    seen: ['timestamp', { kind: 'timestamp', precision: 6 }, '2024-02-28 10:30:00'],
    logged: ['timestamptz', { kind: 'timestamptz', precision: 6 }, '2024-02-28 10:30:00+00'],
    returned: ['boolean', { kind: 'boolean' }, 't'],
    card: ['uuid', { kind: 'uuid' }, '7d444840-9dc0-11d1-b245-5ffdce74fad2'],
    standing: ['standing', STANDING, 'active'],
    nothing: ['text', { kind: 'text', length: null, fixed: false }, null],
    no_number: ['integer', { kind: 'integer' }, null],
    no_truth: ['boolean', { kind: 'boolean' }, null],
    no_day: ['date', { kind: 'date' }, null],
  }

export const loanColumns: readonly GivenColumn[] = Object.entries(COLUMNS).map(
  ([name, [, type, cell]]) => ({ name, type, cell }),
)

/** The same table and row in PostgreSQL. */
export const LOAN_SQL = `
  create type standing as enum ('guest', 'active', 'retired');
  create table loan (${Object.entries(COLUMNS)
    .map(([name, [native]]) => `${name} ${native}`)
    .join(', ')});
  insert into loan values (${Object.values(COLUMNS)
    .map(([, , cell]) => (cell === null ? 'null' : `'${cell}'`))
    .join(', ')});
`

const LOAN_SCOPE: Scope = {
  tables: [
    {
      alias: 'c',
      columns: loanColumns.map(({ name, type }) => ({ name, type, nullable: true })),
    },
  ],
  names: new Map([['signup', { type: { kind: 'date' }, nullable: true }]]),
}

/** Checks an expression that starts at line 1, column 1 of a file. */
export function checkLoan(text: string, scope: Scope = LOAN_SCOPE): Checked<CheckedExpression> {
  const lines = text
    .split('\n')
    .map((_, index) => ({ file: 'it.yaml', line: index + 1, column: 1 }))
  return checkExpression({ text, lines }, scope, functionTable)
}
