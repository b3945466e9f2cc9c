/** A result on its way to a reader: blocks that every format can show, made once per verb. */
import type { Diagnostic } from '../base/diagnostic.ts'

export type ReportFormat = 'text' | 'json' | 'markdown' | 'junit' | 'html' | 'sarif' | 'github'

/** good: nothing to do. attention: findings, or not everything was verified. bad: it failed. */
export type Tone = 'good' | 'attention' | 'bad'

export interface TableColumn {
  readonly name: string
  readonly align: 'start' | 'end'
}

export interface TableRow {
  readonly cells: readonly string[]
  readonly tone?: Tone
  /** The sum of the rows above it. */
  readonly isTotal?: true
}

export type Block =
  | { readonly kind: 'heading'; readonly text: string }
  | { readonly kind: 'paragraph'; readonly text: string; readonly tone?: Tone }
  | { readonly kind: 'list'; readonly items: readonly string[] }
  | { readonly kind: 'code'; readonly text: string }
  | {
      readonly kind: 'table'
      readonly columns: readonly TableColumn[]
      readonly rows: readonly TableRow[]
    }

/** One line of a junit file. */
export interface ReportCase {
  readonly suite: string
  readonly name: string
  readonly state: 'passed' | 'failed' | 'skipped'
  readonly message: string
  readonly ms: number
}

export interface ReportDocument {
  readonly title: string
  readonly verdict: { readonly tone: Tone; readonly sentence: string }
  readonly blocks: readonly Block[]
  readonly cases: readonly ReportCase[]
  /** What is wrong with lines of files: results of SARIF, annotations of GitHub. */
  readonly places?: readonly Diagnostic[]
  /** What `--format json` prints: plain values, keys in the order they are read. */
  readonly data: unknown
}

/** A table block; columns are given as `name` or `name:end` for figures. */
export function table(columns: readonly string[], rows: readonly TableRow[]): Block {
  return {
    kind: 'table',
    columns: columns.map((column) => {
      const [name = '', align] = column.split(':')
      return { name, align: align === 'end' ? 'end' : 'start' }
    }),
    rows,
  }
}

/** 1234567 as `1,234,567`: figures are read by people first. */
export function figure(value: number): string {
  // Loading the rules of a language takes longer than writing a short report.
  if (!Number.isSafeInteger(value)) return value.toLocaleString('en-US')
  return String(value).replace(/\B(?=(?:\d{3})+$)/gu, ',')
}

/** Milliseconds as `850 ms`, `4.2 s`, `3 min 05 s`. */
export function duration(ms: number): string {
  if (ms < 1000) return `${Math.round(ms)} ms`
  if (ms < 60_000) return `${(ms / 1000).toFixed(1)} s`
  const seconds = Math.round(ms / 1000)
  const rest = String(seconds % 60).padStart(2, '0')
  if (seconds < 3600) return `${Math.floor(seconds / 60)} min ${rest} s`
  const minutes = Math.round(seconds / 60)
  return `${Math.floor(minutes / 60)} h ${String(minutes % 60).padStart(2, '0')} min`
}
