/** The world is wrong: a server, a disk, a permission. Carried as one class with a code. */

export interface EngineErrorOptions {
  /** True when the same call may succeed later without anyone changing anything. */
  readonly retryable?: boolean
  readonly cause?: unknown
}

export class EngineError extends Error {
  readonly code: string
  readonly retryable: boolean

  constructor(code: string, message: string, options: EngineErrorOptions = {}) {
    super(message, 'cause' in options ? { cause: options.cause } : undefined)
    this.name = 'EngineError'
    this.code = code
    this.retryable = options.retryable ?? false
  }
}

/** An error as plain data, the only form in which one crosses a thread. */
export interface PlainError {
  readonly code: string
  readonly message: string
  readonly retryable: boolean
  /** Kept only for errors that are ours (code INTERNAL), so that a crash can be reported. */
  readonly stack?: string
}

export function toPlainError(error: unknown): PlainError {
  if (error instanceof EngineError) {
    return { code: error.code, message: error.message, retryable: error.retryable }
  }
  const stack = error instanceof Error ? error.stack : undefined
  const message = error instanceof Error ? error.message : String(error)
  return { code: 'INTERNAL', message, retryable: false, ...(stack === undefined ? {} : { stack }) }
}

export function fromPlainError(error: PlainError): EngineError {
  return new EngineError(error.code, error.message, { retryable: error.retryable })
}
