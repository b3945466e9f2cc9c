/** Our own side: an exception that is no refusal is an answer, too, and a wrong one. */
import type { Cell } from '../../../src/base/cell.ts'
import { compiled, type Compiled, type Outcome } from '../../support/evaluate.ts'
import { COLUMNS } from './columns.ts'

interface Crashed {
  readonly crashed: string
}

export type Own = ReturnType<typeof compiled> | Crashed

export function compiledOrCrash(text: string): Own {
  try {
    return compiled(text, COLUMNS)
  } catch (error) {
    return { crashed: String(error) }
  }
}

export function runOrCrash(own: Compiled, cells: ReadonlyMap<string, Cell>): Outcome | Crashed {
  try {
    return own.run(cells)
  } catch (error) {
    return { crashed: String(error) }
  }
}
