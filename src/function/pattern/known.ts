/** Patterns made ready to match, each once. */
import type { Pattern } from './match.ts'
import type { Inspection } from '../../expression/function-table.ts'
import { RegexProblem, parseRegex } from './parse.ts'
import { compileRegex } from './program.ts'

/** Patterns are constants, so there are as many as a project writes. */
const patterns = new Map<string, Pattern>()

/** Of the flags c and i the last counts. Throws RegexProblem. */
export function patternOf(pattern: string, flags: string): Pattern {
  const ignoreCase = flags.lastIndexOf('i') > flags.lastIndexOf('c')
  const key = `${ignoreCase ? 'i' : 'c'}${pattern}`
  const known = patterns.get(key)
  if (known !== undefined) return known
  const node = parseRegex(pattern, ignoreCase)
  const made = { node, program: compileRegex(node) }
  patterns.set(key, made)
  return made
}

/** What is wrong with the second operand of a call, where that is a pattern. */
export function inspectPattern(pattern: unknown, flags: string): Inspection {
  if (typeof pattern !== 'string') return {}
  try {
    patternOf(pattern, flags)
    return {}
  } catch (error) {
    if (!(error instanceof RegexProblem)) throw error
    return { problem: { operand: 1, message: error.message } }
  }
}
