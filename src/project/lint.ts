/** Reads the levels that a project gives to lints. */
import { didYouMean } from '../base/closest.ts'
import { LINTS, type LintLevel } from '../base/lint.ts'
import type { JsonSchema } from '../base/schema.ts'
import { valueAt, type YamlMap } from '../base/yaml-node.ts'
import { problem } from './folder.ts'
import type { ProjectReading } from './reading.ts'

const LEVELS: readonly LintLevel[] = ['error', 'warning', 'off']
const levelSchema: JsonSchema = { enum: LEVELS }

export const lintSchema: JsonSchema = {
  type: 'object',
  description:
    'The level of a lint by its code: error stops what would compile, off says nothing. What ' +
    'protects data is always an error.',
  examples: [{ COMPILE_RULE_REPEATED: 'error', COMPILE_TARGET_DEFAULTED: 'off' }],
  properties: Object.fromEntries(
    Object.entries(LINTS).map(([code, description]) => [
      code,
      { ...levelSchema, description, default: 'warning', examples: ['off'] },
    ]),
  ),
  additionalProperties: levelSchema,
}

export function readLint(reading: ProjectReading, root: YamlMap): ReadonlyMap<string, LintLevel> {
  const node = valueAt(root, 'lint')
  const levels = new Map<string, LintLevel>()
  for (const { key, value } of node?.kind === 'map' ? node.entries : []) {
    const level = LEVELS.find((known) => value.kind === 'scalar' && value.text === known)
    if (key.text in LINTS && level !== undefined) levels.set(key.text, level)
    else {
      const message =
        `"${key.text}" is no lint, so it has no level: what protects data is always an error.` +
        (didYouMean(key.text, Object.keys(LINTS)) || ` Lints are ${Object.keys(LINTS).join(', ')}.`)
      reading.diagnostics.push(problem('PROJECT_LINT', message, key.at))
    }
  }
  return levels
}
