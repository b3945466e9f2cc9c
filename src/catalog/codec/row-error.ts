/** A row is wrong: what codecs, casts and functions throw, and the caller turns into a problem. */

/**
 * Not an Error: rejects may be many, and a stack trace would cost more than the row. Thrown values
 * are made once and shared, so they name no value; the reject keeps the row itself.
 */
export class RowError {
  readonly code: string
  readonly message: string

  constructor(code: string, message: string) {
    this.code = code
    this.message = message
  }
}

/** Throws a row error from within an expression. */
export function refuse(error: RowError): never {
  // eslint-disable-next-line typescript/only-throw-error -- see the class
  throw error
}

export const OUT_OF_RANGE = new RowError(
  'VALUE_OUT_OF_RANGE',
  'The value is out of the range of its type.',
)

export const INEXACT = new RowError(
  'VALUE_INEXACT',
  'The value does not fit without being rounded or cut. Write the cast that rounds, if that ' +
    'is meant.',
)
