/** Turns a text into its canonical form under a type, or into what is wrong with it. */
import { canonicalText } from '../catalog/codec.ts'
import { RowError } from '../catalog/codec/row-error.ts'
import type { LogicalType } from '../catalog/logical-type.ts'

/** A value without a canonical form in its column's type, and the best printable form of it. */
export interface Misfit {
  readonly shown: string
  readonly code: string
  readonly message: string
}

export function canonicalOrMisfit(type: LogicalType, text: string, shown = text): string | Misfit {
  try {
    return canonicalText(type, text)
  } catch (error) {
    if (!(error instanceof RowError)) throw error
    return { shown, code: error.code, message: error.message }
  }
}
