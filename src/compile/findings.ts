/** Collects what is wrong with the mappings: diagnostics in, one list out. */
import type { Diagnostic, Place } from '../base/diagnostic.ts'

export interface Findings {
  readonly list: readonly Diagnostic[]
  /** How many errors there are so far. */
  errors(): number
  error(code: string, at: Place, message: string): void
  warn(code: string, at: Place, message: string): void
  /** Takes over what another area found. */
  take(diagnostics: readonly Diagnostic[]): void
}

export function createFindings(): Findings {
  const list: Diagnostic[] = []
  return {
    list,
    errors: () => list.filter(({ severity }) => severity === 'error').length,
    error: (code, at, message) => {
      list.push({ ...at, code, severity: 'error', message })
    },
    warn: (code, at, message) => {
      list.push({ ...at, code, severity: 'warning', message })
    },
    take: (diagnostics) => {
      list.push(...diagnostics)
    },
  }
}
