/** Turns days and times into the texts that MySQL takes for exactly these. */
import type { LogicalType } from '../../catalog/logical-type.ts'
import type { CellWriter, Written } from './cell-writer.ts'
import type { NativeType } from './native-type.ts'

const DATE = /^\d{4}-\d\d-\d\d$/u
const MOMENT = /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d(?:\.(\d+))?$/u
/** MySQL's TIME is a span, which may hold days of hours. */
const TIME = /^-?\d{2,3}:\d\d:\d\d(?:\.(\d+))?$/u

/**
 * The form alone is looked at: what has it and is no day, or out of the column's reach, strict
 * mode refuses. What has another form (`infinity`, years BC or past 9999) MySQL does not know.
 */
export function momentWriter(native: NativeType, type: LogicalType): CellWriter {
  const { base } = native
  const digits = native.numbers[0] ?? 0
  const form = base === 'date' ? DATE : base === 'time' ? TIME : MOMENT
  const name = base.toUpperCase()
  const write = (cell: string): Written => {
    const text = type.kind === 'timestamptz' ? cell.replace(/\+00$/u, '') : cell
    const match = form.exec(text)
    if (match === null) {
      return { code: 'VALUE_OUT_OF_RANGE', message: `MySQL's ${name} has no ${cell}.` }
    }
    if ((match[1] ?? '').length <= digits) return text
    // Strict mode rounds these, and says nothing.
    const message = `The column keeps ${digits} digits of a second, and ${cell} has more.`
    return { code: 'VALUE_NOT_EXACT', message }
  }
  return { carrier: 'text', write }
}
