/** Says why an entry of a value map can never be met. */
import { didYouMean } from '../base/closest.ts'
import type { Cell } from '../base/cell.ts'
import type { LogicalType } from '../catalog/logical-type.ts'
import { boundsOfValues } from '../expression/bounds.ts'
import { isTooLong } from '../expression/bounds-cast.ts'
import type { Certainty } from '../expression/certainty.ts'
import { isApart } from '../expression/number-bounds.ts'

/** The value that is looked up in the map. */
export interface MapSubject extends Certainty {
  readonly type: LogicalType
  /** By a check constraint of the source; null: none says it. */
  readonly allowed: readonly string[] | null
}

/** null: some value may be the key. */
export function unreachable(key: Cell, subject: MapSubject): string | null {
  if (key !== null) return unreachableValue(key, subject)
  if (subject.nullable) return null
  return 'The source of this map is never NULL, so this entry is never used.'
}

function unreachableValue(key: string, { type, bounds, allowed }: MapSubject): string | null {
  const values = type.kind === 'boolean' ? null : (bounds.values ?? allowed)
  if (values !== null && !values.includes(key)) {
    // Of one letter or figure any other is near.
    const near = key.length > 2 ? didYouMean(key, values) : ''
    const hint = near || ` There are: ${values.join(', ')}.`
    return `No value of this map's source is "${key}", so this entry is never used.${hint}`
  }
  const size = type.kind === 'text' ? 'long' : 'large'
  const { number } = boundsOfValues(type, [key])
  const isBeyond =
    size === 'long'
      ? isTooLong(key, bounds)
      : number !== null && bounds.number !== null && isApart(number, bounds.number)
  if (!isBeyond) return null
  return `No value of this map's source is as ${size} as "${key}", so this entry is never used.`
}
