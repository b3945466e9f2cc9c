/** The tables that are measured: their columns in each database, and row number -> row. */

interface ShapeColumn {
  readonly name: string
  readonly postgres: string
  readonly mysql: string
  readonly sqlite: string
}

export interface Shape {
  readonly name: string
  readonly rows: number
  readonly columns: readonly ShapeColumn[]
  /** Columns of the target, whose types are those of the new schema. */
  readonly target: readonly string[]
  /** The mapping's rules, as YAML. */
  readonly rules: readonly string[]
  /** The cells of one row, the same for the same number. */
  readonly row: (index: number) => readonly string[]
}

function column(name: string, postgres: string, mysql = postgres, sqlite = mysql): ShapeColumn {
  return { name, postgres, mysql, sqlite }
}

/** Knuth's multiplicative hash: spreads row numbers without a random source. */
function spread(index: number, salt: number): number {
  return Math.imul(index + salt, 2_654_435_761) >>> 0
}

function two(value: number): string {
  return value < 10 ? `0${value}` : String(value)
}

function moment(hash: number): string {
  const day = `20${two(10 + (hash % 15))}-${two(1 + (hash % 12))}-${two(1 + (hash % 28))}`
  return `${day} ${two(hash % 24)}:${two(hash % 60)}:${two((hash >>> 3) % 60)}`
}

const NAMES = ['Ada', 'Grace', 'Zoë', 'Edsger', 'Barbara', 'Donald', 'Frances', 'José', 'Łukasz']
const SURNAMES = ['Lovelace', 'Hopper', 'Müller', 'Dijkstra', 'Liskov', 'Knuth', 'Allen', 'Nuñez']
const STATUSES = ['A', 'I', 'P']
const NOTES = [
  'pays by the month, and was asked twice to change that; the letters are in the archive',
  'moved house in spring; the old address is kept for the bills that were never delivered there',
  'wants no calls before ten, "not even urgent ones", and is written to instead of called',
  'joined with the merger of the two branches, whose numbers were given out a second time',
]

/** Six of its twelve columns are transformed. */
export const WIDE: Shape = {
  name: 'wide',
  rows: 500_000,
  columns: [
    column('id', 'bigint'),
    column('code', 'varchar(16)'),
    column('first_name', 'varchar(40)'),
    column('last_name', 'varchar(40)'),
    column('email', 'varchar(80)'),
    column('status', 'varchar(1)'),
    column('balance', 'varchar(16)'),
    column('joined', 'varchar(10)'),
    column('rate', 'double precision', 'double'),
    column('updated_at', 'timestamp', 'datetime', 'timestamp'),
    column('visits', 'integer'),
    column('note', 'text'),
  ],
  target: [
    'id bigint primary key',
    'code varchar(16) not null',
    'first_name varchar(40) not null',
    'last_name varchar(40) not null',
    'email varchar(80) not null',
    'status varchar(10) not null',
    'balance numeric(12,2) not null',
    'joined date not null',
    'rate double precision',
    'updated_at timestamp',
    'visits integer',
    'note text',
  ],
  rules: [
    'code: upper(trim(s.code))',
    'first_name: trim(s.first_name)',
    'email: lower(s.email)',
    'status: {of: s.status, map: {A: active, I: inactive, P: paused}, else: reject}',
    'balance: s.balance',
    "joined: parse_date(s.joined, 'DD/MM/YYYY')",
  ],
  row(index) {
    const hash = spread(index, 1)
    const name = NAMES[hash % NAMES.length] ?? ''
    const surname = SURNAMES[(hash >>> 4) % SURNAMES.length] ?? ''
    const number = String(index).padStart(7, '0')
    return [
      String(index),
      ` ab-${number} `,
      ` ${name} `,
      surname,
      `${name}.${surname}.${number}@Example.org`,
      STATUSES[hash % 3] ?? '',
      `${hash % 100_000}.${two(hash % 100)}`,
      `${two(1 + (hash % 28))}/${two(1 + (hash % 12))}/${1950 + (hash % 60)}`,
      String((hash % 10_007) / 64 + 0.1),
      moment(hash),
      String(hash % 5000),
      NOTES[hash % NOTES.length] ?? '',
    ]
  },
}

/** Two of its five columns are transformed. */
export const NARROW: Shape = {
  name: 'narrow',
  rows: 5_000_000,
  columns: [
    column('id', 'bigint'),
    column('account', 'integer'),
    column('amount', 'numeric(12,2)', 'decimal(12,2)', 'text'),
    column('booked_at', 'timestamp', 'datetime', 'timestamp'),
    column('kind', 'varchar(8)'),
  ],
  target: [
    'id bigint primary key',
    'account integer not null',
    'amount numeric(12,2)',
    'booked_at timestamp',
    'kind varchar(8) not null',
  ],
  rules: ['account: s.account + 1000000', 'kind: upper(s.kind)'],
  row(index) {
    const hash = spread(index, 2)
    return [
      String(index),
      String(hash % 90_000),
      `${hash % 100_000}.${two(hash % 100)}`,
      moment(hash),
      hash % 3 === 0 ? 'debit' : 'credit',
    ]
  },
}

/** Nothing is transformed: it shows what moving alone costs. */
export const FLOATS: Shape = {
  name: 'floats',
  rows: 5_000_000,
  columns: [
    column('id', 'bigint'),
    ...['north', 'east', 'height', 'speed'].map((name) =>
      column(name, 'double precision', 'double'),
    ),
  ],
  target: [
    'id bigint primary key',
    ...['north', 'east', 'height', 'speed'].map((name) => `${name} double precision`),
  ],
  rules: [],
  row(index) {
    const value = (salt: number) => String(spread(index, salt) / 1_000_003)
    return [String(index), value(3), value(4), value(5), value(6)]
  },
}
