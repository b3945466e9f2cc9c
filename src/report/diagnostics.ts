/** Turns diagnostics into a report: each with its place, its sentence, the line and a caret. */
import { hasErrors, type Diagnostic } from '../base/diagnostic.ts'
import type { Block, ReportDocument } from './document.ts'

/** One line as a compiler would print it: `file:line:column  error CODE  sentence`. */
function formatDiagnostic(diagnostic: Diagnostic): string {
  const { file, line, column, severity, code, message } = diagnostic
  return `${file}:${line}:${column}  ${severity} ${code}  ${message}`
}

/**
 * The diagnostics in order of place. `textOf` gives a file's text, for the marked line.
 * `sentence` is the verdict where nothing is wrong.
 */
export function diagnosticsReport(
  title: string,
  diagnostics: readonly Diagnostic[],
  textOf: (file: string) => string | undefined,
  sentence: string,
): ReportDocument {
  const sorted = diagnostics.toSorted(
    (a, b) =>
      (a.file < b.file ? -1 : a.file > b.file ? 1 : 0) || a.line - b.line || a.column - b.column,
  )
  const errors = sorted.filter((diagnostic) => diagnostic.severity === 'error').length
  const warnings = sorted.length - errors
  const counted = `${count(errors, 'error')}, ${count(warnings, 'warning')}.`
  return {
    title,
    verdict: hasErrors(sorted)
      ? { tone: 'bad', sentence: counted }
      : { tone: 'good', sentence: warnings === 0 ? sentence : `${sentence} ${counted}` },
    blocks: sorted.flatMap((diagnostic) => blocksOf(diagnostic, textOf)),
    cases: sorted.map((diagnostic) => ({
      suite: diagnostic.file,
      name: `${diagnostic.code} ${diagnostic.line}:${diagnostic.column}`,
      state: diagnostic.severity === 'error' ? 'failed' : 'passed',
      message: diagnostic.message,
      ms: 0,
    })),
    places: sorted,
    data: { errors, warnings, diagnostics: sorted },
  }
}

/** These are said of a line that may hold a password, and CI keeps what is printed. */
const SECRET_CODES = ['PROJECT_LITERAL_PASSWORD', 'PROJECT_URL']
/** So may a line about which something else is wrong: a broken quote, a key that does not exist. */
const SECRET_LINE = /:\/\/[^\s/]*@|(?:pass(?:word|wd|phrase)?|pwd|secret|token)["']?\s*[:=]/iu

function isShown(code: string, line: string): boolean {
  return line.trim() !== '' && !SECRET_CODES.includes(code) && !SECRET_LINE.test(line)
}

function blocksOf(
  diagnostic: Diagnostic,
  textOf: (file: string) => string | undefined,
): readonly Block[] {
  const tone = diagnostic.severity === 'error' ? 'bad' : 'attention'
  const sentence: Block = { kind: 'paragraph', text: formatDiagnostic(diagnostic), tone }
  const line = textOf(diagnostic.file)?.split(/\r?\n/u)[diagnostic.line - 1]
  if (line === undefined || !isShown(diagnostic.code, line)) return [sentence]
  const width = Math.max(1, (diagnostic.endColumn ?? 0) - diagnostic.column)
  const gutter = `${diagnostic.line} | `
  const lead = line.slice(0, diagnostic.column - 1).replace(/[^\t]/gu, ' ')
  const caret = `${' '.repeat(gutter.length)}${lead}${'^'.repeat(width)}`
  return [sentence, { kind: 'code', text: `${gutter}${line}\n${caret}` }]
}

function count(value: number, noun: string): string {
  return `${value} ${noun}${value === 1 ? '' : 's'}`
}
