/** Work tables that are read, and are not there as they have to be -> what to do about it. */
import type { Diagnostic } from '../base/diagnostic.ts'
import type { Program } from '../compile/program.ts'

/**
 * `shapes`: those that are there. What `filling` fills first need not be there; reconciliation
 * compares what is, and fills nothing.
 */
export function missingWork(
  programs: readonly Program[],
  filling: readonly Program[],
  shapes: ReadonlyMap<string, string>,
): readonly Diagnostic[] {
  const coming = new Set(filling.flatMap(({ target }) => target.work?.name ?? []))
  return programs.flatMap(({ name: program, file, readsWork, target }) => {
    const own = filling.length === 0 && target.work !== null ? [target.work] : []
    return [...readsWork, ...own].flatMap(({ name, shape }): readonly Diagnostic[] => {
      if (coming.has(name) || shapes.get(name) === shape) return []
      const message = shapes.has(name)
        ? `work.${name} was filled with other columns than it has now. Run the mapping that ` +
          `fills it, and what reads it: --select +${program}.`
        : `work.${name} has not been filled yet. Run the mapping that fills it first: --select ` +
          `+${program}.`
      return [{ file, line: 1, column: 1, code: 'PLAN_WORK_MISSING', severity: 'error', message }]
    })
  })
}
