/** Renders a report in the format that was asked for. */
import type { ReportDocument, ReportFormat } from './document.ts'
import { renderHtml } from './html.ts'
import { renderGithub } from './github.ts'
import { renderJunit } from './junit.ts'
import { renderMarkdown } from './markdown.ts'
import { renderSarif, type HostOptions } from './sarif.ts'
import { renderText } from './text.ts'

export interface RenderOptions {
  readonly color: boolean
  /** What the formats of code hosts need; null: none of them is asked for. */
  readonly host: HostOptions | null
}

/** The whole text, ending in one newline. */
export function render(
  document: ReportDocument,
  format: ReportFormat,
  options: RenderOptions,
): string {
  switch (format) {
    case 'text':
      return renderText(document, options.color)
    case 'json':
      return `${JSON.stringify(document.data, null, 2)}\n`
    case 'markdown':
      return renderMarkdown(document)
    case 'html':
      return renderHtml(document)
    case 'junit':
      return renderJunit(document)
    case 'sarif':
      return renderSarif(document, hostOf(options))
    case 'github':
      return renderGithub(document, hostOf(options).prefix)
  }
}

function hostOf({ host }: RenderOptions): HostOptions {
  if (host === null) throw new Error('this format needs to know where the files are')
  return host
}
