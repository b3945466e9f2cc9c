/** Rows as they were read -> the rows that rules see: one an item, the first of equals, groups. */
import { foldRows } from './fold.ts'
import { MadeBatch } from './made-batch.ts'
import { keepEach, type Mapper } from './map-rows.ts'
import type { SourceBatch } from './source-rows.ts'

/** What is refused or filtered on the way goes to the mapper. */
export function shapeRows(
  mapper: Mapper,
  batches: AsyncIterable<SourceBatch>,
): AsyncIterable<SourceBatch> {
  const { shape } = mapper.program
  if (shape === null) return batches
  const expanded = shape.each ? expandRows(mapper, batches) : batches
  return shape.group === null ? expanded : foldRows(mapper, expanded)
}

async function* expandRows(
  mapper: Mapper,
  batches: AsyncIterable<SourceBatch>,
): AsyncIterable<SourceBatch> {
  const { program, transform, lookups, counter } = mapper
  for await (const batch of batches) {
    const made = new MadeBatch(1)
    await keepEach(mapper, batch, (row, index, issues) => {
      const rows = transform.expand?.(row, lookups.found, issues) ?? null
      if (rows === null) mapper.refuse(row, batch.ordinal(index), [...issues.problems])
      else if (rows.length === 0) counter.filter(program.shape?.noItem ?? '')
      else counter.added += rows.length - 1
      for (const item of rows ?? []) made.add(item, batch.ordinal(index))
    })
    yield made
  }
}
