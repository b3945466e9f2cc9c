/** Rules of mappings, each beside the JavaScript that a person would write for it. */
import { createHash } from 'node:crypto'

type Cell = string | null

export interface RuleByHand {
  /** The rule, as a mapping has it. */
  readonly rule: string
  /** Of the target column. */
  readonly type: string
  /** What it reads of `COLUMNS`, in the order of the function's parameters. */
  readonly reads: readonly string[]
  /** Throws where the rule refuses its row. */
  readonly byHand: (...cells: Cell[]) => Cell
  /** More cells of the first column, which both have to treat alike; they are not timed. */
  readonly alsoOf?: readonly string[]
}

/** What the rules read, as PostgreSQL declares it. */
export const COLUMNS: Readonly<Record<string, string>> = {
  name: 'text',
  first: 'text',
  email: 'text',
  note: 'text',
  code: 'text',
  written: 'text',
  digits: 'text',
  tags: 'text',
  status: 'text',
  count: 'integer',
  large: 'bigint',
  price: 'numeric(10,2)',
  rate: 'numeric(6,4)',
  weight: 'double precision',
  day: 'date',
  moment: 'timestamp',
  doc: 'jsonb',
  flag: 'boolean',
}

/** NULL in, NULL out. */
function strict(compute: (...cells: string[]) => Cell): RuleByHand['byHand'] {
  return (...cells) => (cells.includes(null) ? null : compute(...(cells as string[])))
}

const DAY_MS = 86_400_000

function scaled(text: string, scale: number): bigint {
  const point = text.indexOf('.')
  if (point === -1) return BigInt(text) * 10n ** BigInt(scale)
  const digits = text.length - point - 1
  return BigInt(text.slice(0, point) + text.slice(point + 1)) * 10n ** BigInt(scale - digits)
}

function decimal(value: bigint, scale: number): string {
  const sign = value < 0n ? '-' : ''
  const digits = String(value < 0n ? -value : value).padStart(scale + 1, '0')
  return `${sign}${digits.slice(0, -scale)}.${digits.slice(-scale)}`
}

function rounded(value: bigint, digits: number): bigint {
  const unit = 10n ** BigInt(digits)
  const half = value < 0n ? -unit / 2n : unit / 2n
  return (value + half) / unit
}

function whole(value: number): string {
  if (!Number.isInteger(value) || value > 2_147_483_647 || value < -2_147_483_648) {
    throw new RangeError('integer out of range')
  }
  return String(value)
}

const TEXTS: readonly RuleByHand[] = [
  {
    rule: 'lower(trim(c.name))',
    type: 'text',
    reads: ['name'],
    byHand: strict((name) => name.replace(/^ +| +$/gu, '').toLowerCase()),
  },
  {
    rule: "concat_ws(' ', c.first, c.name)",
    type: 'text',
    reads: ['first', 'name'],
    byHand: (...cells) => cells.filter((cell) => cell !== null).join(' '),
  },
  {
    rule: 'upper(left(c.first, 1)) || substring(c.first, 2)',
    type: 'text',
    reads: ['first'],
    byHand: strict((first) => first.slice(0, 1).toUpperCase() + first.slice(1)),
  },
  {
    rule: "replace(c.code, '-', '')",
    type: 'text',
    reads: ['code'],
    byHand: strict((code) => code.replaceAll('-', '')),
  },
  {
    rule: "split_part(c.code, '-', 2)",
    type: 'text',
    reads: ['code'],
    byHand: strict((code) => code.split('-')[1] ?? ''),
  },
  {
    rule: "lpad(c.digits, 8, '0')",
    type: 'text',
    reads: ['digits'],
    byHand: strict((digits) => digits.padStart(8, '0').slice(0, 8)),
  },
  {
    rule: 'length(c.note)',
    type: 'integer',
    reads: ['note'],
    byHand: strict((note) => String([...note].length)),
  },
  {
    rule: "regexp_replace(c.note, '[0-9]+', '#', 'g')",
    type: 'text',
    reads: ['note'],
    byHand: strict((note) => note.replaceAll(/[0-9]+/gu, '#')),
  },
  {
    rule: "c.email like '%@example.org'",
    type: 'boolean',
    reads: ['email'],
    byHand: strict((email) => (email.endsWith('@example.org') ? 't' : 'f')),
  },
  {
    rule: "c.note ilike '%parcel%'",
    type: 'boolean',
    reads: ['note'],
    byHand: strict((note) => (note.toLowerCase().includes('parcel') ? 't' : 'f')),
  },
  {
    rule: "coalesce(nullif(trim(c.email), ''), 'none')",
    type: 'text',
    reads: ['email'],
    byHand: (email) => email?.replace(/^ +| +$/gu, '') || 'none',
  },
  {
    rule: 'md5(c.note)',
    type: 'text',
    reads: ['note'],
    byHand: strict((note) => createHash('md5').update(note).digest('hex')),
  },
  {
    rule: "(string_to_array(c.tags, ';'))[2]",
    type: 'text',
    reads: ['tags'],
    byHand: strict((tags) => tags.split(';')[1] ?? null),
  },
]

