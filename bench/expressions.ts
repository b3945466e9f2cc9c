/** The time of each rule, compiled as a mapping's, against the same by hand: in one process. */
import type { Cell, Row } from '../src/base/cell.ts'
import { tablesFromDdl } from '../src/catalog/from-ddl.ts'
import { compileProject, type CompiledProgram } from '../src/compile/compile.ts'
import type { Program } from '../src/compile/program.ts'
import { ROW_MAPPED, type ProgramModule, type Transform } from '../src/compile/transform.ts'
import { withoutTypes } from '../src/engine/build.ts'
import type { Runtime } from '../src/expression/function-table.ts'
import { createRuntime } from '../src/function/runtime.ts'
import { functionTable } from '../src/function/table.ts'
import { readMappingFile } from '../src/mapping/read-mapping.ts'
import { COLUMNS, RULES, type RuleByHand } from './by-hand.ts'
import { median } from './pairs.ts'
import { atMost, type Result } from './results.ts'
import type { Work } from './world.ts'

/** A rule in both forms: each fills its cells of a row. */
export interface PairedRule {
  readonly rule: string
  readonly rows: readonly Row[]
  readonly compiled: (row: Row, out: Cell[]) => void
  readonly byHand: (row: Row, out: Cell[]) => void
}

const LABEL_MAX = 44
const ROWS = 5000
const ROUNDS = 15
const ROUND_MS = 20
const WARM_MS = 200

export const expressions: Work = {
  name: 'expressions',
  needs: [],
  async measure() {
    const results: Result[] = []
    for (const rule of await pairedRules(ROWS)) results.push(resultOf(rule))
    return results
  },
}

function resultOf(rule: PairedRule): Result {
  for (const one of [rule.compiled, rule.byHand]) timed(one, rule.rows, WARM_MS)
  const rounds = Array.from({ length: ROUNDS }, () => {
    const ours = timed(rule.compiled, rule.rows, ROUND_MS)
    const theirs = timed(rule.byHand, rule.rows, ROUND_MS)
    return { ours, theirs, ratio: ours / theirs }
  })
  return {
    work: 'expressions',
    label: rule.rule.slice(0, LABEL_MAX),
    what: `\`${rule.rule}\``,
    peer: 'by hand',
    figure: `${Math.round(median(rounds.map(({ ours }) => ours)))} ns`,
    peerFigure: `${Math.round(median(rounds.map(({ theirs }) => theirs)))} ns`,
    value: median(rounds.map(({ ratio }) => ratio)),
    bar: atMost(3),
    rowsPerSecond: null,
  }
}

/** Nanoseconds a row, of as many passes over the rows as take that long. */
function timed(fill: PairedRule['compiled'], rows: readonly Row[], ms: number): number {
  const out: Cell[] = [null, null]
  const startedAt = performance.now()
  let passes = 0
  let took = 0
  do {
    for (const row of rows) fill(row, out)
    passes += 1
    took = performance.now() - startedAt
  } while (took < ms)
  return (took * 1e6) / (passes * rows.length)
}

/** Every rule with rows for it; both forms give the same cells, or this throws. */
export async function pairedRules(count: number): Promise<readonly PairedRule[]> {
  const rows = makeRows(count)
  const pairs: PairedRule[] = []
  for (const [index, rule] of RULES.entries()) {
    const pair = await pairOf(rule, `rule_${index}`, rows)
    const [first = ''] = rule.reads
    const others = (rule.alsoOf ?? []).map(
      (cell) =>
        new Map<string, Cell>([
          ['id', '0'],
          [first, cell],
        ]),
    )
    const more = others.map((cells) => rowOf(pair.program, cells))
    requireSame({ ...pair, more })
    pairs.push(pair)
  }
  return pairs
}

async function pairOf(
  rule: RuleByHand,
  name: string,
  rows: readonly ReadonlyMap<string, Cell>[],
): Promise<PairedRule & { readonly program: Program }> {
  const { program, text } = compileRule(rule, name)
  const script = withoutTypes(text)
  const url = `data:text/javascript,${encodeURIComponent(script)}`
  const module = (await import(url)) as ProgramModule<Runtime>
  const transform: Transform = module.create(createRuntime())
  const issues = { problems: [], warn: () => {} }
  const found = { get: () => undefined }
  const indexes = rule.reads.map((read) => program.row.findIndex((column) => column.name === read))
  const id = program.row.findIndex((column) => column.name === 'id')
  const [first = -1, second = -1] = indexes
  const { byHand } = rule
  return {
    rule: rule.rule,
    program,
    rows: rows.map((cells) => rowOf(program, cells)),
    compiled: (row, out) => {
      if (transform.apply(row, found, out, issues) !== ROW_MAPPED) throw new RangeError('refused')
    },
    byHand:
      indexes.length === 1
        ? (row, out) => {
            out[0] = row[id] ?? null
            out[1] = byHand(row[first] ?? null)
          }
        : (row, out) => {
            out[0] = row[id] ?? null
            out[1] = byHand(row[first] ?? null, row[second] ?? null)
          },
  }
}

