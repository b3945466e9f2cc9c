import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { connectorOf } from '../../../src/builtin.ts'
import { claimChunk, completeChunk, fenceChunk, readChunk } from '../../../src/ledger/claim.ts'
import {
  crosswalkKey,
  highestCrosswalkKey,
  readCrosswalk,
  writeCrosswalk,
} from '../../../src/ledger/crosswalk.ts'
import { holdRunLock, renewClaims } from '../../../src/ledger/lease.ts'
import { chargeLimits } from '../../../src/ledger/limit.ts'
import { readRejects, writeRejects } from '../../../src/ledger/rejects.ts'
import { createRun } from '../../../src/ledger/runs.ts'
import { ensureLedger, ledgerExists } from '../../../src/ledger/schema.ts'
import { readLastRun, readUnits } from '../../../src/ledger/status.ts'
import { ledgerOf, type Ledger } from '../../../src/ledger/tables.ts'
import { inTransaction } from '../../../src/ledger/transaction.ts'
import {
  createMariadbDatabase,
  createPostgresDatabase,
  mariadbUrl,
  useDatabase,
} from '../../support/databases.ts'
import { targetSettings } from '../../support/library-run.ts'

const LEASE_MS = 60_000
const RANGES = [
  { low: null, high: ['5'] },
  { low: ['5'], high: null },
]

const SERVERS = {
  postgres: () => createPostgresDatabase(),
  mysql: () => createMariadbDatabase(),
}
const absent = (await mariadbUrl()) === null ? ['mysql'] : []

