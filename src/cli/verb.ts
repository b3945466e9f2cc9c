/** What a verb is: a name, options, and a function from a context to a result. */
import type { Logger } from '../base/logger.ts'
import type { ReportDocument, ReportFormat } from '../report/document.ts'

/** Clean; findings; wrong usage or files; not all verified; the world failed; interrupted. */
export type ExitCode = 0 | 1 | 2 | 3 | 4 | 130

export interface OptionDefinition {
  /** As commander reads it: `--workers <n>`, `--yes`. */
  readonly flags: string
  readonly summary: string
  /** The option's twin: MAPWRIGHT_WORKERS. */
  readonly variable: string
  readonly choices?: readonly string[]
  /** Given more than once, its values become one list. */
  readonly isList?: true
}

export interface VerbContext {
  /** The project's folder, absolute. */
  readonly directory: string
  /** `--env`, or null. */
  readonly environment: string | null
  readonly env: Readonly<Record<string, string | undefined>>
  readonly args: readonly string[]
  /** Options of this verb by their camel-cased names, as text or true. */
  readonly options: Readonly<Record<string, string | true | undefined>>
  readonly format: ReportFormat
  /** True: a person is looking at stderr. */
  readonly isTerminal: boolean
  readonly color: boolean
  /** Talk, to stderr: one line. */
  readonly say: (line: string) => void
  /** Raw text to stderr, for a progress bar. */
  readonly draw: (text: string) => void
  readonly log: Logger
  readonly signal: AbortSignal
  readonly now: () => Date
}

export interface VerbResult {
  readonly exitCode: ExitCode
  /** null: the verb has printed nothing on stdout and has nothing to print. */
  readonly report: ReportDocument | null
  /** Printed as it is, in place of the report: a form that is the verb's own. */
  readonly text?: string
}

export interface Verb {
  /** One or two words: `run`, `migrate up`. */
  readonly name: string
  readonly summary: string
  /** As commander reads them: `[dir]`, `<what>`. */
  readonly args: readonly { readonly name: string; readonly summary: string }[]
  readonly options: readonly OptionDefinition[]
  /** What it imports it imports inside, so that `--help` stays instant. */
  run(context: VerbContext): Promise<VerbResult>
}
