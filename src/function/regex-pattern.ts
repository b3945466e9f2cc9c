/** The trees of patterns, each made once. */
import { parseRegex, type RegexNode } from './regex-parse.ts'

/** Patterns are constants, so there are as many as a project writes. */
const patterns = new Map<string, RegexNode>()

/** Of the flags c and i the last counts. Throws RegexProblem. */
export function patternOf(pattern: string, flags: string): RegexNode {
  const ignoreCase = flags.lastIndexOf('i') > flags.lastIndexOf('c')
  const key = `${ignoreCase ? 'i' : 'c'}${pattern}`
  const known = patterns.get(key)
  if (known !== undefined) return known
  const node = parseRegex(pattern, ignoreCase)
  patterns.set(key, node)
  return node
}
