/** Renders a report as SARIF 2.1.0, the form in which code hosts take what an analysis found. */
import { sha256 } from '../base/digest.ts'
import type { Diagnostic } from '../base/diagnostic.ts'
import type { ReportDocument, Tone } from './document.ts'

/** What the pages about the codes say of one. */
export interface CodeRule {
  readonly meaning: string
  readonly todo: string
}

export interface HostOptions {
  /** Of Mapwright. */
  readonly version: string
  /** Put before the path of each file: the project's folder, seen from where the command ran. */
  readonly prefix: string
  readonly rules: ReadonlyMap<string, CodeRule>
}

const SCHEMA =
  'https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json'
const LEVELS: Readonly<Record<Tone, string>> = { good: 'note', attention: 'warning', bad: 'error' }

/** Of a report without places it has no results, and its verdict as a notification. */
export function renderSarif(document: ReportDocument, options: HostOptions): string {
  const places = document.places ?? []
  const codes = [...new Set(places.map(({ code }) => code))].toSorted()
  const { tone, sentence } = document.verdict
  const notification = { level: LEVELS[tone], message: { text: sentence } }
  const run = {
    tool: {
      driver: {
        name: 'Mapwright',
        semanticVersion: options.version,
        rules: codes.map((code) => ruleOf(code, options.rules.get(code))),
      },
    },
    columnKind: 'utf16CodeUnits',
    invocations: [{ executionSuccessful: true, toolExecutionNotifications: [notification] }],
    results: places.map((place) => resultOf(place, codes, options)),
  }
  return `${JSON.stringify({ $schema: SCHEMA, version: '2.1.0', runs: [run] }, null, 2)}\n`
}

function ruleOf(code: string, rule: CodeRule | undefined) {
  if (rule === undefined) return { id: code }
  return {
    id: code,
    shortDescription: { text: plain(rule.meaning) },
    help: { text: plain(rule.todo), markdown: rule.todo },
  }
}

function plain(markdown: string): string {
  return markdown.replaceAll('`', '')
}

function resultOf(place: Diagnostic, codes: readonly string[], { prefix }: HostOptions) {
  const { file, line, column, endColumn, code, severity, message } = place
  const region = { startLine: line, startColumn: column }
  const uri = `${prefix}${file}`.split('/').map(encodeURIComponent).join('/')
  return {
    ruleId: code,
    ruleIndex: codes.indexOf(code),
    level: severity,
    message: { text: message },
    locations: [
      {
        physicalLocation: {
          artifactLocation: { uri, uriBaseId: '%SRCROOT%' },
          region: endColumn === undefined ? region : { ...region, endColumn },
        },
      },
    ],
    // Without the line: what moves within a file is the same finding.
    partialFingerprints: { 'codeFileMessage/v1': sha256(JSON.stringify([code, file, message])) },
  }
}
