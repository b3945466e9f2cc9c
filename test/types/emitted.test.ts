/** TypeScript's own compiler finds nothing wrong with emitted modules, and finds a wrong one. */
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { checkModules } from '../../src/cli/tsc.ts'
import { buildFolder } from '../../src/engine/build.ts'
import { parseYaml } from '../../src/base/yaml.ts'
import { useTempFolder } from '../support/temp-folder.ts'
import { compileTexts } from '../unit/compile/load-compiled.ts'

const TEXTS = {
  person: `
source:
  from: library.member as m
  join:
    - left: library.address as a
      match: a.member_id = m.id and upper(a.kind) = 'HOME'
    - inner: library.book as b
      match: b.id = m.id
  where:
    - {keep: "m.status in ('A', 'B') or not (m.email is null and a.city = 'Bath')", else: gone}
target: club.person
on_error: reject
let:
  shout: upper(m.name)
  word:
    of: m.status
    map: {A: alive, null: nobody}
    else: keep
columns:
  id: {surrogate: [m.id, m.card_no]}
  legacy_id:
    value: m.card_no
    on_error: {default: m.id}
  name:
    value: shout || coalesce(word, '-')
    check:
      - {that: value <> 'X', else: warn}
      - {that: "length(value) > 1 or m.id in (1, 2)", else: {default: "'short'"}}
    on_error: fail
  email:
    value: case when m.email like '%@%' then lower(m.email) end
    check: {that: value <> 'x', else: 'null'}
  standing:
    of: m.status
    map: {A: active, B: inactive}
    else: {default: "'inactive'"}
check:
  - (m.status = 'A') is not true or m.id between 1 and 1000 or not (m.email = 'a' and m.id > 3)
  - {that: "(m.status = 'A' or m.id > 5) is not null", else: fail}
leave:
  later: [joined_on]
`,
  title: `
source: library.book as b
target: club.title
on_error: reject
copy: b
columns:
  name: answer() || shouted(b.title, b.id)
`,
  lending: `
source: library.loan as l
target: club.lending
on_error: reject
columns:
  id: l.id
  person_id:
    crosswalk: person
    key: [l.member_id, l.isbn]
    missing: reject
  title_id:
    lookup: club.title
    by: {isbn: upper(l.isbn)}
    take: id
    missing: 'null'
  taken_at: l.taken
  fee: l.fee::numeric * 2
  city: {const: "it's \\"Bath\\""}
`,
  right_side: `
source: feeds.donation as d
target: club.right_side
on_error: reject
columns:
  id: d._row
  note: d.book
`,
}

const OWN = parseYaml(
  'mapwright.yaml',
  'shouted(word text, times integer): repeat(upper(word), times)\nanswer(): "\'42\'"\n',
).value

const CHANGE = {
  ownFunctions:
    OWN?.kind === 'map'
      ? OWN.entries.flatMap(({ key, value }) =>
          value.kind === 'scalar' ? [{ signature: key, body: value }] : [],
        )
      : [],
}

describe('the emitted modules', () => {
  const directory = useTempFolder()
  const folder = buildFolder(directory)
  mkdirSync(folder, { recursive: true })

  it('are right as TypeScript sees them', async () => {
    const files = compileTexts(TEXTS, CHANGE).map(({ program, text }) => {
      const file = path.join(folder, program.module)
      writeFileSync(file, text)
      return file
    })
    // What an earlier version emitted is none of theirs.
    writeFileSync(path.join(folder, 'earlier.mts'), 'export const earlier: number = null\n')
    expect(await checkModules(directory, files)).toBe('')
  })

  it('are wrong where a NULL reaches a column that takes none', async () => {
    const title = compileTexts(TEXTS, CHANGE)[1]
    if (title === undefined) throw new Error('not compiled')
    const file = path.join(folder, 'wrong.mts')
    writeFileSync(file, title.text.replace('column_name(): string {', 'column_name(): Cell {'))
    expect(readFileSync(file, 'utf8')).not.toBe(title.text)
    expect(await checkModules(directory, [file])).toContain('TS2322')
    rmSync(file)
  })
})

describe('compiling', () => {
  it('gives the same bytes for the same input, and another digest for another meaning', () => {
    const [first, again] = [compileTexts(TEXTS, CHANGE), compileTexts(TEXTS, CHANGE)]
    expect(first.map(({ text, program }) => [text, program])).toEqual(
      again.map(({ text, program }) => [text, program]),
    )
    const commented = compileTexts({ ...TEXTS, title: `# a comment\n${TEXTS.title}` }, CHANGE)[1]
    expect(commented?.program.digest).toBe(first[1]?.program.digest)
    const title = TEXTS.title.replace('(b.title', '(b.isbn')
    const changed = compileTexts({ ...TEXTS, title }, CHANGE)[1]
    expect(changed?.program.digest).not.toBe(first[1]?.program.digest)
  })
})
