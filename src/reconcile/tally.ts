/** Pairs of rows -> what they add up to, and the first findings. */
import type { Cell } from '../base/cell.ts'
import type { Program, TargetColumn } from '../compile/program.ts'
import { sameCell, type KeyedRow, type Pair } from './compare.ts'
import type { Finding } from './finding.ts'

const MASK = '[masked]'

/** Counts pairs, and keeps as many findings as are wanted. */
export class Tally {
  readonly #program: Program
  readonly #findingsMax: number
  readonly #keyColumns: readonly (TargetColumn | undefined)[]
  readonly #byColumn = new Map<string, number>()
  readonly findings: Finding[] = []
  findingCount = 0
  matched = 0
  differing = 0
  missing = 0
  extra = 0
  duplicate = 0

  constructor(program: Program, findingsMax: number) {
    this.#program = program
    this.#findingsMax = findingsMax
    this.#keyColumns = program.target.key.map((name) =>
      program.target.columns.find(({ column }) => column.name === name),
    )
  }

  get expected(): number {
    return this.matched + this.differing + this.missing
  }

  get actual(): number {
    return this.matched + this.differing + this.extra + this.duplicate
  }

  get byColumn(): Readonly<Record<string, number>> {
    return Object.fromEntries(this.#byColumn)
  }

  add(pair: Pair): void {
    switch (pair.kind) {
      case 'missing':
        this.missing += 1
        this.#findRow('missing', pair.expected)
        break
      case 'extra':
      case 'duplicate':
        this[pair.kind] += 1
        this.#findRow(pair.kind, pair.actual)
        break
      case 'both':
        this.#compare(pair.expected, pair.actual)
        break
    }
  }

  find(finding: Finding): void {
    this.findingCount += 1
    if (this.findings.length < this.#findingsMax) this.findings.push(finding)
  }

  #findRow(kind: 'missing' | 'extra' | 'duplicate', row: KeyedRow): void {
    this.find({ kind, unit: this.#program.name, key: this.#shownKey(row) })
  }

  #compare(expected: KeyedRow, actual: KeyedRow): void {
    let isSame = true
    for (const [index, target] of this.#program.target.columns.entries()) {
      const wanted = expected.cells[index] ?? null
      const held = actual.cells[index] ?? null
      if (sameCell(target.column.type, wanted, held, target.tolerance)) continue
      isSame = false
      const column = target.column.name
      this.#byColumn.set(column, (this.#byColumn.get(column) ?? 0) + 1)
      this.find({
        kind: 'different',
        unit: this.#program.name,
        key: this.#shownKey(actual),
        column,
        expected: shown(wanted, target),
        actual: shown(held, target),
      })
    }
    if (isSame) this.matched += 1
    else this.differing += 1
  }

  #shownKey(row: KeyedRow): readonly Cell[] {
    return row.key.map((cell, index) => shown(cell, this.#keyColumns[index]))
  }
}

/** NULL is told apart from a masked value; the value itself is not for reports. */
function shown(cell: Cell, target: TargetColumn | undefined): Cell {
  return cell !== null && target !== undefined && target.class !== null ? MASK : cell
}
