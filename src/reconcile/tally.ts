/** Pairs of rows -> what they add up to, and the first findings. */
import type { Cell, Row } from '../base/cell.ts'
import type { Program, TargetColumn } from '../compile/program.ts'
import { sameCell } from './compare.ts'
import type { Finding } from './finding.ts'
import { keyIndexesOf } from './ordered.ts'
import type { PairSink } from './pairs.ts'

const MASK = '[masked]'

/** Counts pairs, and keeps as many findings as are wanted. */
export class Tally implements PairSink {
  readonly #program: Program
  readonly #findingsMax: number
  readonly #columns: readonly TargetColumn[]
  readonly #keyIndexes: readonly number[]
  readonly #byColumn = new Map<string, number>()
  readonly findings: Finding[] = []
  findingCount = 0
  matched = 0
  differing = 0
  missingRows = 0
  extraRows = 0
  duplicateRows = 0
  repeatedRows = 0

  constructor(program: Program, findingsMax: number) {
    this.#program = program
    this.#findingsMax = findingsMax
    this.#columns = program.target.columns
    this.#keyIndexes = keyIndexesOf(program)
  }

  get expected(): number {
    return this.matched + this.differing + this.missingRows
  }

  get actual(): number {
    return this.matched + this.differing + this.extraRows + this.duplicateRows
  }

  get byColumn(): Readonly<Record<string, number>> {
    return Object.fromEntries(this.#byColumn)
  }

  both(expected: Row, actual: Row): void {
    const columns = this.#columns
    let isSame = true
    for (let index = 0; index < columns.length; index += 1) {
      // Nearly all cells are the same text: no more is done for those.
      if (expected[index] === actual[index]) continue
      if (!this.#isSame(index, expected, actual)) isSame = false
    }
    if (isSame) this.matched += 1
    else this.differing += 1
  }

  same(): void {
    this.matched += 1
  }

  missing(expected: Row): void {
    this.missingRows += 1
    this.#findRow('missing', expected)
  }

  extra(actual: Row): void {
    this.extraRows += 1
    this.#findRow('extra', actual)
  }

  duplicate(actual: Row): void {
    this.duplicateRows += 1
    this.#findRow('duplicate', actual)
  }

  repeated(): void {
    this.repeatedRows += 1
  }

  find(finding: Finding): void {
    this.findingCount += 1
    if (this.findings.length < this.#findingsMax) this.findings.push(finding)
  }

  #findRow(kind: 'missing' | 'extra' | 'duplicate', row: Row): void {
    this.find({ kind, unit: this.#program.name, key: this.#shownKey(row) })
  }

  /** False: the values differ, and the finding is noted. */
  #isSame(index: number, expected: Row, actual: Row): boolean {
    const target = this.#columns[index] as TargetColumn
    const wanted = expected[index] ?? null
    const held = actual[index] ?? null
    if (sameCell(target.column.type, wanted, held, target.tolerance)) return true
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
    return false
  }

  #shownKey(row: Row): readonly Cell[] {
    return this.#keyIndexes.map((index) => shown(row[index] ?? null, this.#columns[index]))
  }
}

/** NULL is told apart from a masked value; the value itself is not for reports. */
function shown(cell: Cell, target: TargetColumn | undefined): Cell {
  return cell !== null && target !== undefined && target.class !== null ? MASK : cell
}
