/** The rows of one chunk: read, mapped, loaded, and counted. */
import type { Reject, Row } from '../base/cell.ts'
import { Spill } from '../connect/sqlite/spill.ts'
import type { ChunkFacts } from '../ledger/claim.ts'
import { readDuplicates } from '../ledger/duplicates.ts'
import { writeRejects } from '../ledger/rejects.ts'
import type { KeyRange } from '../ledger/chunks.ts'
import type { LoadCounts, LoadRequest } from '../plugin/load.ts'
import {
  duplicateProblem,
  searchAscending,
  searchInList,
  searchInStream,
  type DuplicateSearch,
} from './duplicate-keys.ts'
import { earlierKeeper } from './earlier-rows.ts'
import { BatchLoader, type RowLoader } from './loader.ts'
import { mapEach, mapRows, type MappedRow, type Mapper, type Refuse } from './map-rows.ts'
import { afterIdle, createMapper, openBatches, selfReferenceFetches } from './open.ts'
import { packedCopies } from './packed.ts'
import { ParentOrder } from './parent-order.ts'
import type { Sessions, TaskControl, UnitTask } from './sessions.ts'
import { rejectOf, type SourceBatch } from './source-rows.ts'
import { stopIfAsked, StopRun } from './stop.ts'
import { StreamLoader } from './stream-loader.ts'

export interface ChunkTask extends UnitTask {
  readonly chunk: number
  readonly range: KeyRange
  /** True when the unit has no other chunk. */
  readonly isOnly: boolean
  readonly leaseMs: number
}

/** Rejects are written together, but memory is not for them. */
const REJECTS_HELD_MAX = 500

interface AttemptOptions {
  readonly control: TaskControl
  /** What ends the attempt where it turns out not to be so. */
  readonly hopes: { readonly noneRefused: boolean; readonly keysGrow: boolean }
}

/** The state of one attempt at a chunk. */
export class ChunkTransfer {
  readonly #sessions: Sessions
  readonly #task: ChunkTask
  readonly #control: TaskControl
  readonly #keysGrow: boolean
  readonly #request: LoadRequest
  readonly #loader: RowLoader
  #mapper: Mapper | null = null
  #rejects: Reject[] = []
  #rejectsWritten = 0

