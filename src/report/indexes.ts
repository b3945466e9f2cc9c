/** Indexes that were taken off targets for their load, as blocks of a report. */
import { table, type Block } from './document.ts'

interface Loaded {
  readonly target: string
  readonly indexes: readonly { readonly name: string; readonly built: boolean }[]
}

/** The table is slow to read, not wrong, without those that are missing. */
export function indexBlocks(units: readonly Loaded[]): readonly Block[] {
  const rowsOf = (built: boolean) =>
    units.flatMap(({ target, indexes }) =>
      indexes
        .filter((index) => index.built === built)
        .map(({ name }) => ({ cells: [target, name] })),
    )
  const [built, missing] = [rowsOf(true), rowsOf(false)]
  return [
    ...(missing.length === 0
      ? []
      : [
          { kind: 'heading', text: 'Indexes that are missing until the run is done' } as const,
          table(['target', 'index'], missing),
        ]),
    ...(built.length === 0
      ? []
      : [
          { kind: 'heading', text: 'Indexes built after the load' } as const,
          table(['target', 'index'], built),
        ]),
  ]
}
