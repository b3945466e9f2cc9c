/** Asks both sides about random expressions, and keeps what they answered differently. */
import type { Cell } from '../../../src/base/cell.ts'
import { certaintyOf, nothingKnown } from '../../../src/expression/certainty.ts'
import { functionTable } from '../../../src/function/table.ts'
import { isCompiled, type Outcome } from '../../support/evaluate.ts'
import type { Difference } from '../differences.ts'
import { randomRows, type Row } from './columns.ts'
import { Coverage } from './coverage.ts'
import { Generator } from './generator.ts'
import {
  brokenClaim,
  hasConstantPart,
  knownDifference,
  knownValue,
  mismatchOf,
  OTHER_VALUE,
} from './judge.ts'
import { compiledOrCrash, runOrCrash, type Own } from './own.ts'
import { hasConstantPiece, textOf, type Piece } from './piece.ts'
import { Random } from './random.ts'
import { OracleServer, type Asked, type ServerAnswer, type ServerAnswers } from './server.ts'
import { shrink } from './shrink.ts'

export interface OracleOptions {
  readonly seed: number
  /** The number of the first expression. */
  readonly from: number
  readonly count: number
  readonly onProgress?: (done: number, found: number) => void
}

/** An expression that both sides answer differently, made as small as it still is so. */
export interface Found {
  readonly number: number
  readonly text: string
  readonly what: string
  readonly row: Row
  readonly ours: string
  readonly server: string
}

export interface OracleResult {
  readonly found: readonly Found[]
  /** How many rows gave what. */
  readonly rows: { cell: number; null: number; refused: number }
  /** Differences that are documented, and how many rows met them. */
  readonly known: ReadonlyMap<Difference, number>
  /** Rows that differ where a part reads no row: see `hasConstantPart`. */
  readonly planned: number
  readonly coverage: Coverage
}

const NOTHING_KNOWN = nothingKnown(functionTable)
const ROWS = 500
const ROWS_EACH = 4
const BATCH = 200
/** More would tell no more, and each takes a while to make smaller. */
const FOUND_MAX = 25

export async function runOracle(url: string, options: OracleOptions): Promise<OracleResult> {
  const rows = randomRows(options.seed, ROWS)
  const server = await OracleServer.open(url, rows)
  try {
    const run = new OracleRun(server, rows, options)
    return await run.all()
  } finally {
    await server.close()
  }
}

interface Posed extends Asked {
  readonly piece: Piece
}

interface Question extends Posed {
  readonly number: number
}

/** What is the matter with an expression for a row. */
interface Trouble {
  readonly what: string
  readonly id: number
  readonly ours: string
  readonly server: string
}

class OracleRun {
  readonly #server: OracleServer
  readonly #rows: readonly Row[]
  readonly #cells: readonly ReadonlyMap<string, Cell>[]
  readonly #options: OracleOptions
  readonly #found: Found[] = []
  readonly #counts = { cell: 0, null: 0, refused: 0 }
  readonly #known = new Map<Difference, number>()
  readonly #coverage = new Coverage()
  #planned = 0

  constructor(server: OracleServer, rows: readonly Row[], options: OracleOptions) {
    this.#server = server
    this.#rows = rows
    this.#cells = rows.map((row) => new Map(Object.entries(row)))
    this.#options = options
  }

