/** Reads what the pages under docs/codes say of each code. */
import { readdir, readFile } from 'node:fs/promises'
import path from 'node:path'
import type { CodeRule } from '../report/sarif.ts'
import { packageFolder } from '../run/installation.ts'

const CELL = String.raw`(?:\\.|[^\\|\n])*`
const ROW = new RegExp(
  String.raw`^\|\s*(?<code>[A-Z][A-Z0-9_]+)\s*\|(?<meaning>${CELL})\|(?<todo>${CELL})\|`,
  'gmu',
)

export async function readCodes(): Promise<ReadonlyMap<string, CodeRule>> {
  const folder = path.join(packageFolder(), 'docs/codes')
  const pages = (await readdir(folder)).filter((name) => name.endsWith('.md')).toSorted()
  const texts = await Promise.all(pages.map((name) => readFile(path.join(folder, name), 'utf8')))
  const rows = texts.flatMap((text) => [...text.matchAll(ROW)])
  return new Map(
    rows.map(({ groups: { code = '', meaning = '', todo = '' } = {} }) => [
      code,
      { meaning: cell(meaning), todo: cell(todo) },
    ]),
  )
}

function cell(text: string): string {
  return text.trim().replaceAll('\\|', '|')
}
