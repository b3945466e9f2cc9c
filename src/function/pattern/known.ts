/** Patterns made ready to match, each once. */
import type { Pattern } from './match.ts'
import { parseRegex } from './parse.ts'
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
