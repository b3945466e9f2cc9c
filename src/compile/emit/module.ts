/** Emits the TypeScript module of a checked mapping: its row types, its query, its transform. */
import { isSettled } from '../source.ts'
import { emitExtract, emitRowTypes } from './extract.ts'
import { emitCreate } from './transform.ts'
import { comment, type ModuleWriter } from './writer.ts'

/** The same mapping gives the same text. */
export function emitModule(writer: ModuleWriter): string {
  const { document, source, shape, target } = writer.mapping
  const { file, name } = document
  const from = `${source.from.connection}.${source.from.table.name}`
  const joins = source.joins.some(isSettled) ? JOIN : []
  const group = shape.group?.kind === 'group' ? ACCUMULATOR : []
  const lines = [
    `// ${comment(name)}: emitted from ${comment(file)}. Change that file, not this one.`,
    `// ${comment(from)} -> ${comment(target.table.name)}`,
    ...IMPORTS,
    '',
    ...emitRowTypes(writer),
    '',
    ...CONSTANTS,
    ...joins,
    ...group,
    '',
    ...emitExtract(writer),
    '',
    ...emitCreate(writer),
  ]
  return `${lines.join('\n')}\n`
}

/** The text without its comments and blank lines: what decides the meaning. */
export function meaningOf(text: string): string {
  const lines = text.split('\n').map((line) => line.trim())
  return lines.filter((line) => line !== '' && !line.startsWith('//')).join('\n')
}

const IMPORTS: readonly string[] = [
  "import type { Kysely } from 'kysely'",
  "import type { Cell } from 'mapwright/base/cell'",
  "import type { CellReader, Found, RowIssues, Transform } from 'mapwright/compile/transform'",
  "import type { Runtime } from 'mapwright/expression/function-table'",
  "import type { ReadColumn } from 'mapwright/plugin/connector'",
]

const CONSTANTS: readonly string[] = [
  'interface CellRefusal {',
  '  readonly code: string',
  '  readonly message: string',
  '}',
  '',
  '// Three-valued logic: true, false or null.',
  'type Logic = (...operands: any[]) => boolean | null',
  '',
  'const ROW_MAPPED = 0',
  'const ROW_REJECTED = -1',
  'const ROW_FAILED = -2',
  'const NO_ISSUES: RowIssues = { problems: [], warn: () => {} }',
]

const JOIN: readonly string[] = [
  '',
  'interface Join {',
  '  readonly alias: string',
  '  readonly cells: readonly number[]',
  '  readonly identity: readonly number[]',
  '  readonly many: boolean',
  '  readonly matches: () => unknown',
  '  readonly first: First | null',
  '}',
  '',
  'interface First {',
  '  readonly values: () => readonly unknown[]',
  '  readonly compare: (left: readonly unknown[], right: readonly unknown[]) => number',
  '}',
  '',
  'const NOTHING_FOUND: Found = { get: () => undefined }',
]

const ACCUMULATOR: readonly string[] = [
  '',
  'interface Accumulator {',
  '  add(...values: readonly unknown[]): void',
  '  end(): unknown',
  '}',
]
