/** Writes a report where people look for it: `.mapwright/report/`, as Markdown and as HTML. */
import { mkdir, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { stateFolder } from '../engine/build.ts'
import type { ReportDocument } from '../report/document.ts'
import { render } from '../report/render.ts'

/** Returns a line that says where they are. */
export async function writeReports(
  directory: string,
  name: string,
  report: ReportDocument,
): Promise<string> {
  const folder = path.join(stateFolder(directory), 'report')
  await mkdir(folder, { recursive: true })
  const plain = { color: false, host: null }
  await writeFile(path.join(folder, `${name}.md`), render(report, 'markdown', plain))
  await writeFile(path.join(folder, `${name}.html`), render(report, 'html', plain))
  const shown = path.relative(directory, path.join(folder, `${name}.html`))
  return `The report is in ${shown} (and .md).`
}
