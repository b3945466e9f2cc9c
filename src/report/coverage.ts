/** Turns the coverage of a project into blocks: a total, a line a table, and what is not mapped. */
import {
  percentCovered,
  type ColumnState,
  type CoveredTable,
  type Coverage,
} from '../compile/covered.ts'
import { table, type Block, type TableRow } from './document.ts'

const SIDES = ['source', 'target'] as const
const STATES: Readonly<Record<CoveredTable['side'], readonly ColumnState[]>> = {
  source: ['mapped', 'used', 'dropped', 'uncovered'],
  target: ['fed', 'defaulted', 'left', 'uncovered'],
}

export function coverageBlocks(coverage: Coverage): readonly Block[] {
  return SIDES.flatMap((side) => {
    const tables = coverage.tables.filter((each) => each.side === side)
    const states = STATES[side]
    const title = `Coverage of the ${side}: ${percentCovered(tables, side)} %`
    const rows: TableRow[] = tables.map((each) => ({
      cells: [each.table, ...figures(each.columns, states), percentOf([each], side)],
      ...(each.columns.some(({ state }) => state === 'uncovered') ? { tone: 'attention' } : {}),
    }))
    const all = tables.flatMap(({ columns }) => columns)
    const total = {
      cells: ['total', ...figures(all, states), percentOf(tables, side)],
      isTotal: true,
    } as const
    return [
      { kind: 'heading', text: `${title} (asked for: ${coverage.minimum[side]} %)` } as const,
      table(['table', ...[...states, 'percent'].map((name) => `${name}:end`)], [...rows, total]),
      ...reasonsOf(tables),
    ]
  })
}

function figures(
  columns: CoveredTable['columns'],
  states: readonly ColumnState[],
): readonly string[] {
  return states.map((state) => String(columns.filter((column) => column.state === state).length))
}

function percentOf(tables: readonly CoveredTable[], side: CoveredTable['side']): string {
  return String(percentCovered(tables, side))
}

/** Columns whose values do not move, each with why. */
function reasonsOf(tables: readonly CoveredTable[]): readonly Block[] {
  const rows = tables.flatMap((each) =>
    each.columns
      .filter(({ state }) => state !== 'mapped' && state !== 'used' && state !== 'fed')
      .map(({ name, state, reason }): TableRow => {
        const cells = [`${each.table}.${name}`, state, reason ?? '']
        return state === 'uncovered' ? { cells, tone: 'attention' } : { cells }
      }),
  )
  return rows.length === 0 ? [] : [table(['column', 'state', 'reason'], rows)]
}

/** What `--format json` has of it. */
export function coverageData(coverage: Coverage): unknown {
  const { tables, minimum } = coverage
  const sides = SIDES.map((side) => [
    side,
    {
      percent: percentCovered(tables, side),
      minimum: minimum[side],
      tables: tables.filter((each) => each.side === side).map(tableData),
    },
  ])
  return Object.fromEntries(sides)
}

function tableData({ table: name, columns }: CoveredTable) {
  return {
    table: name,
    columns: columns.map(({ name: column, state, reason }) => ({ column, state, reason })),
  }
}
