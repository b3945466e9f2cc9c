/** Renders a report as workflow commands, which GitHub shows at the lines of a pull request. */
import type { ReportDocument, Tone } from './document.ts'

const COMMANDS: Readonly<Record<Tone, string>> = {
  good: 'notice',
  attention: 'warning',
  bad: 'error',
}

/** `prefix` stands before the path of each file. The verdict is the last line, for the log. */
export function renderGithub(document: ReportDocument, prefix: string): string {
  const { tone, sentence } = document.verdict
  const places = document.places ?? []
  const lines = places.map(({ file, line, column, endColumn, code, severity, message }) => {
    const properties = {
      file: `${prefix}${file}`,
      line,
      col: column,
      ...(endColumn === undefined ? {} : { endColumn }),
      title: code,
    }
    const written = Object.entries(properties).map(([key, value]) => `${key}=${property(value)}`)
    return `::${severity} ${written.join(',')}::${data(message)}`
  })
  // What has no place in a file is still to be seen beside the workflow.
  const verdict = places.length > 0 || tone === 'good' ? oneLine(sentence) : command(tone, sentence)
  return `${[...lines, verdict].join('\n')}\n`
}

function command(tone: Tone, sentence: string): string {
  return `::${COMMANDS[tone]}::${data(sentence)}`
}

function oneLine(text: string): string {
  return text.replace(/\s*[\r\n]+\s*/gu, ' ')
}

/** Nothing of a message may end the command, or begin another. */
function data(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A')
}

function property(value: string | number): string {
  return data(String(value)).replaceAll(':', '%3A').replaceAll(',', '%2C')
}
