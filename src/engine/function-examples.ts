/** Runs the examples of a project's functions: arguments in, differences out. */
import type { Cell } from '../base/cell.ts'
import { RowError } from '../catalog/codec/row-error.ts'
import type { ExampleResult } from '../compile/examples.ts'
import type { OwnFunction } from '../function/own.ts'
import type { LoadedPlugin } from './plugins.ts'

export function runFunctionExamples({ plugin, functions }: LoadedPlugin): readonly ExampleResult[] {
  const lines = plugin.text.split('\n')
  return functions.flatMap((each) => {
    const { name, examples } = each.definition
    const named = lines.findIndex((line) => line.includes('name:') && line.includes(name))
    return examples.map((example, index) => ({
      mapping: name,
      name: `${name}: example ${index + 1}`,
      file: plugin.path,
      line: named + 1 || 1,
      ...compare(each, example),
    }))
  })
}

function compare(
  { apply, cellOf, definition }: OwnFunction,
  example: readonly unknown[],
): Pick<ExampleResult, 'differences' | 'problem'> {
  const values = example.slice(0, -1)
  try {
    const expected = cellOf(example.at(-1))
    const actual = values.includes(null) ? null : apply(values)
    const [wanted, got] = [shown(expected), shown(actual)]
    const difference = { column: definition.name, expected: wanted, actual: got, rule: null }
    return { problem: null, differences: expected === actual ? [] : [difference] }
  } catch (error) {
    if (!(error instanceof RowError)) throw error
    return { problem: `${error.message}${reasonOf(definition, values)}`, differences: [] }
  }
}

/** An example's values are no secret, so what the function says of them may be shown. */
function reasonOf(
  { apply }: Pick<OwnFunction['definition'], 'apply'>,
  values: readonly unknown[],
): string {
  try {
    apply(...values)
    return ''
  } catch (error) {
    return error instanceof Error ? ` It says: ${error.message}` : ''
  }
}

function shown(cell: Cell): string {
  return cell === null ? 'NULL' : JSON.stringify(cell)
}
