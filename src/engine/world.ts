/** What the engine is given of the outside, and how it says that it cannot go on. */
import type { Diagnostic } from '../base/diagnostic.ts'
import type { Logger } from '../base/logger.ts'

export interface EngineWorld {
  /** The project's folder, absolute. */
  readonly directory: string
  readonly environment: string | null
  readonly env: Readonly<Record<string, string | undefined>>
  readonly log: Logger
  readonly now: () => Date
  readonly signal: AbortSignal
}

/** A stage stopped by what is wrong with the project's files: to be listed, exit code 2. */
export class ProjectProblem extends Error {
  readonly diagnostics: readonly Diagnostic[]

  constructor(diagnostics: readonly Diagnostic[]) {
    super(diagnostics[0]?.message ?? 'The project has errors.')
    this.name = 'ProjectProblem'
    this.diagnostics = diagnostics
  }
}
