/** Turns the rows and crosswalks that a test gives into source rows, and into what lookups find. */
import type { Cell, Row } from '../base/cell.ts'
import { didYouMean } from '../base/closest.ts'
import type { Column, TableName } from '../catalog/catalog.ts'
import { WORK, workNameOf } from '../catalog/work-name.ts'
import type { ExampleCells, TestCase } from '../mapping/document.ts'
import { canonicalText } from './canonical.ts'
import type { AliasTable, CheckedJoin, CheckedMapping, PushedComparison } from './checked.ts'
import { matchName } from './names.ts'
import type { LookupSpec, Program } from './program.ts'
import type { Found } from './transform.ts'

/** A given row: cells by column, NULL where none is given. */
type GivenRow = ReadonlyMap<string, Cell>

/** A name that means nothing, or a value that is none of its column's: why a test cannot run. */
export class GivenError extends Error {
  /** null: the line of the example or case itself. */
  readonly line: number | null

  constructor(message: string, line: number | null) {
    super(message)
    this.name = 'GivenError'
    this.line = line
  }
}

/** Reads given cells as the columns' types. */
export function readGiven(
  cells: ExampleCells,
  columns: readonly Column[],
  columnOf: (written: string) => string = (written) => written,
): GivenRow {
  const row = new Map<string, Cell>()
  for (const { name, cell } of cells) {
    const match = matchName(columnOf(name.value), columns, (column) => column.name)
    if (match.kind !== 'one') {
      const hint = match.kind === 'none' ? match.hint : ''
      throw new GivenError(`There is no column "${name.value}".${hint}`, name.at.line)
    }
    const { item } = match
    const canonical = cell === null ? null : canonicalText(item.type, cell)
    if (canonical === undefined) {
      const message = `"${cell}" is no ${item.type.kind}, which "${item.name}" is.`
      throw new GivenError(message, name.at.line)
    }
    row.set(item.name, canonical)
  }
  return row
}

/** The rows that the extract would give, in groups of one source row each. */
export function sourceRows(
  mapping: CheckedMapping,
  program: Program,
  tables: TestCase['tables'],
): readonly (readonly Row[])[] {
  const { from, joins } = mapping.source
  return givenRows(tables, from).map((row) => {
    let joined: readonly ReadonlyMap<string, GivenRow>[] = [new Map([[from.alias, row]])]
    for (const join of joins) {
      const candidates = givenRows(tables, join.table)
      joined = joined.flatMap((aliases) => joinRows(aliases, join, candidates))
    }
    return joined.map((aliases) =>
      program.row.map(({ alias, name }) => aliases.get(alias)?.get(name) ?? null),
    )
  })
}

function withRecordNumber(row: GivenRow, index: number): GivenRow {
  return row.has('_row') ? row : new Map([...row, ['_row', String(index + 1)]])
}

function joinRows(
  aliases: ReadonlyMap<string, GivenRow>,
  { table, pushed }: CheckedJoin,
  candidates: readonly GivenRow[],
): readonly ReadonlyMap<string, GivenRow>[] {
  const matching = candidates.filter((candidate) =>
    pushed.every(({ column, operator, other }) => {
      // What is in the range is decided by the match.
      if (operator !== '=') return true
      const cell = candidate.get(column) ?? null
      return cell !== null && cell === cellOf(other, aliases)
    }),
  )
  const rows = matching.length === 0 ? [new Map<string, Cell>()] : matching
  return rows.map((row) => new Map([...aliases, [table.alias, row]]))
}

function cellOf(
  other: PushedComparison['other'],
  aliases: ReadonlyMap<string, GivenRow>,
): Cell | undefined {
  return other.kind === 'constant' ? other.cell : aliases.get(other.alias)?.get(other.column)
}

function givenRows(tables: TestCase['tables'], table: AliasTable): readonly GivenRow[] {
  const given = rowsOf(tables, table.connection, table.table)
  const rows = given.map((row) => readGiven(row, table.columns))
  return table.connector === 'files' ? rows.map(withRecordNumber) : rows
}

