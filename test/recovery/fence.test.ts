/** A worker whose chunk was taken over changes nothing, however far it had come. */
import { afterEach, expect, test } from 'vitest'
import { sqliteConnector } from '../../src/connect/sqlite/index.ts'
import type { Program } from '../../src/compile/program.ts'
import { claimChunk, readChunk } from '../../src/ledger/claim.ts'
import { expireClaims } from '../../src/ledger/lease.ts'
import { createRun } from '../../src/ledger/runs.ts'
import { ensureLedger } from '../../src/ledger/schema.ts'
import { ledgerOf } from '../../src/ledger/tables.ts'
import type { TargetConnection } from '../../src/plugin/connector.ts'
import { transferChunk } from '../../src/transfer/chunk.ts'
import type { ChunkTask } from '../../src/transfer/chunk-transfer.ts'
import type { Sessions } from '../../src/transfer/sessions.ts'
import type { LoadedProgram } from '../../src/compile/transform.ts'
import { insertRows, libraryPrograms, planLibrary } from '../support/library-run.ts'
import { useLibrary } from '../support/library-world.ts'

const createWorld = useLibrary()
const LEASE_MS = 60_000
const control = { isStopped: () => false, progress: () => {} }
const members = insertRows('member', 20, (n) => [n, `Member ${n}`, 'Centre'])
const open: { close(): Promise<void> }[] = []

afterEach(async () => {
  for (const connection of open.splice(0)) await connection.close()
})

async function openTransfer() {
  const world = createWorld(members)
  const programs = libraryPrograms(world.modulesDirectory, { reader: {} })
  const plan = await planLibrary({ ...world, programs })
  const target = await sqliteConnector.openTarget(world.target)
  const source = await sqliteConnector.openSource(world.source)
  open.push(target, source)
  const ledger = ledgerOf(target)
  await ensureLedger(ledger)
  await createRun(ledger, { run: 'r1', ...plan })
  const loaded = await load(programs[0], world.modulesDirectory)
  const range = { low: null, high: null }
  const id = { run: 'r1', unit: 'reader', chunk: 0 }
  const task: ChunkTask = { ...id, loaded, range, isOnly: true, leaseMs: LEASE_MS }
  const sessionsOn = (connection: TargetConnection): Sessions => ({
    target: connection,
    ledger: ledgerOf(connection),
    refused: new Set(),
    source: async () => source,
    lookupSource: async () => source,
  })
  return { world, target, ledger, id, task, sessionsOn }
}

async function load(program: Program | undefined, directory: string): Promise<LoadedProgram> {
  if (program === undefined) throw new Error('there is a program')
  const { extract, create } = (await import(`${directory}/${program.module}`)) as {
    extract: LoadedProgram['extract']
    create: () => LoadedProgram['transform']
  }
  return { program, extract, transform: create() }
}

/**
 * The same session, with something that happens just before it begins the transaction of its rows,
 * which comes after that of its claim.
 */
function beforeRows(target: TargetConnection, happens: () => Promise<void>): TargetConnection {
  let begun = 0
  return new Proxy(target, {
    get(object, name) {
      if (name === 'begin') {
        return async () => {
          begun += 1
          if (begun === 2) await happens()
          await object.begin()
        }
      }
      const value: unknown = Reflect.get(object, name, object)
      return typeof value === 'function' ? (value.bind(object) as unknown) : value
    },
  })
}

test('a worker that was fenced out changes nothing', async () => {
  const { world, target, ledger, id, task, sessionsOn } = await openTransfer()
  const late = beforeRows(target, async () => {
    await expireClaims(ledger, id)
    expect(await claimChunk(ledger, id, LEASE_MS)).toBe(2)
  })
  await expect(transferChunk(sessionsOn(late), task, control)).rejects.toMatchObject({
    code: 'LEDGER_FENCED',
  })
  expect(world.read('select count(*) as n from reader')).toEqual([{ n: 0 }])
  expect(await readChunk(ledger, id)).toMatchObject({ state: 'claimed', epoch: 2 })
})

test('a chunk that another worker holds is left to it', async () => {
  const { ledger, id, task, target, sessionsOn } = await openTransfer()
  await claimChunk(ledger, id, LEASE_MS)
  await expect(transferChunk(sessionsOn(target), task, control)).rejects.toMatchObject({
    code: 'TRANSFER_CHUNK_HELD',
    retryable: true,
  })
})

test('after a commit that nobody heard of, the ledger says what was done', async () => {
  const { world, target, task, sessionsOn } = await openTransfer()
  const sessions = sessionsOn(target)
  const facts = await transferChunk(sessions, task, control)
  expect(facts.account).toMatchObject({ read: 20, inserted: 20 })
  expect(await transferChunk(sessions, task, control)).toEqual(facts)
  expect(world.read('select count(*) as n from reader')).toEqual([{ n: 20 }])
})
