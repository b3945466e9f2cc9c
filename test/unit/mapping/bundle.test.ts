/** A bundle is as many mappings as it lists tables, each with its place in the list. */
import { describe, expect, it } from 'vitest'
import { readMapping, readMappingFile } from '../../../src/mapping/read-mapping.ts'
import { mappingsTwice } from '../../../src/mapping/twice.ts'
import type { Project } from '../../../src/project/project.ts'

const NO_DEFAULTS = { file: 'mapwright.yaml', node: null }

function read(text: string, naming: Project['naming'] = 'same', path = 'mappings/copied.yaml') {
  return readMappingFile({ path, text }, NO_DEFAULTS, naming)
}

function bundle(tables: string, more = ''): string {
  return `source: legacy.dbo.*\ntarget: shop.*\n${more}tables: [${tables}]\n`
}

describe('a bundle', () => {
  it('reads as the mappings that it stands for', () => {
    const { value, diagnostics } = read(bundle("actor, 'Regions as region'", 'tags: [a]\n'))
    expect(diagnostics).toEqual([])
    const alone = readMapping(
      {
        path: 'mappings/region.yaml',
        text: 'source: legacy.dbo.Regions\ntarget: shop.region\ncopy: Regions\ntags: [a]\n',
      },
      NO_DEFAULTS,
    ).value
    expect(value?.map(({ name }) => name)).toEqual(['actor', 'region'])
    expect(without(value?.[1])).toEqual(without(alone))
    expect(value?.[1]?.target.into.at).toMatchObject({ file: 'mappings/copied.yaml', line: 4 })
  })

  it('names tables of the target as the project does', () => {
    const { value } = read(bundle(`OrderDetails, '"Zip Codes"'`), 'snake_case')
    expect(value?.map(({ name, target }) => [name, target.into.table])).toEqual([
      ['order_details', 'order_details'],
      ['zip_codes', 'zip_codes'],
    ])
    expect(value?.[1]?.source.from).toMatchObject({ table: '"Zip Codes"', alias: 'Zip Codes' })
    expect(value?.[1]?.copy?.value).toBe('Zip Codes')
  })

  it.each([
    ['source: legacy.*\ntarget: shop.*\n', 'YAML_MISSING_KEY'],
    ['source: legacy.actor\ntarget: shop.*\ntables: [actor]\n', 'MAPPING_BUNDLE'],
    ['source: legacy.*\ntarget: shop.actor\ntables: [actor]\n', 'MAPPING_BUNDLE'],
    [bundle(`'"a b"'`), 'MAPPING_BUNDLE'],
    [bundle('actor', 'copy: a\n'), 'YAML_UNKNOWN_KEY'],
  ])('that means nothing says so: %s', (text, code) => {
    expect(read(text).diagnostics.map((each) => each.code)).toEqual([code])
  })

  it('lists no table that has a mapping already', () => {
    const own = read(
      'source: legacy.actor\ntarget: shop.actor\ncopy: actor\n',
      'same',
      'a/actor.yaml',
    )
    const documents = [...(read(bundle('film, actor, film')).value ?? []), ...(own.value ?? [])]
    const found = mappingsTwice(documents)
    expect(found.map(({ column, message }) => [column, message.includes('above')])).toEqual([
      [16, false],
      [23, true],
    ])
  })
})

/** What a document says, wherever it stands. */
function without(document: unknown): unknown {
  const text = JSON.stringify(document, (key, value: unknown) =>
    key === 'at' || key === 'file' ? undefined : value,
  )
  return JSON.parse(text)
}