  constructor(sessions: Sessions, task: ChunkTask, { control, hopes }: AttemptOptions) {
    this.#sessions = sessions
    this.#task = task
    this.#control = control
    this.#keysGrow = hopes.keysGrow
    const { target } = task.loaded.program
    this.#request = {
      table: target.table,
      columns: target.columns.map(({ column }) => column),
      key: target.key,
      mode: target.load === 'upsert' ? 'upsert' : 'insert',
      copies: packedCopies(task.loaded.program),
    }
    const { target: session } = sessions
    const { openStream } = session
    const loaded = (counts: LoadCounts) => this.#mapper?.counter.load(counts)
    if (hopes.noneRefused && openStream !== null && this.#request.mode === 'insert') {
      this.#loader = new StreamLoader(() => openStream(this.#request), loaded)
      return
    }
    this.#loader = new BatchLoader(session, this.#request, {
      loaded,
      refused: ({ batch, index }, problem) => {
        if (this.#mapper === null) return
        this.#mapper.counter.mapped -= 1
        this.#mapper.refuse(batch.row(index), batch.ordinal(index), [problem])
      },
    })
  }

  async transfer(): Promise<Omit<ChunkFacts, 'ms'>> {
    try {
      return await this.#transfer()
    } finally {
      // Before anything else, a rollback too, the session has to be free.
      await this.#loader.idle().catch(() => {})
    }
  }

  async #transfer(): Promise<Omit<ChunkFacts, 'ms'>> {
    const { loaded, range } = this.#task
    using spill = new Spill()
    using mapper = await createMapper(this.#sessions, loaded, {
      refuse: this.#keepReject,
      whenIdle: () => this.#loader.idle(),
    })
    this.#mapper = mapper
    const search = await this.#duplicateSearch(spill)
    const parents = this.#parentOrder(spill)
    const keepEarlier = await earlierKeeper(this.#sessions, this.#task)
    const isPlain = search === null && parents === null && keepEarlier === null
    const mayPack = isPlain && this.#sessions.target.takesPacked(this.#request)
    const batches = openBatches(this.#sessions, loaded, mapper, { range, mayPack })
    for await (const batch of batches) {
      stopIfAsked(this.#control)
      if (parents === null && keepEarlier === null) {
        await mapEach(mapper, batch, (cells, index, source) => {
          const row = { cells, source, ordinal: batch.ordinal(index) }
          if (search === null || isFirst(mapper, row, search)) this.#add(cells, batch, index)
        })
      } else {
        const mapped = await mapRows(mapper, batch)
        const first = mapped.filter((row) => search === null || isFirst(mapper, row, search))
        const ordered = parents === null ? first : await parents.order(first)
        if (keepEarlier !== null) {
          await this.#loader.idle()
          await keepEarlier(ordered)
        }
        for (const row of ordered) this.#add(row.cells, batchOf(row), 0)
        // The next rows may look for these as their parents.
        await this.#load()
      }
      if (this.#loader.isFull) await this.#load()
      this.#control.progress(batch.count)
    }
    await this.#load()
    await this.#loader.idle()
    for (const row of parents?.orphans() ?? []) refuseOrphan(mapper, row)
    await this.#flushRejects()
    return { account: mapper.counter.account(), tally: mapper.counter.tally() }
  }

  #add(cells: Row, batch: SourceBatch, index: number): void {
    this.#loader.add(cells, batch, index)
    if (this.#mapper !== null) this.#mapper.counter.mapped += 1
  }

  /** What was added goes on its way; many rejects are written first, while the session is free. */
  async #load(): Promise<void> {
    if (this.#rejects.length >= REJECTS_HELD_MAX) await this.#flushRejects()
    this.#refuseBeyondLimit()
    await this.#loader.flush()
  }

  readonly #keepReject: Refuse = (source, ordinal, problems) => {
    this.#rejects.push(rejectOf(this.#task.loaded.program, source, ordinal, problems))
  }

  async #duplicateSearch(spill: Spill): Promise<DuplicateSearch | null> {
    const { program } = this.#task.loaded
    const hasRivals = (program.arm?.rivals ?? []).length > 0
    if (program.keyIsOneToOne && !hasRivals) return null
    if (this.#task.isOnly && !hasRivals) {
      return this.#keysGrow ? searchAscending(program) : searchInStream(program, spill)
    }
    const losers = await readDuplicates(this.#sessions.ledger, this.#task)
    // A search would take the rows apart that may go on as they came.
    return losers.size === 0 ? null : searchInList(program, losers)
  }

  #parentOrder(spill: Spill): ParentOrder | null {
    const { program } = this.#task.loaded
    if (program.target.selfReference.length === 0) return null
    const fetches = selfReferenceFetches(this.#sessions, program)
    const whenIdle = () => this.#loader.idle()
    return new ParentOrder(
      program,
      spill,
      fetches.map((fetch) => afterIdle(fetch, whenIdle)),
    )
  }

  async #flushRejects(): Promise<void> {
    await this.#loader.idle()
    const rejects = this.#rejects
    if (rejects.length === 0) return
    const { run, unit, chunk, loaded } = this.#task
    const at = { run, unit, chunk, digest: loaded.program.digest, start: this.#rejectsWritten }
    await writeRejects(this.#sessions.ledger, at, rejects)
    this.#rejectsWritten += rejects.length
    this.#rejects = []
    this.#refuseBeyondLimit()
  }

  /** The ledger judges exactly; this only spares the rest of a chunk that is lost already. */
  #refuseBeyondLimit(): void {
    const { unit, loaded } = this.#task
    const limit = loaded.program.rejectLimit?.rows ?? null
    if (limit === null || this.#rejectsWritten + this.#rejects.length <= limit) return
    throw new StopRun(
      'limit',
      `The reject limit of mapping "${unit}" is ${limit} rows; more were rejected.`,
    )
  }
}

/** False: an earlier row has its key, and it is refused. */
function isFirst(mapper: Mapper, row: MappedRow, search: DuplicateSearch): boolean {
  const firstKey = search(row)
  if (firstKey === null) return true
  mapper.refuse(row.source, row.ordinal, [duplicateProblem(mapper.program, firstKey)])
  return false
}

/** A row that left its batch, as a batch of its own. */
function batchOf({ source, ordinal }: MappedRow): SourceBatch {
  const problems = new Map<number, never>()
  return { count: 1, level: 0, row: () => source, packed: null, problems, ordinal: () => ordinal }
}

function refuseOrphan(mapper: Mapper, { cells, source, ordinal }: MappedRow): void {
  const { columns, selfReference } = mapper.program.target
  const names = selfReference.flatMap((reference) => reference.columns)
  const column = names.find((name) =>
    columns.some((each, index) => each.column.name === name && cells[index] !== null),
  )
  const message =
    'The row it references was neither loaded nor there before. Rows that refer to each other go ' +
    `in with accept: [suspends:${column}].`
  mapper.refuse(source, ordinal, [{ code: 'KEY_REFERENCE', column: column ?? null, message }])
}
