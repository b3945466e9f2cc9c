/** Programs -> waves: each wave needs only what earlier ones have loaded. */
import type { Program } from '../compile/program.ts'

interface Waves {
  readonly waves: readonly (readonly Program[])[]
  /** Programs that wait for each other, or for those that do; empty when there is no cycle. */
  readonly cycle: readonly Program[]
}

/** What is not among the programs is taken as loaded: a person chose to leave it out. */
export function layWaves(programs: readonly Program[]): Waves {
  const waves: Program[][] = []
  let waiting = [...programs]
  while (waiting.length > 0) {
    const names = new Set(waiting.map((program) => program.name))
    const needsOther = (program: Program) =>
      program.after.some((name) => name !== program.name && names.has(name))
    const wave = waiting.filter((program) => !needsOther(program))
    if (wave.length === 0) return { waves, cycle: waiting }
    waves.push(wave)
    waiting = waiting.filter(needsOther)
  }
  return { waves, cycle: [] }
}
