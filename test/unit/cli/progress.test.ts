/** What a run says of itself while it goes: to a person, and to the log of a machine. */
import { describe, expect, it } from 'vitest'
import { silentLogger } from '../../../src/base/logger.ts'
import { createRenderer } from '../../../src/cli/progress.ts'
import type { RunEvent } from '../../../src/run/event.ts'

const started: RunEvent = {
  kind: 'started',
  run: 'r1',
  resumed: false,
  units: 1,
  chunks: 2,
  estimatedRows: 200,
}
const halfway: RunEvent = {
  kind: 'progress',
  unit: 'member',
  read: 100,
  estimatedRows: 200,
  rowsPerSecond: 50,
  leftMs: 2000,
}
const chunk: RunEvent = {
  kind: 'chunkDone',
  unit: 'member',
  chunk: 0,
  read: 100,
  rejected: 1,
  ms: 20,
}
const done: RunEvent = { kind: 'unitDone', unit: 'member' }

function record(options: { isTerminal: boolean; logLevel?: string }) {
  const said: string[] = []
  const drawn: string[] = []
  let ms = 0
  const renderer = createRenderer({
    isTerminal: options.isTerminal,
    options: { logLevel: options.logLevel },
    say: (line) => void said.push(line),
    draw: (text) => void drawn.push(text),
    log: silentLogger,
    now: () => new Date(ms),
  })
  const wait = (more: number) => void (ms += more)
  return { ...renderer, said, drawn, wait }
}

describe('progress in the log of a machine', () => {
  it('is a JSON line a mapping, and one each ten seconds', () => {
    const { show, said, drawn, wait } = record({ isTerminal: false })
    show(started)
    for (let second = 0; second < 25; second++) {
      wait(1000)
      show(halfway)
      show(chunk)
    }
    show(done)
    show({ kind: 'finished', units: [] })
    const kinds = said.map((line) => (JSON.parse(line) as RunEvent).kind)
    expect(kinds).toEqual(['started', 'progress', 'progress', 'unitDone'])
    expect(drawn).toEqual([])
  })

  it.each(['debug', 'info', 'error', 'silent'])('is left to the log at level %s', (logLevel) => {
    const { show, said } = record({ isTerminal: false, logLevel })
    show(started)
    show(done)
    expect(said).toEqual([])
  })
})

describe('progress on a terminal', () => {
  it('is a bar with speed and time left, taken away at the end', () => {
    const { show, end, said, drawn } = record({ isTerminal: true })
    show(started)
    show(halfway)
    end()
    expect(drawn[0]).toContain('50 %  50 rows/s  2.0 s left  member')
    expect(drawn.at(-1)).toBe('\r\u001b[2K')
    expect(said).toEqual([])
  })
})