function rowOf({ row }: Program, cells: ReadonlyMap<string, Cell>): Row {
  return row.map((column) => cells.get(column.name) ?? null)
}

function compileRule({ rule, type }: RuleByHand, name: string): CompiledProgram {
  const columns = Object.entries(COLUMNS).map(([column, native]) => `"${column}" ${native}`)
  const file = { path: `mappings/${name}.yaml`, text: mappingOf(rule, name) }
  const read = readMappingFile(file, { file: 'mapwright.yaml', node: null }, 'same')
  const at = { file: 'mapwright.yaml', line: 1, column: 1 }
  const { value, diagnostics } = compileProject(read.value ?? [], {
    connections: new Map([
      connection('old', `create table client (id bigint primary key, ${columns.join(', ')})`),
      connection('new', `create table ${name} (id bigint primary key, value ${type})`),
    ]),
    target: 'new',
    naming: 'same',
    coverage: { source: 100, target: 100, at: null },
    drops: [{ reason: 'each rule reads a few', pattern: 'old.*.*.*', at }],
    splits: [],
    functions: functionTable,
    ownFunctions: [],
    plugins: [],
  })
  const [compiled] = value ?? []
  if (compiled !== undefined) return compiled
  throw new Error(`${rule}: ${JSON.stringify([...read.diagnostics, ...diagnostics])}`)
}

function mappingOf(rule: string, name: string): string {
  return `source: old.client as c
target: new.${name}
on_error: reject
columns:
  id: c.id
  value: >-
    ${rule}
`
}

function connection(name: string, ddl: string) {
  const { value: tables = [] } = tablesFromDdl(ddl, { file: `${name}.sql`, schema: 'public' })
  const catalog = { connection: name, connector: 'postgres', tables }
  return [name, { catalog, settings: { nullTokens: {}, zeroDates: 'reject' as const } }] as const
}

function requireSame({
  rule,
  rows,
  more,
  compiled,
  byHand,
}: PairedRule & { more: readonly Row[] }) {
  for (const row of [...rows, ...more]) {
    const [ours, theirs] = [cellOf(compiled, row), cellOf(byHand, row)]
    if (ours === theirs) continue
    throw new Error(`${rule} gives ${ours}, by hand ${theirs}, of ${JSON.stringify(row)}`)
  }
}

function cellOf(fill: PairedRule['compiled'], row: Row): Cell | undefined {
  const out: Cell[] = [null, null]
  try {
    fill(row, out)
    return out[1]
  } catch (error) {
    // Both refuse a cell so; anything else is a mistake of one of them.
    if (!(error instanceof RangeError)) throw error
    return undefined
  }
}

const WORDS = 'parcel order return late early paid open Zoë 12 7 2040 x'.split(' ')

/** The same rows each time; every twentieth cell is NULL. */
function makeRows(count: number): readonly ReadonlyMap<string, Cell>[] {
  let state = 42
  const below = (limit: number): number => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0
    return Math.floor((state / 2 ** 32) * limit)
  }
  const pick = (items: readonly string[]): string => items[below(items.length)] ?? ''
  const two = (number: number): string => String(number).padStart(2, '0')
  return Array.from({ length: count }, (_, index) => {
    const words = Array.from({ length: 4 + below(8) }, () => pick(WORDS))
    const [year, month, day] = [String(1970 + below(60)), two(1 + below(12)), two(1 + below(28))]
    const cells: Record<string, string> = {
      name: pick([' Ada Lovelace ', 'Bo', '  José Álvarez', 'van der Berg']),
      first: pick(['ada', 'bo', 'josé', 'Cy']),
      email: pick(['ada@example.org', ' bo@example.com ', '', 'cy@example.org']),
      note: words.join(' '),
      code: `${pick(['AB', 'C', 'XYZ'])}-${below(1000)}-${pick(['x', 'y'])}`,
      written: `${day}/${month}/${year}`,
      digits: String(below(100_000)),
      tags: pick(['a;b;c', 'a', 'a;b', 'red;green;blue;x']),
      status: pick(['A', 'I', 'X']),
      count: String(below(100)),
      large: String(below(2 ** 31) * 2 ** 20),
      price: `${below(10_000)}.${two(below(100))}`,
      rate: `${below(2)}.${String(below(10_000)).padStart(4, '0')}`,
      weight: String(below(1_000_000) / 1000),
      day: `${year}-${month}-${day}`,
      moment: `${year}-${month}-${day} ${two(below(24))}:${two(below(60))}:07`,
      doc: JSON.stringify({ kind: pick(['a', 'b']), size: below(100), of: { name: pick(WORDS) } }),
      flag: pick(['t', 'f']),
    }
    const kept = Object.entries(cells).map(
      ([name, cell]) => [name, below(20) === 0 ? null : cell] as const,
    )
    return new Map<string, Cell>([['id', String(index + 1)], ...kept])
  })
}
