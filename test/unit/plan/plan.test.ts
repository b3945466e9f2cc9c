import { describe, expect, test } from 'vitest'
import type { Program } from '../../../src/compile/program.ts'
import { planRun, type PlanState } from '../../../src/plan/plan.ts'
import { libraryPrograms } from '../../support/library-run.ts'
import { useTempFolder } from '../../support/temp-folder.ts'

const folder = useTempFolder()
const FRESH: PlanState = {
  resume: null,
  ledgerMark: '',
  filledTargets: new Set(),
  workShapes: new Map(),
}
const NO_LIMIT = { rejectLimit: null, chunkSize: { rows: 100, bytes: 0 }, all: [] }
const account = {
  read: 0,
  added: 0,
  filtered: 0,
  rejected: 0,
  folded: 0,
  mapped: 0,
  inserted: 0,
  updated: 0,
  unchanged: 0,
}

function plan(programs: readonly Program[], state: PlanState = FRESH, bounds: string[][] = []) {
  const statistics = new Map(programs.map(({ name }) => [name, { rows: 10, bounds }]))
  return planRun(programs, statistics, state, NO_LIMIT)
}

function resumeOf(digest: string): PlanState {
  const chunks = [
    { chunk: 0, state: 'done' as const, low: null, high: ['5'] },
    { chunk: 1, state: 'waiting' as const, low: ['5'], high: null },
  ]
  const unit = {
    unit: 'reader',
    wave: 0,
    source: 'old.member',
    target: 'library.reader',
    digest,
    state: 'ready' as const,
    rejectLimit: { rows: null, ratio: null },
    sequences: [],
    ms: 0,
    suspended: [],
    chunks,
    account,
    tally: { filteredByReason: {}, rejectedByCode: {}, warnings: {}, nulled: {} },
  }
  const filledTargets = new Set(['reader'])
  return { ...FRESH, resume: { run: 'r1', units: [unit] }, filledTargets }
}

describe('planning a run', () => {
  test('lays units in waves by what they need', () => {
    const { value } = plan(libraryPrograms(folder, { lending: {}, title: {}, reader: {} }))
    expect(value?.units.map(({ unit, wave }) => [unit, wave])).toEqual([
      ['title', 0],
      ['reader', 0],
      ['lending', 1],
    ])
    expect(value?.estimatedRows).toBe(30)
  })

  test('cuts chunks at the bounds, open at both ends', () => {
    const { value } = plan(libraryPrograms(folder, { reader: {} }), FRESH, [['5'], ['9']])
    expect(value?.units[0]?.chunks).toEqual([
      { low: null, high: ['5'] },
      { low: ['5'], high: ['9'] },
      { low: ['9'], high: null },
    ])
  })

  test('keeps a table that references itself in one chunk, and says so', () => {
    const { value } = plan(libraryPrograms(folder, { area: {} }), FRESH, [['5']])
    expect(value?.units[0]?.chunks).toEqual([{ low: null, high: null }])
    expect(value?.units[0]?.notes.join(' ')).toContain('parents first')
  })

  test('refuses mappings that need each other', () => {
    const programs = libraryPrograms(folder, {
      reader: { after: ['title'] },
      title: { after: ['reader'] },
    })
    const { value, diagnostics } = plan(programs)
    expect(value).toBeUndefined()
    expect(diagnostics.map(({ code, file }) => [code, file])).toEqual([
      ['PLAN_CYCLE', 'mappings/reader.yaml'],
      ['PLAN_CYCLE', 'mappings/title.yaml'],
    ])
  })

  test('refuses to insert into a table that holds rows', () => {
    const programs = libraryPrograms(folder, {
      reader: { load: 'insert' },
      title: { load: 'insert' },
    })
    const { diagnostics } = plan(programs, { ...FRESH, filledTargets: new Set(['reader']) })
    expect(diagnostics.map(({ code, file }) => [code, file])).toEqual([
      ['PLAN_TARGET_NOT_EMPTY', 'mappings/reader.yaml'],
    ])
    expect(diagnostics[0]?.message).toContain('load: upsert')
  })
})

describe('planning a resume', () => {
  test('takes the chunks of the run as they are, and skips those that are done', () => {
    const programs = libraryPrograms(folder, { reader: { load: 'insert' }, title: {} })
    const { value } = plan(programs, resumeOf('digest of reader'), [['1']])
    expect(value?.resumes).toBe('r1')
    expect(value?.units).toHaveLength(1)
    expect(value?.units[0]?.chunks).toEqual([
      { low: null, high: ['5'] },
      { low: ['5'], high: null },
    ])
    expect(value?.units[0]?.chunksDone).toEqual([0])
  })

  test('refuses a mapping that has changed, or is gone', () => {
    const changed = plan(libraryPrograms(folder, { reader: {} }), resumeOf('another digest'))
    expect(changed.diagnostics.map(({ code }) => code)).toEqual(['PLAN_RUN_CHANGED'])
    const gone = plan(libraryPrograms(folder, { title: {} }), resumeOf('digest of reader'))
    expect(gone.diagnostics[0]?.message).toContain('is gone')
  })
})
