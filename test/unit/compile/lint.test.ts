import { readFileSync, readdirSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import type { Diagnostic } from '../../../src/base/diagnostic.ts'
import { atLevels, LINTS } from '../../../src/base/lint.ts'
import { compileProject } from '../../../src/compile/compile.ts'
import { repositoryRoot } from '../../support/cli-world.ts'
import { compileWorld, documentOf, shortly } from '../../support/compile-world.ts'

function found(text: string): readonly Diagnostic[] {
  return compileProject([documentOf('it', text)], compileWorld()).diagnostics
}

/** Code and sentence of what is said of a map of a room's column. */
function ofMap(column: string, entries: string): readonly string[] {
  const diagnostics = found(`
source: library.room as r
target: club.keyless
columns:
  code: r.id
  note: {of: r.${column}, map: {${entries}}, else: reject}
`)
  return diagnostics
    .filter(({ code }) => code !== 'COMPILE_KEY_MISSING')
    .map(({ code, message }) => `${code} ${message}`)
}

const NEVER = "COMPILE_ENTRY_UNREACHABLE No value of this map's source"

describe('entries of a map that no value meets', () => {
  it('are those that a check constraint does not allow, with what was meant', () => {
    expect(ofMap('kind', 'quiet: q, loud: l')).toEqual([])
    expect(ofMap('kind', 'quiet: q, luod: l')).toEqual([
      `${NEVER} is "luod", so this entry is never used. Did you mean "loud"?`,
    ])
    expect(ofMap('floor', '1: first, 3: third, null: none')).toEqual([
      `${NEVER} is "3", so this entry is never used. There are: 1, 2.`,
    ])
  })

  it('are texts longer than the column, and numbers beyond its type', () => {
    expect(ofMap('code', 'abc: x, abcd: y')).toEqual([
      `${NEVER} is as long as "abcd", so this entry is never used.`,
    ])
    expect(ofMap('id % 4', '3: x, 4: y, 5: z')).toEqual([
      `${NEVER} is as large as "5", so this entry is never used.`,
    ])
  })

  it('are words that no CASE gives', () => {
    const diagnostics = found(`
source: library.room as r
target: club.right_side
columns:
  id: r.id
  note:
    of: case when r.id > 3 then 'high' else 'low' end
    map: {high: h, lwo: l, low: l}
`)
    expect(diagnostics.map(({ code }) => code)).toEqual(['COMPILE_ENTRY_UNREACHABLE'])
  })
})

it('labels of an enumeration are suggested where one is misspelt', () => {
  const standing = (rule: string) =>
    found(`
source: library.member as m
target: {into: club.person, key: [legacy_id]}
on_error: reject
columns:
  legacy_id: m.id
  name: m.name
  standing: ${rule}
  email: null
  joined_on: null
leave: {generated: [id]}
`).map(({ code, message }) => `${code} ${/Did you mean .*$/u.exec(message)?.[0] ?? message}`)
  expect(standing('{const: actve}')).toEqual(['COMPILE_CONSTANT Did you mean "active"?'])
  expect(standing('"(\'inactiv\')"')).toEqual(['EXPRESSION_LITERAL Did you mean "inactive"?'])
  expect(standing('{of: m.status, map: {A: activ}, else: reject}')).toEqual([
    'COMPILE_MAP_VALUE Did you mean "active"?',
  ])
})

it('an on_error is unused where every outcome has its own', () => {
  const status = (more: string) =>
    found(`
source: library.member as m
target: club.right_side
columns:
  id: m.id
  note: {of: m.status, map: {A: a, null: n}${more}}
`).map(({ code }) => code)
  expect(status(', else: reject, on_error: reject')).toEqual(['COMPILE_OUTCOME_UNUSED'])
  expect(status(', on_error: reject')).toEqual([])
})

it('a let that only an unread let reads is unread', () => {
  const diagnostics = found(`
source: library.book as b
target: club.title
let:
  first: left(b.shelf, 1)
  second: first || '!'
columns:
  id: b.id
  isbn: left(b.isbn, 13)
  name: b.title
`)
  expect(diagnostics.map(({ code, line }) => `${code} ${line}`)).toEqual([
    'COMPILE_LET_UNUSED 5',
    'COMPILE_LET_UNUSED 6',
  ])
})

describe('levels of lints', () => {
  const at = { file: 'mappings/it.yaml', line: 1, column: 1, message: 'It is so.' }
  const warning = { ...at, code: 'COMPILE_LET_UNUSED', severity: 'warning' } as const

  it('change warnings, and nothing else', () => {
    const error = { ...at, code: 'COMPILE_HAZARD', severity: 'error' } as const
    const levels = new Map([
      ['COMPILE_LET_UNUSED', 'error'],
      ['COMPILE_HAZARD', 'off'],
    ] as const)
    expect(atLevels([warning, error], levels)).toEqual([{ ...warning, severity: 'error' }, error])
    expect(atLevels([warning], new Map([['COMPILE_LET_UNUSED', 'off']]))).toEqual([])
    expect(atLevels([warning], new Map())).toEqual([warning])
  })

  it('are there for every warning that compiling gives', () => {
    const folder = path.join(repositoryRoot, 'src/compile')
    const names = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    const texts = names
      .filter((name) => name.endsWith('.ts'))
      .map((name) => readFileSync(path.join(folder, name), 'utf8'))
    const warned = texts.flatMap((text) =>
      [...text.matchAll(/\.warn\(\s*'(\w+)'/gu)].map((match) => match[1] ?? ''),
    )
    const lints = Object.keys(LINTS).filter((code) => code.startsWith('COMPILE_'))
    expect([...new Set(warned)].toSorted()).toEqual(lints.toSorted())
  })
})

it('a let that looks itself up is told so, and nothing goes round for ever', () => {
  const text = `source: library.member as m
target: club.title
on_error: reject
let:
  name: {lookup: club.room, by: {room: name}, take: room, missing: reject}
columns: {id: m.id, isbn: m.card_no, name: name}`
  const { diagnostics } = compileProject([documentOf('title', text)], compileWorld())
  expect(shortly(diagnostics)).toEqual(['COMPILE_LET_CYCLE 5:3'])
})
