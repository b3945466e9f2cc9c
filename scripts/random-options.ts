/** The options of the programs that try random things: how many, by which seed, from which on. */
import { parseArgs } from 'node:util'

export interface RandomOptions {
  readonly seed: number
  readonly count: number
  readonly from: number
}

/** A new seed where none is given. undefined after saying what is wrong. */
export function readRandomOptions(): RandomOptions | undefined {
  const { values } = parseArgs({
    options: {
      count: { type: 'string', default: '20000' },
      seed: { type: 'string' },
      from: { type: 'string', default: '0' },
    },
  })
  const seed = values.seed === undefined ? Math.floor(Math.random() * 2 ** 31) : Number(values.seed)
  const options = { seed, count: Number(values.count), from: Number(values.from) }
  if (!Object.values(options).every((value) => Number.isSafeInteger(value) && value >= 0)) {
    process.stderr.write('--count, --seed and --from take whole numbers.\n')
    return undefined
  }
  process.stderr.write(`seed ${seed}\n`)
  return options
}
