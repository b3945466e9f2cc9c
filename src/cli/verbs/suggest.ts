/** `mapwright suggest`: drafts mappings and bundles for the tables that nothing fills yet. */
import type { TriedDraft, TriedSuggestion } from '../../engine/suggest.ts'
import type { Block } from '../../report/document.ts'
import { orDiagnostics, worldOf } from '../project-verb.ts'
import { UsageError } from '../usage.ts'
import type { Verb, VerbContext, VerbResult } from '../verb.ts'

export const suggestVerb: Verb = {
  name: 'suggest',
  summary: 'draft mappings from the catalogs, with open questions where it takes a person',
  args: [],
  options: [
    {
      flags: '--write',
      summary: 'write the drafts to mappings/; no file that is there is touched',
      variable: 'MAPWRIGHT_WRITE',
    },
  ],
  run: (context) => orDiagnostics(context, () => draft(context)),
}

async function draft(context: VerbContext): Promise<VerbResult> {
  const { readProject } = await import('../../engine/load.ts')
  const { suggestMappings, writeDrafts } = await import('../../engine/suggest.ts')
  const project = await readProject(worldOf(context))
  const found = suggestMappings(project)
  if (found === null) {
    throw new UsageError(
      'The catalogs of the target and of a source are needed. Write schema/target.sql, and take ' +
        'the others: mapwright snapshot',
    )
  }
  const write = context.options['write'] === true
  const written = write ? await writeDrafts(context.directory, found.drafts) : []
  const open = found.drafts.reduce((sum, { questions }) => sum + questions.length, 0)
  const valid = found.drafts.filter(({ problems }) => problems.length === 0).length
  const sentence =
    `${found.drafts.length} drafts, ${valid} of them without an error as they are; ` +
    `${open} open questions.${write ? ` ${written.length} files written.` : ''}`
  return {
    exitCode: 0,
    report: {
      title: 'Drafts of mappings',
      verdict: { tone: open === 0 ? 'good' : 'attention', sentence },
      blocks: blocksOf(found, write),
      cases: [],
      data: { ...found, written },
    },
  }
}

function blocksOf({ drafts, unfilled, unread }: TriedSuggestion, isWritten: boolean): Block[] {
  const list = (text: string, items: readonly string[]): Block[] =>
    items.length === 0
      ? []
      : [
          { kind: 'heading', text },
          { kind: 'list', items },
        ]
  return [
    ...drafts.flatMap((each) => draftBlocks(each, isWritten)),
    ...list('Tables of the target without a likely source', unfilled),
    ...list('Tables of the sources that no draft reads', unread),
  ]
}

function draftBlocks({ file, text, questions }: TriedDraft, isWritten: boolean): readonly Block[] {
  const heading: Block = { kind: 'heading', text: file }
  if (!isWritten) return [heading, { kind: 'code', text: text.trimEnd() }]
  return questions.length === 0 ? [heading] : [heading, { kind: 'list', items: questions }]
}
