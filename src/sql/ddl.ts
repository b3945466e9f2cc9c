/** Turns the text of an SQL script into its statements, with the place and text of their parts. */
import { scanSync, type Node, type ScanToken } from 'libpg-query'
import type { Checked, Place } from '../base/diagnostic.ts'
import { parseSql, type SqlTree } from './parser.ts'

export type { ColumnDef, Constraint, Node, RangeVar, TypeName as TypeNode } from 'libpg-query'

/** A word of the script. Positions are UTF-8 bytes from the script's start, as nodes have them. */
interface Token {
  readonly text: string
  readonly start: number
  readonly end: number
}

interface Script {
  readonly file: string
  readonly tree: SqlTree
  /** Offsets at which lines start. */
  readonly lines: readonly number[]
}

export interface Statement {
  readonly node: Node
  /** Where its first word stands. */
  readonly at: Place
  /** Its words, comments left out. */
  readonly tokens: readonly Token[]
  readonly script: Script
}

const COMMENT = /^(?:--|\/\*)/u

/** The statements of a script, by PostgreSQL's own parser. One syntax error spoils the whole. */
export function parseStatements(text: string, file: string): Checked<readonly Statement[]> {
  const parsed = parseSql(text)
  if (!parsed.ok) {
    const { code, message, offset } = parsed.problem
    const at = placeOf(file, text, lineStarts(text), offset)
    return { value: undefined, diagnostics: [{ code, severity: 'error', message, ...at }] }
  }
  const script: Script = { file, tree: parsed.tree, lines: lineStarts(text) }
  const tokens = text === '' ? [] : scanSync(text).tokens
  return { value: splitTokens(script, tokens), diagnostics: [] }
}

/** Where a node of the statement stands; `location` is what the node says, undefined for none. */
export function placeAt(statement: Statement, location: number | undefined): Place {
  if (location === undefined || location < 0) return statement.at
  const { file, tree, lines } = statement.script
  return placeOf(file, tree.text, lines, tree.offsetOf(location) ?? 0)
}

/**
 * The text between the first bracket at or after `location` and the bracket that closes it: the
 * condition of a check, the expression of a generated column.
 */
export function bracketText(statement: Statement, location: number): string {
  const tokens = statement.tokens.filter((token) => token.start >= location)
  const open = tokens.findIndex((token) => token.text === '(')
  const from = tokens.slice(open + 1)
  return textOf(statement, from.slice(0, lengthOfPart(from, [])))
}

/**
 * The text after the word `default` at or after `location`, up to the end of the column: one of
 * the locations in `stops`, a comma, a closing bracket or the statement's end.
 */
export function defaultText(
  statement: Statement,
  location: number,
  stops: readonly number[] = [],
): string {
  const tokens = statement.tokens.filter((token) => token.start >= location)
  const word = tokens.findIndex((token) => isDefault(token))
  const from = tokens.slice(word + 1)
  return textOf(statement, from.slice(0, lengthOfPart(from, stops)))
}

/** The location of the last word `default` before `location`. */
export function defaultBefore(statement: Statement, location: number): number {
  return statement.tokens.findLast((token) => token.end <= location && isDefault(token))?.start ?? 0
}

function isDefault(token: Token): boolean {
  return token.text.toLowerCase() === 'default'
}

/** Gives every statement its own words; both come in the order of the text. */
function splitTokens(script: Script, scanned: readonly ScanToken[]): Statement[] {
  const { file, tree, lines } = script
  const tokens = scanned.filter((token) => !COMMENT.test(token.text))
  let next = 0
  return tree.statements.flatMap(({ stmt: node, stmt_location: start = 0, stmt_len: length }) => {
    const end = length === undefined ? Infinity : start + length
    const own: Token[] = []
    for (let token = tokens[next]; token !== undefined && token.end <= end; token = tokens[next]) {
      if (token.start >= start) own.push(token)
      next += 1
    }
    if (node === undefined) return []
    const at = placeOf(file, tree.text, lines, tree.offsetOf(own[0]?.start ?? start) ?? 0)
    return [{ node, at, tokens: own, script }]
  })
}

/** How many words come before the part ends, brackets within it taken whole. */
function lengthOfPart(tokens: readonly Token[], stops: readonly number[]): number {
  let depth = 0
  const end = tokens.findIndex((token) => {
    if (depth === 0 && (/^[,);]$/u.test(token.text) || stops.includes(token.start))) return true
    if (/^[([]$/u.test(token.text)) depth += 1
    if (/^[)\]]$/u.test(token.text)) depth -= 1
    return false
  })
  return end === -1 ? tokens.length : end
}

function textOf(statement: Statement, tokens: readonly Token[]): string {
  const { tree } = statement.script
  const start = tree.offsetOf(tokens[0]?.start ?? 0) ?? 0
  return tree.text.slice(start, tree.offsetOf(tokens.at(-1)?.end ?? 0) ?? 0)
}

function placeOf(file: string, text: string, lines: readonly number[], offset: number): Place {
  const at = Math.min(offset, text.length)
  const line = lines.findLastIndex((start) => start <= at)
  return { file, line: line + 1, column: at - (lines[line] ?? 0) + 1 }
}

function lineStarts(text: string): number[] {
  const starts = [0]
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) starts.push(at + 1)
  return starts
}
