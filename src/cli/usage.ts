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
