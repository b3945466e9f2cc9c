/** How fast rows move as there are more of them, as they are wider, as more workers move them. */
import { measure, median } from './pairs.ts'
import { WIDE, type Shape } from './shapes.ts'
import type { World } from './world.ts'

export interface Curve {
  readonly title: string
  /** What goes along the axis. */
  readonly along: string
  readonly points: readonly { readonly at: string; readonly rowsPerSecond: number }[]
}

const ROWS = [10_000, 50_000, 100_000, 500_000, 1_000_000]
const COLUMNS = [3, 6, 9, 12]
const WORKERS = [1, 2, 4]

/** Of the wide table, from PostgreSQL to PostgreSQL: whole processes, their start included. */
export async function measureCurves(world: World): Promise<readonly Curve[]> {
  const rows = []
  for (const count of ROWS) {
    const shape = world.scaled(WIDE, count / WIDE.rows)
    rows.push({ at: short(shape.rows), rowsPerSecond: await rateOf(world, shape, 1) })
  }
  const columns = []
  for (const count of COLUMNS) {
    const shape = world.scaled(narrowed(WIDE, count))
    columns.push({ at: String(count), rowsPerSecond: await rateOf(world, shape, 1) })
  }
  const workers = []
  for (const count of WORKERS) {
    const rowsPerSecond = await rateOf(world, world.scaled(WIDE), count)
    workers.push({ at: String(count), rowsPerSecond })
  }
  return [
    {
      title: 'Rows a second by the number of rows, 12 columns, 1 worker',
      along: 'rows',
      points: rows,
    },
    {
      title: 'Rows a second by the number of columns, 1 worker',
      along: 'columns',
      points: columns,
    },
    {
      title: 'Rows a second by the number of workers, 12 columns',
      along: 'workers',
      points: workers,
    },
  ]
}

async function rateOf(world: World, shape: Shape, workers: number): Promise<number> {
  const project = await world.project('postgres', shape)
  const seconds: number[] = []
  for (let run = 0; run < world.runs; run += 1) {
    seconds.push((await measure(world.running(project, workers))).seconds)
  }
  return shape.rows / median(seconds)
}

/** The first columns alone, with their rules. */
function narrowed(shape: Shape, count: number): Shape {
  const columns = shape.columns.slice(0, count)
  const isKept = (rule: string) => columns.some(({ name }) => rule.startsWith(`${name}: `))
  return {
    ...shape,
    name: `${shape.name}_of_${count}`,
    columns,
    target: shape.target.slice(0, count),
    rules: shape.rules.filter(isKept),
    row: (index) => shape.row(index).slice(0, count),
  }
}

function short(rows: number): string {
  if (rows >= 1_000_000) return `${rows / 1_000_000}M`
  return rows >= 1000 ? `${rows / 1000}k` : String(rows)
}

/** A chart that Markdown's readers draw. */
export function chartOf({ title, along, points }: Curve): readonly string[] {
  const rates = points.map(({ rowsPerSecond }) => Math.round(rowsPerSecond))
  const top = Math.ceil(Math.max(...rates) / 50_000) * 50_000
  return [
    '```mermaid',
    'xychart-beta',
    `  title "${title}"`,
    `  x-axis "${along}" [${points.map(({ at }) => `"${at}"`).join(', ')}]`,
    `  y-axis "rows a second" 0 --> ${top}`,
    `  line [${rates.join(', ')}]`,
    '```',
    '',
    `| ${along} | ${points.map(({ at }) => at).join(' | ')} |`,
    `|---|${points.map(() => '---').join('|')}|`,
    `| rows a second | ${rates.map((rate) => rate.toLocaleString('en')).join(' | ')} |`,
    '',
  ]
}