for (const server of ['postgres', 'mysql'] as const) {
  describe.skipIf(absent.includes(server))(`[${server}] a ledger`, () => {
    const database = useDatabase(SERVERS[server])
    let mine: Ledger
    let other: Ledger
    let run: string
    let count = 0

    async function open(): Promise<Ledger> {
      const settings = targetSettings(database().url)
      return ledgerOf(await connectorOf(settings.kind).openTarget(settings))
    }

    beforeEach(async () => {
      mine = await open()
      other = await open()
      run = `r${(count += 1)}`
      await ensureLedger(mine)
      const unit = { unit: 'reader', wave: 0, source: 'old.member', target: 'library.reader' }
      await createRun(mine, {
        run,
        rejectLimit: { rows: 3, ratio: null },
        units: [{ ...unit, digest: 'd', rejectLimit: { rows: null, ratio: 0.5 }, chunks: RANGES }],
      })
    })

    afterEach(async () => {
      await mine.connection.close()
      await other.connection.close()
    })

    test('keeps what it is given', async () => {
      expect(await ledgerExists(mine)).toBe(true)
      expect(await readLastRun(mine)).toMatchObject({ run, rejectLimit: { rows: 3, ratio: null } })
      const [unit] = await readUnits(mine, run)
      expect(unit).toMatchObject({ rejectLimit: { rows: null, ratio: 0.5 }, ms: 0 })
      expect(unit?.chunks.map(({ low, high }) => ({ low, high }))).toEqual(RANGES)
    })

    test('prolongs claims, and passes over one that a transaction holds', async () => {
      const [first, second] = [0, 1].map((chunk) => ({ run, unit: 'reader', chunk }))
      if (first === undefined || second === undefined) throw new Error('there are two chunks')
      const epoch = await claimChunk(mine, first, -1)
      await claimChunk(mine, second, -1)
      await mine.connection.begin()
      await fenceChunk(mine, first, epoch ?? 0)
      // It would wait for the lock for ever if it did not pass over the row.
      await renewClaims(other, run, LEASE_MS)
      await mine.connection.rollback()
      expect(await claimChunk(other, second, LEASE_MS)).toBeNull()
      expect(await claimChunk(other, first, LEASE_MS)).toBe(2)
    })

    test('lets nobody claim a chunk between its fence and its commit', async () => {
      const id = { run, unit: 'reader', chunk: 0 }
      const epoch = await claimChunk(mine, id, -1)
      await mine.connection.begin()
      await fenceChunk(mine, id, epoch ?? 0)
      let claimed: number | null | undefined
      const claiming = claimChunk(other, id, LEASE_MS).then((value) => (claimed = value))
      const counts = { filtered: 0, rejected: 0, folded: 0, inserted: 1, updated: 0, unchanged: 0 }
      const tally = { filteredByReason: {}, rejectedByCode: {}, warnings: {}, nulled: {} }
      const facts = { account: { read: 1, added: 0, mapped: 1, ...counts }, tally, ms: 1 }
      await completeChunk(mine, id, facts)
      expect(claimed).toBeUndefined()
      await mine.connection.commit()
      await claiming
      expect(claimed).toBeNull()
      expect(await readChunk(other, id)).toEqual({ state: 'done', epoch: 1, facts })
    })

    test('counts what others have committed while it waited for them', async () => {
      const charge = { run, unit: 'reader', read: 100, rejected: 2 }
      await mine.connection.begin()
      await other.connection.begin()
      expect(await chargeLimits(mine, charge)).toBeNull()
      const charging = chargeLimits(other, charge)
      await mine.connection.commit()
      expect(await charging).toContain('the run is 3 rows; 4 were rejected')
      await other.connection.rollback()
    })

    test('counts rejects of the run over all its units', async () => {
      const charge = { run, unit: 'reader', read: 100, rejected: 2 }
      expect(await chargeLimits(mine, charge)).toBeNull()
      const exceeded = await inTransaction(mine.connection, () => chargeLimits(mine, charge))
      expect(exceeded).toContain('the run is 3 rows; 4 were rejected')
    })

    test('keeps rejects with whatever the source held', async () => {
      const reject = {
        sourceKey: ['7', null],
        sourceRow: { 's.name': 'a\0b', 's.note': '\ud800 "quoted"' },
        problems: [{ code: 'VALUE_NUL_CHARACTER', column: 'name', message: 'NUL: \0' }],
      }
      await writeRejects(mine, { run, unit: 'reader', chunk: 0, digest: 'd', start: 4 }, [reject])
      const [kept] = await readRejects(mine, { run, limit: 10 })
      expect(kept).toEqual({ ...reject, run, unit: 'reader', chunk: 0, position: 4, digest: 'd' })
    })

    test('keeps rejects that are longer together than the server takes at once', async () => {
      const rejects = Array.from({ length: 30 }, (_, index) => ({
        sourceKey: [String(index)],
        sourceRow: { 's.note': 'x'.repeat(700_000) },
        problems: [{ code: 'VALUE_TOO_LONG', column: 'note', message: 'long' }],
      }))
      await writeRejects(mine, { run, unit: 'reader', chunk: 0, digest: 'd', start: 0 }, rejects)
      const kept = await readRejects(mine, { run, limit: 100 })
      expect(kept.map(({ sourceKey }) => sourceKey)).toEqual(rejects.map((each) => each.sourceKey))
    })

    test('keeps a crosswalk, and knows its highest number', async () => {
      const mapping = `title of ${run}`
      expect(await highestCrosswalkKey(mine, [mapping])).toBe(0n)
      const keys = Array.from({ length: 1200 }, (_, index) => crosswalkKey([`isbn-${index}`]))
      const entries = keys.map((key, index) => [key, String(index + 1)] as const)
      await writeCrosswalk(mine, { mapping, run }, entries)
      expect(await highestCrosswalkKey(mine, [mapping])).toBe(1200n)
      const found = await readCrosswalk(mine, mapping, [...keys, crosswalkKey(['none'])])
      expect(found.size).toBe(1200)
      expect(found.get(crosswalkKey(['isbn-99']))).toBe('100')
    })

    test('lets one run at a time onto the target', async () => {
      await holdRunLock(mine, 0)
      await expect(holdRunLock(other, 0)).rejects.toMatchObject({ code: 'LEDGER_RUN_ACTIVE' })
    })
  })
}
