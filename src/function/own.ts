/** A function that a project wrote in TypeScript -> a declaration as the built-in ones have. */
import { canonicalCell } from '../catalog/codec.ts'
import { RowError, refuse } from '../catalog/codec/row-error.ts'
import { decoderOf, encoderOf } from '../catalog/codec/value.ts'
import type { LogicalType } from '../catalog/logical-type.ts'
import { parseTypeName } from '../catalog/type-name.ts'
import type { Cell } from '../base/cell.ts'
import type { FunctionDeclaration } from '../expression/function-table.ts'
import type { FunctionDefinition, FunctionType } from '../plugin/function.ts'

/** A definition whose types nobody knows any more: it was loaded from a file. */
interface LoadedDefinition extends Omit<FunctionDefinition, 'examples' | 'apply'> {
  readonly examples: readonly (readonly unknown[])[]
  apply(...values: readonly unknown[]): unknown
}

/** A declaration, and its function from JavaScript's values to a cell, for its examples. */
export interface OwnFunction {
  readonly definition: LoadedDefinition
  readonly declaration: FunctionDeclaration
  /** Throws RowError for what the function refuses, and for a wrong result. */
  readonly apply: (values: readonly unknown[]) => Cell
  /** The cell of a result. Throws RowError for what is none. */
  readonly cellOf: (value: unknown) => Cell
}

const EXACT: ReadonlySet<FunctionType> = new Set(['text', 'boolean', 'integer', 'bigint', 'double'])
const TEXTS: readonly FunctionType[] = [
  'numeric',
  'date',
  'time',
  'timestamp',
  'timestamptz',
  'uuid',
  'json',
  'jsonb',
  'bytea',
]
const TYPES: ReadonlySet<string> = new Set([...EXACT, ...TEXTS])

const NAME = /^[a-z_][a-z0-9_]*$/u

/** Why an export is no definition of a function; null: it is one. */
export function definitionProblem(value: unknown): string | null {
  if (typeof value !== 'object' || value === null) return 'it is no object'
  const { name, summary, input, output, examples, apply } = value as Record<string, unknown>
  if (typeof name !== 'string' || !NAME.test(name)) {
    return '"name" must be of small letters, digits and "_"'
  }
  if (typeof summary !== 'string' || summary.trim() === '') return '"summary" must be a sentence'
  const inputs: readonly unknown[] = Array.isArray(input) ? input : [input]
  const wrong = [...inputs, output].find((type) => typeof type !== 'string' || !TYPES.has(type))
  if (wrong !== undefined || output === undefined) {
    return `there is no type ${JSON.stringify(wrong ?? null)}; there are ${[...TYPES].join(', ')}`
  }
  if (typeof apply !== 'function') return '"apply" must be a function'
  if (apply.constructor.name !== 'Function') {
    return '"apply" must give its result at once: it cannot be async, nor a generator'
  }
  const isExample = (example: unknown): boolean =>
    Array.isArray(example) && example.length === inputs.length + 1
  if (!Array.isArray(examples) || examples.length === 0 || !examples.every(isExample)) {
    return '"examples" must have one at least, each with its arguments and the result behind them'
  }
  return null
}

/** `digest`, of its file, becomes part of the key: what calls it is another program then. */
export function ownFunction(definition: LoadedDefinition, digest: string): OwnFunction {
  const { name, input, output } = definition
  const inputs = typeof input === 'string' ? [input] : input
  const returns = logicalType(output)
  const readers = inputs.map((type) => argumentReader(type))
  const cellOf = resultReader(name, output)
  const run = (values: readonly unknown[]): Cell => {
    let result: unknown
    try {
      result = definition.apply(...values)
    } catch (error) {
      refuse(new RowError('VALUE_FUNCTION', `${name} threw ${kindOf(error)}.`))
    }
    return cellOf(result)
  }
  const decode = decoderOf(returns) ?? ((cell: string) => cell)
  return {
    definition,
    apply: run,
    cellOf,
    declaration: {
      kind: 'function',
      name,
      summary: definition.summary,
      examples: [],
      signatures: [
        {
          key: `${name}_${digest}`,
          parameters: inputs.map((type, index) => ({ name: `${type}_${index + 1}`, type })),
          returns,
          strict: true,
          fallible: true,
          nullable: true,
          bind:
            () =>
            (...values: never[]) => {
              const cell = run(values.map((value, index) => readers[index]?.(value)))
              return cell === null ? null : decode(cell)
            },
        },
      ],
    },
  }
}

/** Its message stays out: it may hold a value that no report may show. */
function kindOf(error: unknown): string {
  return error instanceof Error ? `a ${error.name}` : 'what is no Error'
}

function logicalType(type: FunctionType): LogicalType {
  return parseTypeName(type === 'double' ? 'double precision' : type)
}

function argumentReader(type: FunctionType): (value: never) => unknown {
  return EXACT.has(type)
    ? (value) => value
    : (encoderOf(logicalType(type)) ?? ((value: unknown) => value))
}

const JAVASCRIPT: Readonly<Record<string, string>> = {
  boolean: 'boolean',
  integer: 'number',
  double: 'number',
  bigint: 'bigint',
}

/** The canonical cell of a result; a value that its type does not have is refused. */
function resultReader(name: string, type: FunctionType): (value: unknown) => Cell {
  const wanted = JAVASCRIPT[type] ?? 'string'
  const logical = logicalType(type)
  const WRONG = new RowError(
    'VALUE_FUNCTION_RESULT',
    `${name} gave what is no ${type}. It must give a ${wanted} that is one, or null.`,
  )
  return (value) => {
    if (value === null) return null
    if (typeof value !== wanted) {
      // A promise that is refused later, and that nobody waits for, would end the process.
      if (value instanceof Promise) value.catch(() => {})
      return refuse(WRONG)
    }
    const result = canonicalCell(logical, textOf(value as string | number | bigint | boolean))
    return 'cell' in result ? result.cell : refuse(WRONG)
  }
}

/** A number's text in JavaScript is the shortest that comes back, which its type reads. */
function textOf(value: string | number | bigint | boolean): string {
  if (typeof value === 'boolean') return value ? 't' : 'f'
  return Object.is(value, -0) ? '-0' : String(value)
}