  async all(): Promise<OracleResult> {
    const { from, count, onProgress } = this.#options
    for (let start = 0; start < count && this.#found.length < FOUND_MAX; start += BATCH) {
      const size = Math.min(BATCH, count - start)
      const batch = Array.from({ length: size }, (_, index) => this.#question(from + start + index))
      // The server works on its answers while we make ours.
      const answering = this.#server.ask(batch)
      const mine = batch.map(({ text }) => compiledOrCrash(text))
      const answers = await answering
      for (const [index, question] of batch.entries()) {
        const answer = answers[index]
        const own = mine[index]
        if (answer !== undefined && own !== undefined) await this.#settle(question, own, answer)
      }
      onProgress?.(start + size, this.#found.length)
    }
    return {
      found: this.#found,
      rows: this.#counts,
      known: this.#known,
      planned: this.#planned,
      coverage: this.#coverage,
    }
  }

  /** The same for the same number and seed, whatever else is asked. */
  #question(number: number): Question {
    const random = new Random(this.#options.seed, number)
    const piece = new Generator(random).root(number)
    const first = random.below(ROWS - ROWS_EACH + 1)
    const rows = Array.from({ length: ROWS_EACH }, (_, index) => first + index)
    return { number, piece, text: textOf(piece), rows }
  }

  async #settle(question: Question, own: Own, answer: ServerAnswers): Promise<void> {
    this.#coverage.count(question.text, own, answer)
    const trouble = this.#troubleOf(question, own, answer, true)
    if (trouble === undefined || this.#found.length >= FOUND_MAX) return
    const smallest = await shrink(question.piece, async (pieces) => {
      const asked = pieces.map((piece) => ({ piece, text: textOf(piece), rows: [trouble.id] }))
      const all = await this.#server.ask(asked)
      return asked.map((each, index) => {
        const other = all[index]
        const mine = compiledOrCrash(each.text)
        return (
          other !== undefined && this.#troubleOf(each, mine, other, false)?.what === trouble.what
        )
      })
    })
    await this.#keep(question.number, smallest, trouble)
  }

  async #keep(number: number, piece: Piece, trouble: Trouble): Promise<void> {
    const text = textOf(piece)
    const asked = { piece, text, rows: [trouble.id] }
    const [answer] = await this.#server.ask([asked])
    const again = answer && this.#troubleOf(asked, compiledOrCrash(text), answer, false)
    const difference = trouble.what === OTHER_VALUE ? knownValue(text) : undefined
    if (difference !== undefined) {
      this.#countKnown(difference)
      return
    }
    const row = this.#rows[trouble.id] ?? {}
    const used = Object.entries(row).filter(([name]) => text.includes(`c.${name}`))
    const isKnown = this.#found.some((found) => shapeOf(found.text) === shapeOf(text))
    if (isKnown) return
    this.#found.push({ number, text, row: Object.fromEntries(used), ...(again ?? trouble) })
  }

  #troubleOf(
    { piece, text, rows }: Posed,
    own: Own,
    answer: ServerAnswers,
    isCounted: boolean,
  ): Trouble | undefined {
    if ('crashed' in own) {
      return { what: 'an exception here', id: rows[0] ?? 0, ours: own.crashed, server: '' }
    }
    if (!isCompiled(own) || answer.kind === 'refused') return undefined
    const certain = certaintyOf(own.tree, NOTHING_KNOWN)
    for (const [index, id] of rows.entries()) {
      const server = answer.answers[index]
      const cells = this.#cells[id]
      if (server === undefined || cells === undefined) continue
      const ours = runOrCrash(own, cells)
      const told = { id, ours: JSON.stringify(ours), server: JSON.stringify(server) }
      if ('crashed' in ours) return { what: 'an exception here', ...told }
      const claim = brokenClaim(own.tree, ours, certain)
      if (claim !== undefined) return { what: claim, ...told }
      if (isCounted) this.#countRow(ours)
      const isPlanned = hasConstantPart(own.tree) || hasConstantPiece(piece)
      const what = this.#mismatch({ text, isPlanned }, ours, server, isCounted)
      if (what !== undefined) return { what, ...told }
    }
    return undefined
  }

  #countRow(ours: Outcome): void {
    if ('refused' in ours) this.#counts.refused += 1
    else if ('cell' in ours) this.#counts[ours.cell === null ? 'null' : 'cell'] += 1
  }

  #mismatch(
    { text, isPlanned }: { readonly text: string; readonly isPlanned: boolean },
    ours: Outcome,
    server: ServerAnswer,
    isCounted: boolean,
  ): string | undefined {
    const mismatch = mismatchOf(ours, server)
    if (mismatch === undefined) return undefined
    const known = knownDifference(text, ours, mismatch)
    if (known === undefined && !isPlanned) return mismatch.what
    if (!isCounted) return undefined
    if (known === undefined) this.#planned += 1
    else this.#countKnown(known)
    return undefined
  }

  #countKnown(difference: Difference): void {
    this.#known.set(difference, (this.#known.get(difference) ?? 0) + 1)
  }
}

/** Expressions of one shape have one trouble: columns and literals aside. */
function shapeOf(text: string): string {
  return text.replaceAll(/c\.\w+|'(?:[^']|'')*'|\d+/gu, '?')
}