function rowsOf(
  tables: TestCase['tables'],
  connection: string,
  table: TableName,
): readonly ExampleCells[] {
  const names = namesOf(connection, table)
  return tables.flatMap((given) => (names.includes(plain(given.table.value)) ? given.rows : []))
}

/** Rows under a misspelt name would be no rows, and a reject expected for another reason comes. */
export function requireGiven(mapping: CheckedMapping, program: Program, test: TestCase): void {
  const { from, joins } = mapping.source
  const read = [from, ...joins.map(({ table }) => table)]
  const lookups = program.lookups.filter((spec) => spec.kind === 'table')
  const tables = [...read, ...lookups].map(({ connection, table }) => ({ connection, table }))
  for (const { table } of test.tables) {
    if (tables.some((each) => namesOf(each.connection, each.table).includes(plain(table.value)))) {
      continue
    }
    const known = tables.map((each) => namesOf(each.connection, each.table)[0] ?? '')
    const hint = didYouMean(table.value, known)
    throw new GivenError(`The mapping reads no table "${table.value}".${hint}`, table.at.line)
  }
  const crosswalks = program.lookups.flatMap((each) =>
    each.kind === 'table' ? [] : [each.mapping],
  )
  for (const { mapping: name, entries } of test.crosswalks) {
    if (crosswalks.includes(name)) continue
    const message = `The mapping asks no crosswalk "${name}".${didYouMean(name, crosswalks)}`
    throw new GivenError(message, entries[0]?.at.line ?? null)
  }
}

/** How a test may write a table's name, without quotes and case. */
function namesOf(connection: string, table: TableName): readonly string[] {
  const { schema, name } = table
  const work = workNameOf(table)
  const short = work === null ? `${connection}.${name}` : `${WORK}.${work}`
  return [short, `${connection}.${schema ?? ''}.${name}`].map(plain)
}

function plain(written: string): string {
  return written.replaceAll('"', '').toLowerCase()
}

/** Finds among the given rows and crosswalks; a surrogate nobody gave is the next free number. */
export function givenFound(program: Program, test: Pick<TestCase, 'tables' | 'crosswalks'>): Found {
  const surrogates = new Map<string, string>()
  return {
    get: (index, key) => {
      const spec = program.lookups[index]
      if (spec === undefined) return undefined
      if (spec.kind === 'table') return findRow(spec, key, test)
      const known = findEntry(spec.mapping, key, test)
      if (known !== undefined || spec.kind === 'crosswalk') return known
      const id = JSON.stringify(key)
      const next = surrogates.get(id) ?? surrogateOf(spec.as, surrogates.size + 1)
      surrogates.set(id, next)
      return [next]
    },
  }
}

function surrogateOf(as: 'integer' | 'uuid', number: number): string {
  return as === 'integer'
    ? String(number)
    : `00000000-0000-5000-8000-${String(number).padStart(12, '0')}`
}

function findRow(
  spec: Extract<LookupSpec, { readonly kind: 'table' }>,
  key: readonly Cell[],
  { tables }: Pick<TestCase, 'tables'>,
): readonly Cell[] | 'ambiguous' | undefined {
  const columns = [...spec.by, ...spec.take]
  const known = new Set(columns.map(({ name }) => name.toLowerCase()))
  const matching = rowsOf(tables, spec.connection, spec.table)
    .map((cells) => cells.filter(({ name }) => known.has(name.value.toLowerCase())))
    .map((cells) => readGiven(cells, columns))
    .filter((row) => spec.by.every(({ name }, index) => row.get(name) === key[index]))
  const [first] = matching
  if (first === undefined) return undefined
  return matching.length > 1 ? 'ambiguous' : spec.take.map(({ name }) => first.get(name) ?? null)
}

/** A key of one part is written as it is, a longer one as a JSON list. */
function findEntry(
  mapping: string,
  key: readonly Cell[],
  { crosswalks }: Pick<TestCase, 'crosswalks'>,
): readonly Cell[] | undefined {
  const texts = [key.length === 1 ? key[0] : undefined, JSON.stringify(key)]
  const entries = crosswalks.flatMap((each) => (each.mapping === mapping ? each.entries : []))
  const entry = entries.find(({ from }) => from !== null && texts.includes(from))
  return entry === undefined ? undefined : [entry.to]
}
