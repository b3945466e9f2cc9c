/** What is wrong with a file a person wrote: collected and listed, never thrown. */

export type Severity = 'error' | 'warning'

/** A place in a file. Lines and columns count from 1, columns in UTF-16 code units. */
export interface Place {
  readonly file: string
  readonly line: number
  readonly column: number
  /** One past the last column of the marked text, on the same line. */
  readonly endColumn?: number
}

export interface Diagnostic extends Place {
  /** AREA_WHAT, for instance MAPPING_UNKNOWN_COLUMN; documented in docs/codes.md. */
  readonly code: string
  readonly severity: Severity
  /** One or two sentences: what is wrong and, where it is known, what to write instead. */
  readonly message: string
}

/** A value, if one could be made, and everything found on the way. */
export interface Checked<T> {
  readonly value: T | undefined
  readonly diagnostics: readonly Diagnostic[]
}

export function hasErrors(diagnostics: readonly Diagnostic[]): boolean {
  return diagnostics.some((diagnostic) => diagnostic.severity === 'error')
}
