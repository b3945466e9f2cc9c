/** A command line that cannot be carried out: exit code 2, with what to write instead. */

export class UsageError extends Error {
  constructor(message: string) {
    super(message)
    this.name = 'UsageError'
  }
}

/** A whole number of an option's text, or a UsageError that names the option. */
export function parseWhole(value: string | true | undefined, flag: string): number | undefined {
  if (value === undefined) return undefined
  if (typeof value === 'string' && /^\d{1,9}$/u.test(value)) return Number(value)
  throw new UsageError(`${flag} takes a whole number, not "${String(value)}".`)
}

/** The connection that was named, or all of them. Throws UsageError for one that does not exist. */
export function requireConnection(
  name: string | undefined,
  known: readonly string[],
): readonly string[] {
  if (name === undefined) return known
  if (known.includes(name)) return [name]
  throw new UsageError(`There is no connection "${name}". There are: ${known.join(', ')}.`)
}
