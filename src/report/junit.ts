/** Renders a report as a JUnit XML file, the form that CI servers show as tests. */
import type { ReportCase, ReportDocument } from './document.ts'
import { escapeMarkup } from './markup.ts'

/** A report without cases has one: its verdict, so that CI never shows an empty, green suite. */
export function renderJunit(document: ReportDocument): string {
  const cases = document.cases.length > 0 ? document.cases : [verdictCase(document)]
  const suites = Map.groupBy(cases, (entry) => entry.suite)
  const body = [...suites].map(([suite, entries]) => renderSuite(suite, entries)).join('\n')
  const name = escapeMarkup(document.title)
  return `<?xml version="1.0" encoding="UTF-8"?>
<testsuites name="${name}">
${body}
</testsuites>
`
}

function verdictCase(document: ReportDocument): ReportCase {
  const { tone, sentence } = document.verdict
  const state = tone === 'good' ? 'passed' : 'failed'
  return { suite: document.title, name: 'verdict', state, message: sentence, ms: 0 }
}

function renderSuite(suite: string, entries: readonly ReportCase[]): string {
  const failures = entries.filter((entry) => entry.state === 'failed').length
  const skipped = entries.filter((entry) => entry.state === 'skipped').length
  const head =
    `  <testsuite name="${escapeMarkup(suite)}" tests="${entries.length}"` +
    ` failures="${failures}" skipped="${skipped}">`
  return [head, ...entries.map((entry) => renderCase(entry)), '  </testsuite>'].join('\n')
}

function renderCase(entry: ReportCase): string {
  const seconds = (entry.ms / 1000).toFixed(3)
  const attributes = `name="${escapeMarkup(entry.name)}" classname="${escapeMarkup(entry.suite)}"`
  const open = `    <testcase ${attributes} time="${seconds}"`
  if (entry.state === 'passed') return `${open}/>`
  const tag = entry.state === 'failed' ? 'failure' : 'skipped'
  return `${open}><${tag} message="${escapeMarkup(entry.message)}"/></testcase>`
}
