/** Keys that only grow need no search, and keys that do not are never taken for such. */
import { describe, expect, test } from 'vitest'
import fc from 'fast-check'
import type { Cell } from '../../../src/base/cell.ts'
import type { Program } from '../../../src/compile/program.ts'
import { Spill } from '../../../src/connect/sqlite/spill.ts'
import {
  KeysUnordered,
  searchAscending,
  searchInStream,
  type DuplicateSearch,
} from '../../../src/transfer/duplicate-keys.ts'
import { libraryPrograms } from '../../support/library-run.ts'
import { useTempFolder } from '../../support/temp-folder.ts'

const [reader] = libraryPrograms(useTempFolder(), { reader: {} }) as [Program]
const [id, other] = reader.target.columns
const program: Program = {
  ...reader,
  target: { ...reader.target, key: [id?.column.name ?? '', other?.column.name ?? ''] },
}

function answers(search: DuplicateSearch, keys: readonly (readonly Cell[])[]) {
  return keys.map((cells, index) => search({ cells, source: cells, ordinal: index + 1 }))
}

describe('keys in the order of their rows', () => {
  test('have no duplicate while they grow, as numbers or as texts', () => {
    const keys = [
      ['2', 'a'],
      ['2', 'b'],
      ['9', 'a'],
      ['10', 'a'],
      ['10', 'aa'],
      [null, 'a'],
      ['100', 'a'],
    ]
    expect(answers(searchAscending(program), keys)).toEqual(keys.map(() => null))
  })

  test('are never passed where one comes twice, wherever that is', () => {
    const part = fc.constantFrom('1', '2', '10', 'a', 'B', '')
    fc.assert(
      fc.property(fc.array(fc.tuple(part, part), { maxLength: 6 }), (keys) => {
        using spill = new Spill()
        const isUnique = answers(searchInStream(program, spill), keys).every((it) => it === null)
        const passes = () => answers(searchAscending(program), keys)
        if (!isUnique) expect(passes).toThrow(KeysUnordered)
      }),
      { numRuns: 300 },
    )
  })
})
