import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { sqliteConnector } from '../../../src/connect/sqlite/index.ts'
import { claimChunk, completeChunk, fenceChunk, readChunk } from '../../../src/ledger/claim.ts'
import { expireClaims, holdRunLock, releaseRunLock } from '../../../src/ledger/lease.ts'
import { createRun } from '../../../src/ledger/runs.ts'
import { ensureLedger, ledgerExists } from '../../../src/ledger/schema.ts'
import { readLastRun, readUnits } from '../../../src/ledger/status.ts'
import { ledgerOf, type Ledger } from '../../../src/ledger/tables.ts'
import { claimUnit, fenceUnit, setUnitState } from '../../../src/ledger/units.ts'
import { targetSettings } from '../../support/library-run.ts'
import { useTempFolder } from '../../support/temp-folder.ts'

const folder = useTempFolder()
const LEASE_MS = 60_000
const ID = { run: 'r1', unit: 'reader', chunk: 0 }
const account = {
  read: 2,
  added: 0,
  filtered: 1,
  rejected: 0,
  folded: 0,
  mapped: 1,
  inserted: 1,
  updated: 0,
  unchanged: 0,
}
const tally = { filteredByReason: { test: 1 }, rejectedByCode: {}, warnings: {}, nulled: {} }

let ledger: Ledger
let count = 0

beforeEach(async () => {
  count += 1
  const settings = targetSettings(`${folder}/ledger-${count}.sqlite`)
  ledger = ledgerOf(await sqliteConnector.openTarget(settings))
  await ensureLedger(ledger)
  const unit = { unit: 'reader', wave: 0, source: 'old.member', target: 'library.reader' }
  const chunks = [
    { low: null, high: ['5'] },
    { low: ['5'], high: null },
  ]
  await createRun(ledger, {
    run: 'r1',
    rejectLimit: null,
    units: [{ ...unit, digest: 'd', rejectLimit: { rows: null, ratio: 0.5 }, chunks }],
  })
})

afterEach(async () => ledger.connection.close())

describe('a chunk', () => {
  test('belongs to one claim while its lease holds', async () => {
    expect(await claimChunk(ledger, ID, LEASE_MS)).toBe(1)
    expect(await claimChunk(ledger, ID, LEASE_MS)).toBeNull()
  })

  test('goes to the next under a higher epoch once the lease is over', async () => {
    expect(await claimChunk(ledger, ID, -1)).toBe(1)
    expect(await claimChunk(ledger, ID, LEASE_MS)).toBe(2)
    await expect(fenceChunk(ledger, ID, 1)).rejects.toMatchObject({ code: 'LEDGER_FENCED' })
    await fenceChunk(ledger, ID, 2)
  })

  test('is taken at once where the claim is known to be void', async () => {
    await claimChunk(ledger, ID, LEASE_MS)
    await expireClaims(ledger, ID)
    await expect(fenceChunk(ledger, ID, 1)).rejects.toMatchObject({ code: 'LEDGER_FENCED' })
    expect(await claimChunk(ledger, ID, LEASE_MS)).toBe(2)
  })

  test('stays done, and says what it did', async () => {
    await claimChunk(ledger, ID, LEASE_MS)
    await completeChunk(ledger, ID, { account, tally, ms: 7 })
    await expireClaims(ledger, ID)
    expect(await claimChunk(ledger, ID, LEASE_MS)).toBeNull()
    const status = await readChunk(ledger, ID)
    expect(status).toEqual({ state: 'done', epoch: 1, facts: { account, tally, ms: 7 } })
    const [unit] = await readUnits(ledger, 'r1')
    expect(unit).toMatchObject({ account, tally, rejectLimit: { rows: null, ratio: 0.5 } })
    expect(unit?.chunks).toEqual([
      { chunk: 0, state: 'done', low: null, high: ['5'] },
      { chunk: 1, state: 'waiting', low: ['5'], high: null },
    ])
  })
})

test('a unit is prepared by the latest who took it', async () => {
  const first = await claimUnit(ledger, ID)
  const second = await claimUnit(ledger, ID)
  await expect(fenceUnit(ledger, ID, first ?? 0)).rejects.toMatchObject({ code: 'LEDGER_FENCED' })
  await fenceUnit(ledger, ID, second ?? 0)
  await setUnitState(ledger, ID, { state: 'ready' })
  expect(await claimUnit(ledger, ID)).toBeNull()
})

describe('a ledger', () => {
  test('is made once, and kept', async () => {
    await ensureLedger(ledger)
    expect(await ledgerExists(ledger)).toBe(true)
    expect(await readLastRun(ledger)).toMatchObject({ run: 'r1', state: 'running' })
  })

  test('of a later version is left alone', async () => {
    await ledger.db.updateTable(ledger.table.version).set({ version: 99 }).execute()
    await expect(ensureLedger(ledger)).rejects.toMatchObject({ code: 'LEDGER_TOO_NEW' })
  })

  test('lets one run at a time onto a target', async () => {
    const other = ledgerOf(await sqliteConnector.openTarget(ledger.connection.settings))
    await holdRunLock(ledger, 0)
    await expect(holdRunLock(other, 0)).rejects.toMatchObject({ code: 'LEDGER_RUN_ACTIVE' })
    await releaseRunLock(ledger)
    await holdRunLock(other, 0)
    await other.connection.close()
  })
})
