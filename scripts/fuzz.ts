/**
 * `npm run fuzz`: mutated mapping and project files, read and compiled.
 * --count N: so many of them. --seed S: those of an earlier run. --from I: from that one on.
 */
import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads'
import { runFuzz, type FuzzOptions, type FuzzResult } from '../test/fuzz/run.ts'
import { readRandomOptions } from './random-options.ts'

/** No file takes so long: the one that does never ends. */
const SILENCE_MS_MAX = 60_000
const WATCH_MS = 2_000
const TEXT_LENGTH_MAX = 2_000

type Told = { readonly at: number } | { readonly result: FuzzResult }

async function main(): Promise<number> {
  const options = readRandomOptions()
  if (options === undefined) return 2
  const { seed } = options
  const result = await watched(options)
  if (typeof result === 'number') {
    process.stdout.write(`File ${result} does not come to an end.\n${again(seed, result)}\n`)
    return 1
  }
  for (const { number, what, file, text } of result.troubles) {
    const shown = text.slice(0, TEXT_LENGTH_MAX)
    process.stdout.write(`${file}, changed: ${what}\n${shown}\n${again(seed, number)}\n\n`)
  }
  const { troubles, right, slowestMs } = result
  process.stdout.write(
    `seed ${seed}: ${options.count} files, ${right} of them right, ${troubles.length} troubles, ` +
      `the slowest took ${Math.round(slowestMs)} ms\n`,
  )
  return troubles.length > 0 ? 1 : 0
}

function again(seed: number, number: number): string {
  return `again: npm run fuzz -- --seed ${seed} --from ${number} --count 1`
}

/** The result, or the number of the file that never ends. */
async function watched(options: FuzzOptions): Promise<FuzzResult | number> {
  const worker = new Worker(new URL(import.meta.url), { workerData: options })
  let [at, heard, shown] = [options.from, Date.now(), Date.now()]
  try {
    return await new Promise((resolve, reject) => {
      const watch = setInterval(() => {
        if (Date.now() - heard > SILENCE_MS_MAX) resolve(at)
        if (Date.now() - shown < 5 * WATCH_MS) return
        shown = Date.now()
        process.stderr.write(`${at - options.from} of ${options.count}\n`)
      }, WATCH_MS)
      worker.once('error', reject)
      worker.on('message', (told: Told) => {
        if ('result' in told) resolve(told.result)
        else [at, heard] = [told.at, Date.now()]
      })
      worker.once('exit', () => clearInterval(watch))
    })
  } finally {
    await worker.terminate()
  }
}

if (isMainThread) process.exitCode = await main()
else {
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- threads have no origin
  const tell = (told: Told) => parentPort?.postMessage(told)
  const result = await runFuzz({ ...(workerData as FuzzOptions), onFile: (at) => tell({ at }) })
  tell({ result })
}
