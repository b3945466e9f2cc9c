/** Short sketches -> programs with modules on disk, as the compiler would have emitted them. */
import { writeFileSync } from 'node:fs'
import path from 'node:path'
import type { Column } from '../../src/catalog/catalog.ts'
import { INTEGER, TEXT, type LogicalType } from '../../src/catalog/logical-type.ts'
import type { LookupSpec, Program } from '../../src/compile/program.ts'

export interface ProgramSketch {
  readonly name: string
  readonly connection?: string
  readonly from: string
  /** Source columns; a name that ends in `#` is an integer, the others are text. */
  readonly columns: readonly string[]
  readonly key?: readonly string[]
  readonly into: string
  readonly schema?: string
  readonly fills: readonly string[]
  readonly targetKey: readonly string[]
  readonly load?: Program['target']['load']
  readonly indexesAfter?: boolean
  readonly triggersOff?: readonly string[]
  /**
   * JavaScript of `apply`'s body: `row`, `found`, `out`, `issues` are at hand, and `reject(code,
   * column, message)` refuses the row. Left out: the columns are copied in order.
   */
  readonly apply?: string
  readonly filter?: string
  readonly filterReasons?: readonly string[]
  readonly lookups?: readonly LookupSpec[]
  /** JavaScript of each lookup's key, an array of cells or null. */
  readonly keys?: readonly string[]
  readonly oneToOne?: boolean
  readonly after?: readonly string[]
  readonly references?: Program['target']['references']
  readonly settledWith?: readonly string[]
  readonly parents?: Program['target']['selfReference']
  readonly rejectLimit?: Program['rejectLimit']
  readonly digest?: string
}

/** Writes the module into `directory` and gives the program that names it. */
export function sketchProgram(directory: string, sketch: ProgramSketch): Program {
  const columns = sketch.columns.map(column)
  const key = sketch.key ?? ['id']
  const module = `${sketch.name}.mjs`
  const isTarget = sketch.connection === 'library'
  const table = { schema: isTarget ? (sketch.schema ?? null) : null, name: sketch.from }
  const row = columns.map((each) => ({
    name: each.name,
    native: each.native,
    type: each.type,
    table,
    alias: 's',
    label: `s.${each.name}`,
    use: 'value' as const,
  }))
  writeFileSync(path.join(directory, module), moduleText(sketch, row))
  return {
    name: sketch.name,
    arm: null,
    digest: sketch.digest ?? `digest of ${sketch.name}`,
    file: `mappings/${sketch.name}.yaml`,
    tags: [],
    module,
    plugins: [],
    source: {
      connection: sketch.connection ?? 'old',
      table,
      reads: { connection: sketch.connection ?? 'old', table },
      alias: 's',
      key,
      keyIndexes: key.map((name) => columns.findIndex((each) => each.name === name)),
      partIndexes: [],
    },
    joins: [],
    row,
    staged: [],
    shape: null,
    filterReasons: sketch.filterReasons ?? [],
    readsWork: [],
    lookups: sketch.lookups ?? [],
    target: {
      connection: 'library',
      work: null,
      table: { schema: sketch.schema ?? null, name: sketch.into },
      key: sketch.targetKey,
      columns: sketch.fills.map((name) => ({
        column: column(name),
        class: null,
        line: 1,
        copyOf: null,
        tolerance: null,
      })),
      load: sketch.load ?? 'upsert',
      indexesAfter: sketch.indexesAfter ?? false,
      triggersOff: sketch.triggersOff ?? [],
      selfReference: sketch.parents ?? [],
      references: sketch.references ?? [],
    },
    movesOnly: false,
    keyIsOneToOne: sketch.oneToOne ?? true,
    after: sketch.after ?? [],
    reads: sketch.after ?? [],
    settledWith: sketch.settledWith ?? [],
    rejectLimit: sketch.rejectLimit ?? null,
    allowEmpty: false,
    notes: [],
    lineage: [],
  }
}

function column(text: string): Column {
  const type: LogicalType = text.endsWith('#') ? INTEGER : TEXT
  return {
    name: text.replace(/#$/u, ''),
    native: type.kind,
    type,
    nullable: true,
    default: null,
    generated: false,
    identity: null,
    collation: null,
  }
}

function moduleText(sketch: ProgramSketch, row: Program['row']): string {
  const copy = 'row.forEach((cell, index) => { out[index] = cell })'
  const rules = sketch.fills.map(
    (fill, index) => `${JSON.stringify(column(fill).name)}: rule(${index})`,
  )
  const keys = (sketch.keys ?? []).map((key) => `(row, found) => (${key})`)
  return `
const columns = ${JSON.stringify(row)}
export const extract = (db, cell) => db
  .selectFrom('${sketch.from} as s')
  .select((is) => columns.map((each) => cell(is.ref(each.label), each).as(each.label)))
const apply = (row, found, out, issues) => {
  const reject = (code, column, message) => { issues.problems.push({ code, column, message }) }
  ${sketch.apply ?? copy}
  return issues.problems.length === 0 ? 0 : -1
}
const rule = (index) => (row, found, issues) => {
  const out = []
  apply(row, found, out, issues)
  return out[index] ?? null
}
export const create = () => ({
  settleJoins: null,
  expand: null,
  filterMade: null,
  fold: null,
  keys: [${keys.join(', ')}],
  filter: (row, found, issues) => { ${sketch.filter ?? 'return 0'} },
  apply,
  rules: {${rules.join(', ')}},
})
`
}
