/** Rows of a table that references itself -> the same rows, each after the rows it references. */
import type { Row } from '../base/cell.ts'
import type { Program } from '../compile/program.ts'
import type { Spill } from '../connect/sqlite/spill.ts'
import { lookupKeyText, type FetchLookup } from './lookup-cache.ts'
import type { MappedRow } from './map-rows.ts'

interface Reference {
  /** Indexes of the referencing and of the referenced columns among the target's columns. */
  readonly child: readonly number[]
  readonly parent: readonly number[]
  /** Which keys the target already holds. */
  readonly fetch: FetchLookup
}

/** Rows wait on disk for parents that have not come yet, so memory does not grow with them. */
export class ParentOrder {
  readonly #references: readonly Reference[]
  readonly #spill: Spill
  #waiting = 0

  /** One `fetch` per self reference of the program. */
  constructor(program: Program, spill: Spill, fetches: readonly FetchLookup[]) {
    const indexOf = (name: string) =>
      program.target.columns.findIndex(({ column }) => column.name === name)
    this.#spill = spill
    this.#references = program.target.selfReference.flatMap(({ columns, references }, index) => {
      const fetch = fetches[index]
      if (fetch === undefined) return []
      return [{ child: columns.map(indexOf), parent: references.map(indexOf), fetch }]
    })
  }

  /** What of these rows, and of those waiting for them, can be loaded now, parents first. */
  async order(rows: readonly MappedRow[]): Promise<MappedRow[]> {
    const ready: MappedRow[] = []
    const readyKeys = new Set<string>()
    let candidates = rows
    while (candidates.length > 0) {
      const found = await this.#findInTarget(candidates, readyKeys)
      const { ordered, blocked } = this.#sort(
        candidates,
        (key) => readyKeys.has(key) || found.has(key),
      )
      for (const { row, key } of blocked) this.#wait(row, key)
      const released: MappedRow[] = []
      for (const row of ordered) {
        ready.push(row)
        for (const key of this.#ownKeys(row)) {
          readyKeys.add(key)
          released.push(...this.#release(key))
        }
      }
      candidates = released
    }
    return ready
  }

  /** Rows whose parents never came, in the order they came themselves. */
  *orphans(): Generator<MappedRow> {
    for (const text of this.#spill.rest()) yield JSON.parse(text) as MappedRow
  }

  #sort(rows: readonly MappedRow[], isLoaded: (key: string) => boolean) {
    const holders = new Map(rows.flatMap((row) => this.#ownKeys(row).map((key) => [key, row])))
    const children = new Map<MappedRow, MappedRow[]>()
    const missing = new Map<MappedRow, Set<string>>()
    for (const row of rows) {
      const own = new Set(this.#ownKeys(row))
      const keys = this.#parentKeys(row).filter((key) => !own.has(key) && !isLoaded(key))
      missing.set(row, new Set(keys))
      for (const key of keys) {
        const holder = holders.get(key)
        if (holder === undefined) continue
        const list = children.get(holder) ?? []
        list.push(row)
        children.set(holder, list)
      }
    }
    const ordered = rows.filter((row) => missing.get(row)?.size === 0)
    // Grows while it is walked: a row is appended when the last of its parents is passed.
    for (const row of ordered) {
      const keys = this.#ownKeys(row)
      for (const child of children.get(row) ?? []) {
        const left = missing.get(child)
        if (left === undefined || left.size === 0) continue
        for (const key of keys) left.delete(key)
        if (left.size === 0) ordered.push(child)
      }
    }
    const blocked = rows.flatMap((row) => {
      const [key] = missing.get(row) ?? []
      return key === undefined ? [] : [{ row, key }]
    })
    return { ordered, blocked }
  }

  async #findInTarget(
    rows: readonly MappedRow[],
    ready: ReadonlySet<string>,
  ): Promise<ReadonlySet<string>> {
    const found = new Set<string>()
    const own = new Set(rows.flatMap((row) => this.#ownKeys(row)))
    for (const [index, { child, fetch }] of this.#references.entries()) {
      const wanted = new Map<string, string[]>()
      for (const { cells } of rows) {
        const key = keyAt(cells, child)
        if (key === null) continue
        const text = referenceKey(index, key)
        if (!own.has(text) && !ready.has(text)) wanted.set(text, key)
      }
      if (wanted.size === 0) continue
      const results = await fetch([...wanted.values()])
      for (const [text, key] of wanted) {
        if (results.get(lookupKeyText(key)) !== undefined) found.add(text)
      }
    }
    return found
  }

  #ownKeys({ cells }: MappedRow): string[] {
    return this.#references.flatMap(({ parent }, index) => keysOf(cells, parent, index))
  }

  #parentKeys({ cells }: MappedRow): string[] {
    return this.#references.flatMap(({ child }, index) => keysOf(cells, child, index))
  }

  #wait(row: MappedRow, key: string): void {
    this.#spill.wait(key, JSON.stringify(row))
    this.#waiting += 1
  }

  #release(key: string): MappedRow[] {
    if (this.#waiting === 0) return []
    const rows = this.#spill.take(key).map((text) => JSON.parse(text) as MappedRow)
    this.#waiting -= rows.length
    return rows
  }
}

/** A reference with a NULL in it references nothing. */
function keyAt(cells: Row, indexes: readonly number[]): string[] | null {
  const key: string[] = []
  for (const index of indexes) {
    const cell = cells[index] ?? null
    if (cell === null) return null
    key.push(cell)
  }
  return key
}

function keysOf(cells: Row, indexes: readonly number[], reference: number): string[] {
  const key = keyAt(cells, indexes)
  return key === null ? [] : [referenceKey(reference, key)]
}

function referenceKey(reference: number, key: readonly string[]): string {
  return JSON.stringify([reference, ...key])
}
