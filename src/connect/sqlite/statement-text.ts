/** Turns SQLite's SQL text into tokens, statements and the CHECK conditions of a table. */
import type { CheckConstraint, Trigger } from '../../catalog/catalog.ts'

/** One statement of a script, without the semicolon that ends it. */
export interface Statement {
  readonly text: string
  /** Of its first word, from 1. */
  readonly line: number
  /** Its first word in capitals. */
  readonly verb: string
}

export interface Token {
  readonly text: string
  /** The text in capitals for a bare word, else the empty string. */
  readonly word: string
  readonly start: number
  readonly end: number
}

const TOKEN = new RegExp(
  [
    String.raw`(?<blank>\s+|--[^\n]*|\/\*[\s\S]*?(?:\*\/|$))`,
    String.raw`'(?:[^']|'')*'?`,
    String.raw`"(?:[^"]|"")*"?`,
    '`(?:[^`]|``)*`?',
    String.raw`\[[^\]]*\]?`,
    String.raw`(?<word>[A-Za-z_\u0080-\uffff][\w$\u0080-\uffff]*)`,
    String.raw`\d[\w.]*`,
    String.raw`[\s\S]`,
  ].join('|'),
  'gu',
)

/** Words, strings and signs; blanks and comments are left out. */
export function tokenize(text: string): Token[] {
  const tokens: Token[] = []
  for (const match of text.matchAll(TOKEN)) {
    if (match.groups?.['blank'] !== undefined) continue
    const word = match.groups?.['word']?.toUpperCase() ?? ''
    tokens.push({ text: match[0], word, start: match.index, end: match.index + match[0].length })
  }
  return tokens
}

/** Cuts a script where SQLite's shell would: a trigger's body keeps its own semicolons. */
export function splitStatements(script: string): Statement[] {
  const statements: Statement[] = []
  let pending: Token[] = []
  const close = (): void => {
    const [first, last] = [pending[0], pending.at(-1)]
    if (first !== undefined && last !== undefined) {
      const line = script.slice(0, first.start).split('\n').length
      statements.push({ text: script.slice(first.start, last.end), line, verb: first.word })
    }
    pending = []
  }
  for (const token of tokenize(script)) {
    const ends = token.text === ';' && (!isTrigger(pending) || endsTrigger(pending))
    if (ends) close()
    else pending.push(token)
  }
  close()
  return statements
}

function isTrigger(tokens: readonly Token[]): boolean {
  const [first, second, third] = tokens
  if (first?.word !== 'CREATE') return false
  const temporary = second?.word === 'TEMP' || second?.word === 'TEMPORARY'
  return (temporary ? third : second)?.word === 'TRIGGER'
}

function endsTrigger(tokens: readonly Token[]): boolean {
  return tokens.at(-1)?.word === 'END' && tokens.at(-2)?.text === ';'
}

/** The CHECK constraints of a `create table` statement, of its columns and of the table. */
export function checkConstraints(createTable: string): CheckConstraint[] {
  const tokens = tokenize(createTable)
  const checks: CheckConstraint[] = []
  let depth = 0
  for (const [index, token] of tokens.entries()) {
    if (token.text === '(') depth += 1
    if (token.text === ')') depth -= 1
    if (depth !== 1 || token.word !== 'CHECK' || tokens[index + 1]?.text !== '(') continue
    const condition = insideBrackets(createTable, tokens, index + 1)
    const named = tokens[index - 2]?.word === 'CONSTRAINT' ? tokens[index - 1] : undefined
    const name = named === undefined ? `check_${checks.length + 1}` : unquote(named.text)
    checks.push({ name, condition })
  }
  return checks
}

function insideBrackets(text: string, tokens: readonly Token[], open: number): string {
  const from = tokens[open]?.end ?? 0
  let depth = 0
  for (const token of tokens.slice(open)) {
    if (token.text === '(') depth += 1
    if (token.text === ')') depth -= 1
    if (depth === 0) return text.slice(from, token.start).trim()
  }
  return text.slice(from).trim()
}

function unquote(name: string): string {
  const quote = name[0] ?? ''
  if (quote === '[') return name.slice(1, -1)
  if (!'"`\''.includes(quote)) return name
  return name.slice(1, -1).replaceAll(quote + quote, quote)
}

/** When a trigger fires, from its `create trigger` statement; SQLite's default is BEFORE. */
export function triggerMoment(createTrigger: string): Pick<Trigger, 'timing' | 'events'> {
  const words = tokenize(createTrigger).map((token) => token.word)
  const timings = { BEFORE: 'before', AFTER: 'after', INSTEAD: 'instead' } as const
  const events = { INSERT: 'insert', UPDATE: 'update', DELETE: 'delete' } as const
  const nameEnd = words.indexOf('TRIGGER') + 1
  const event = words.findIndex((word, index) => index > nameEnd && word in events)
  const timing = words.slice(nameEnd, event).find((word) => word in timings)
  return {
    timing: timings[timing as keyof typeof timings] ?? 'before',
    events: [events[words[event] as keyof typeof events]],
  }
}
