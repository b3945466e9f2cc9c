/** Items of `each` in a grouped mapping, whatever they are called. */
import { expect, it } from 'vitest'
import { compileProject } from '../../../src/compile/compile.ts'
import { compileWorld, documentOf, shortly } from '../../support/compile-world.ts'

function problems(name: string): readonly string[] {
  const document = documentOf(
    'it',
    `source:
  from: library.member as m
  each: string_to_table(m.name, ' ') as p("${name}")
  group_by: [m.id]
target: club.title
on_error: reject
columns:
  id: m.id
  isbn: '"${name}"'
  name: string_agg("${name}", ' ')
`,
  )
  return shortly(compileProject([document], compileWorld()).diagnostics)
}

it.each(['word', 'a word', 'string_agg 1'])('the item "%s" may differ within its group', (name) => {
  expect(problems(name)).toEqual(['COMPILE_NOT_GROUPED 9:3'])
})
