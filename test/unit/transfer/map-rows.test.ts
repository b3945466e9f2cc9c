import { expect, test } from 'vitest'
import { Counter } from '../../../src/transfer/counter.ts'
import { LookupCache } from '../../../src/transfer/lookup-cache.ts'
import { mapRows } from '../../../src/transfer/map-rows.ts'
import { batchOf } from '../../support/batches.ts'
import { load } from '../compile/load-compiled.ts'

test('a row counts a warning once, however many rules ask for the let that warns', async () => {
  const { compiled, transform } = await load(`
source: {from: library.member as m, where: called <> 'nobody'}
target: club.person
on_error: reject
let:
  called: {value: m.name, check: {that: value like 'A%', else: warn, code: NAME}}
columns:
  id: m.id
  legacy_id: m.id
  name: called
  email: upper(called)
  standing: {const: active}
leave:
  later: [joined_on]
`)
  const { program } = compiled
  const counter = new Counter()
  const mapper = {
    program,
    transform,
    counter,
    lookups: new LookupCache([], []),
    folded: null,
    refuse: () => {},
  }
  const rows = [
    ['1', 'Ada'],
    ['2', 'Berta'],
    ['3', 'nobody'],
    ['4', 'Carla'],
  ]
  const mapped = await mapRows(mapper, {
    ...batchOf(rows),
    packed: null,
    problems: new Map(),
    level: 0,
    ordinal: (index: number) => index + 1,
  })
  expect(mapped.map(({ ordinal }) => ordinal)).toEqual([1, 2, 4])
  expect(counter.tally().warnings).toEqual({ NAME: 2 })
})
