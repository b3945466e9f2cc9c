/** Turns a text of a mapping file into the canonical cell of a type. */
import { canonicalCell } from '../catalog/codec.ts'
import type { LogicalType } from '../catalog/logical-type.ts'

/** undefined: the text is no value of the type. */
export function canonicalText(type: LogicalType, text: string): string | undefined {
  const result = canonicalCell(type, text)
  return 'cell' in result ? result.cell : undefined
}