const NUMBERS: readonly RuleByHand[] = [
  {
    rule: 'c.digits::integer + 1',
    type: 'integer',
    reads: ['digits'],
    byHand: strict((digits) => {
      if (!/^ *[+-]?\d+ *$/u.test(digits)) throw new RangeError('no integer')
      return whole(Number(digits) + 1)
    }),
  },
  {
    rule: 'c.count * 3 - 1',
    type: 'integer',
    reads: ['count'],
    byHand: strict((count) => whole(Number(count) * 3 - 1)),
  },
  {
    rule: 'c.large + 1',
    type: 'bigint',
    reads: ['large'],
    byHand: strict((large) => String(BigInt(large) + 1n)),
  },
  {
    rule: 'c.price * c.rate',
    type: 'numeric',
    reads: ['price', 'rate'],
    byHand: strict((price, rate) => decimal(scaled(price, 2) * scaled(rate, 4), 6)),
  },
  {
    rule: 'round(c.price * 1.19, 2)',
    type: 'numeric',
    reads: ['price'],
    byHand: strict((price) => decimal(rounded(scaled(price, 2) * 119n, 2), 2)),
  },
  {
    rule: 'c.price + 1.5',
    type: 'numeric',
    reads: ['price'],
    byHand: strict((price) => decimal(scaled(price, 2) + 150n, 2)),
  },
  {
    rule: 'c.weight * c.weight',
    type: 'double precision',
    reads: ['weight'],
    byHand: strict((weight) => String(Number(weight) ** 2)),
  },
  {
    rule: 'greatest(c.count, 10)',
    type: 'integer',
    reads: ['count'],
    byHand: (count) => (count === null ? '10' : String(Math.max(Number(count), 10))),
  },
  {
    rule: "to_char(c.price, 'FM999G990D00')",
    type: 'text',
    reads: ['price'],
    byHand: strict((price) => {
      const [digits = '', fraction = ''] = price.split('.')
      return `${digits.replaceAll(/\B(?=(?:\d{3})+$)/gu, ',')}.${fraction}`
    }),
  },
]

const MOMENTS: readonly RuleByHand[] = [
  {
    rule: "parse_date(c.written, 'DD/MM/YYYY')",
    type: 'date',
    reads: ['written'],
    byHand: strict((written) => {
      const [, day = '', month = '', year = ''] = /^(\d\d)\/(\d\d)\/(\d{4})$/u.exec(written) ?? []
      const date = new Date(Date.UTC(Number(year), Number(month) - 1, Number(day)))
      if (date.getUTCDate() !== Number(day)) throw new RangeError('no date')
      return `${year}-${month}-${day}`
    }),
  },
  {
    rule: "(c.day + interval '1 month')::date",
    type: 'date',
    reads: ['day'],
    byHand: strict((day) => {
      const [year = 0, month = 0, of = 0] = day.split('-').map(Number)
      const last = new Date(Date.UTC(year, month + 1, 0)).getUTCDate()
      return new Date(Date.UTC(year, month, Math.min(of, last))).toISOString().slice(0, 10)
    }),
  },
  {
    rule: "c.day - date '2000-01-01'",
    type: 'integer',
    reads: ['day'],
    byHand: strict((day) => String((Date.parse(day) - Date.UTC(2000, 0, 1)) / DAY_MS)),
  },
  {
    rule: 'extract(year from c.moment)::integer',
    type: 'integer',
    reads: ['moment'],
    alsoOf: ['infinity', '0044-03-15 10:00:00 BC', '12345-06-07 08:09:10.5'],
    byHand: strict((moment) => {
      const [, year, era] = /^(\d+)-.*?( BC)?$/u.exec(moment) ?? []
      if (year === undefined) throw new RangeError('an infinity has no year')
      return String(era === undefined ? Number(year) : -Number(year))
    }),
  },
  {
    rule: "date_trunc('month', c.moment)",
    type: 'timestamp',
    reads: ['moment'],
    alsoOf: ['-infinity', '0044-03-15 10:00:00 BC', '12345-06-07 08:09:10.5'],
    byHand: strict((moment) =>
      moment.replace(/^(\d+-\d\d)-\d\d \d\d:\d\d:\d\d(?:\.\d+)?/u, '$1-01 00:00:00'),
    ),
  },
  {
    rule: "to_char(c.day, 'YYYY-MM')",
    type: 'text',
    reads: ['day'],
    alsoOf: ['infinity', '0044-03-15 BC', '12345-06-07'],
    byHand: strict((day) => /^\d+-\d\d/u.exec(day)?.[0] ?? null),
  },
]

const DECISIONS: readonly RuleByHand[] = [
  {
    rule: "case when c.status = 'A' then 'active' when c.status = 'I' then 'idle' else 'unknown' end",
    type: 'text',
    reads: ['status'],
    byHand: (status) => (status === 'A' ? 'active' : status === 'I' ? 'idle' : 'unknown'),
  },
  {
    rule: 'c.flag and c.count > 50',
    type: 'boolean',
    reads: ['flag', 'count'],
    byHand: (flag, count) => {
      if (flag === 'f' || (count !== null && Number(count) <= 50)) return 'f'
      return flag === null || count === null ? null : 't'
    },
  },
  {
    rule: "c.doc ->> 'kind'",
    type: 'text',
    reads: ['doc'],
    byHand: strict((doc) => {
      const value = (JSON.parse(doc) as Readonly<Record<string, unknown>>)['kind']
      return typeof value === 'string' ? value : null
    }),
  },
]

export const RULES: readonly RuleByHand[] = [...TEXTS, ...NUMBERS, ...MOMENTS, ...DECISIONS]
