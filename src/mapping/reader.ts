/** Reads the smallest parts of a mapping, expressions and outcomes, and collects what is wrong. */
import type { Diagnostic, Place } from '../base/diagnostic.ts'
import { type YamlNode, type YamlScalar, valueAt } from '../base/yaml-node.ts'
import type { ExpressionText, Outcome } from './document.ts'
import { scalarOf } from './node.ts'

/** One mapping file while it is read. */
export interface Reader {
  readonly diagnostics: Diagnostic[]
  /** Names that an expression may use bare. */
  readonly lets: ReadonlySet<string>
}

/** Adds an error. */
export function report(reader: Reader, code: string, at: Place, message: string): undefined {
  reader.diagnostics.push({ ...at, code, severity: 'error', message })
}

/** The scalar as an expression. */
export function readExpression(reader: Reader, node: YamlNode): ExpressionText {
  const scalar = scalarOf(node)
  const { text } = scalar.layout
  if (text.trim() === '') {
    const message =
      "An expression is missing. An empty text is written '''' in SQL, or {const: ''}."
    report(reader, 'MAPPING_EMPTY_EXPRESSION', scalar.at, message)
  } else if (isQuotedName(reader, scalar)) {
    const message =
      `The quotes are YAML's, so this is the name ${text}. Did you mean the text? ` +
      `Write {const: ${text}}; within an expression, "'${text}'".`
    report(reader, 'MAPPING_QUOTED_NAME', scalar.at, message)
  }
  return scalar.layout
}

// What a name alone can stand for without being a `let` name.
const WORDS = new Set(['value', 'true', 'false', 'null'])
const BARE_NAME = /^[\p{L}_][\p{L}\p{N}_]*$/u

function isQuotedName(reader: Reader, { style, text }: YamlScalar): boolean {
  if (style !== 'quoted' || !BARE_NAME.test(text)) return false
  const name = text.toLowerCase()
  return !WORDS.has(name) && ![...reader.lets].some((known) => known.toLowerCase() === name)
}

/** The outcome at a key; null where the key is not there. */
export function readOutcome(reader: Reader, node: YamlNode, key: string): Outcome | null {
  const outcome = valueAt(node, key)
  if (outcome === undefined) return null
  if (outcome.kind === 'scalar') return { kind: wordOf(outcome.text) }
  const expression = valueAt(outcome, 'default')
  if (expression === undefined)
    throw new Error('The schema lets an outcome without default through')
  return { kind: 'default', expression: readExpression(reader, expression) }
}

type OutcomeWord = Exclude<Outcome['kind'], 'default'>

function wordOf(text: string): OutcomeWord {
  switch (text) {
    case 'reject':
    case 'fail':
    case 'keep':
    case 'warn':
      return text
    default:
      // The schema lets nothing else through than null in one of its spellings.
      return 'null'
  }
}
