/** Prints the types that have no logical type as PostgreSQL's format_type prints them. */

/** Bits of an interval's first modifier, by the words that set them. */
const INTERVAL_FIELDS: ReadonlyMap<number, string> = new Map([
  [0x0002, ' month'],
  [0x0004, ' year'],
  [0x0006, ' year to month'],
  [0x0008, ' day'],
  [0x0400, ' hour'],
  [0x0408, ' day to hour'],
  [0x0800, ' minute'],
  [0x0c00, ' hour to minute'],
  [0x0c08, ' day to minute'],
  [0x1000, ' second'],
  [0x1800, ' minute to second'],
  [0x1c00, ' hour to second'],
  [0x1c08, ' day to second'],
  [0x7fff, ''],
])

/** `name` as it was spelled, with its modifiers. */
export function nativeText(name: string, modifiers: readonly number[]): string {
  const [first, second] = modifiers
  switch (name) {
    case 'timetz':
      return `time${argument(first)} with time zone`
    case 'interval':
      return `interval${INTERVAL_FIELDS.get(first ?? 0) ?? ''}${argument(second)}`
    case 'varbit':
      return `bit varying${argument(first)}`
    default:
      return modifiers.length === 0 ? name : `${name}(${modifiers.join(',')})`
  }
}

function argument(modifier: number | undefined): string {
  return modifier === undefined ? '' : `(${modifier})`
}
