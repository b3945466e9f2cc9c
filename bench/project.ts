/** A measured shape -> a project of Mapwright's that moves it, and the commands that do. */
import { mkdir, rm, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { timed, type Command } from './commands.ts'
import type { Shape } from './shapes.ts'

const root = path.resolve(import.meta.dirname, '..')
const program = path.join(root, 'dist/main.js')

type SourceSettings =
  | { readonly kind: 'postgres' | 'mysql' | 'sqlite'; readonly url: string }
  | { readonly kind: 'csv'; readonly file: string }

export interface ProjectOptions {
  readonly folder: string
  readonly shape: Shape
  readonly source: SourceSettings
  readonly targetUrl: string
  readonly load?: 'insert' | 'upsert'
  /** More columns and rules than the shape has: `column: rule`. */
  readonly rules?: readonly string[]
  /** What the target table has besides its columns. */
  readonly constraints?: readonly string[]
  readonly rejectLimit?: number
}

export interface BenchProject {
  readonly folder: string
  readonly targetTable: string
  /** Creates the target's table anew, empty. */
  readonly targetSchema: string
  readonly env: Readonly<Record<string, string>>
  command(...args: readonly string[]): Command
}

/** Writes the project and takes the snapshot of its source. */
export async function makeProject(options: ProjectOptions): Promise<BenchProject> {
  const { folder, shape, source, targetUrl } = options
  await rm(folder, { recursive: true, force: true })
  await mkdir(path.join(folder, 'mappings'), { recursive: true })
  await mkdir(path.join(folder, 'schema'))
  const targetTable = `${shape.name}_target`
  const columns = [...shape.target, ...(options.constraints ?? [])]
  const schema = `create table ${targetTable} (\n  ${columns.join(',\n  ')}\n);\n`
  await writeFile(path.join(folder, 'mapwright.yaml'), projectFile(options))
  await writeFile(path.join(folder, 'schema/target.sql'), schema)
  await writeFile(path.join(folder, `mappings/${shape.name}.yaml`), mappingFile(options))
  if (source.kind === 'csv') {
    await writeFile(path.join(folder, 'schema/feeds.sql'), sourceSchema(shape))
  }
  const env = {
    BENCH_SOURCE: source.kind === 'csv' ? '' : source.url,
    BENCH_TARGET: targetUrl,
    MAPWRIGHT_LOG_LEVEL: 'warn',
  }
  const command = (...args: readonly string[]): Command => ({
    program: process.execPath,
    args: [program, '-C', folder, ...args],
    env,
  })
  if (source.kind !== 'csv') await timed(command('snapshot', 'legacy'))
  return {
    folder,
    targetTable,
    targetSchema: `drop table if exists ${targetTable}; ${schema}`,
    env,
    command,
  }
}

function projectFile({ source, shape }: ProjectOptions): string {
  const legacy =
    source.kind === 'csv'
      ? [
          `    files: ${path.dirname(source.file)}`,
          '    format: {header: true}',
          `    tables: {${shape.name}: {file: ${path.basename(source.file)}, key: [id]}}`,
          '    catalog: schema/feeds.sql',
        ]
      : ["    url: '${env:BENCH_SOURCE}'"]
  return [
    'project: bench',
    'connections:',
    '  legacy:',
    ...legacy,
    '  shop:',
    "    url: '${env:BENCH_TARGET}'",
    'target: shop',
    'defaults:',
    '  on_error: reject',
    '',
  ].join('\n')
}

function mappingFile(options: ProjectOptions): string {
  const { shape, load = 'insert', rules = [], rejectLimit } = options
  return [
    `source: legacy.${shape.name} as s`,
    `target: {into: shop.${shape.name}_target, load: ${load}}`,
    'copy: s',
    ...section('columns', [...shape.rules, ...rules]),
    ...(rejectLimit === undefined ? [] : [`reject_limit: {rows: ${rejectLimit}}`]),
    '',
  ].join('\n')
}

function section(name: string, rules: readonly string[]): readonly string[] {
  return rules.length === 0 ? [] : [`${name}:`, ...rules.map((rule) => `  ${rule}`)]
}

function sourceSchema(shape: Shape): string {
  const columns = shape.columns.map(({ name, postgres }) => `  ${name} ${postgres}`)
  return `create table ${shape.name} (\n${columns.join(',\n')},\n  primary key (id)\n);\n`
}
