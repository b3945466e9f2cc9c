/** Promises at work side by side -> their values, or the first failure in their order. */

/** Waits for all, whatever fails: nothing is left at work behind an error. */
export async function together<Work extends readonly Promise<unknown>[]>(
  work: readonly [...Work],
): Promise<{ -readonly [Index in keyof Work]: Awaited<Work[Index]> }> {
  const settled = await Promise.allSettled(work)
  const values = settled.map((each) => {
    if (each.status === 'rejected') throw each.reason
    return each.value
  })
  return values as { -readonly [Index in keyof Work]: Awaited<Work[Index]> }
}
