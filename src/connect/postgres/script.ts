/** Runs a migration's SQL text, statement by statement, so that an error has a line. */
import { EngineError } from '../../base/error.ts'
import { parseSql, type SqlTree } from '../../sql/parser.ts'
import type { PostgresSession } from './session.ts'

/** In the open transaction or, when none is open, each statement by itself. */
export async function runScript(session: PostgresSession, text: string): Promise<void> {
  const parsed = parseSql(text)
  if (!parsed.ok) throw scriptError(text, parsed.problem.offset, parsed.problem.message)
  for (const statement of statementsOf(parsed.tree)) {
    if (statement.endsTransaction && session.inTransaction) {
      const message =
        'The statement would begin or end a transaction, and the script runs in one. Remove it.'
      throw scriptError(text, statement.offset, message)
    }
    try {
      await session.rawQuery(statement.text)
    } catch (error) {
      const world = session.failure(error, 'running a script')
      if (world.code !== 'CONNECT_QUERY') throw world
      const message = error instanceof Error ? error.message : String(error)
      throw scriptError(text, statement.offset + offsetOf(error, statement.text), message, error)
    }
  }
}

interface ScriptStatement {
  readonly text: string
  /** Of its first word in the script. */
  readonly offset: number
  readonly endsTransaction: boolean
}

function statementsOf(tree: SqlTree): ScriptStatement[] {
  const { text } = tree
  const toOffset = (bytes: number): number => tree.offsetOf(bytes) ?? text.length
  return tree.statements.map(({ stmt, stmt_location: start = 0, stmt_len: length }) => {
    const begin = toOffset(start)
    const end = length === undefined ? text.length : toOffset(start + length)
    const offset = begin + blankLength(text.slice(begin, end))
    const isTransaction = stmt !== undefined && 'TransactionStmt' in stmt
    return { text: text.slice(offset, end), offset, endsTransaction: isTransaction }
  })
}

/** Comments and blanks before the first word are the statement's, but its line is the word's. */
function blankLength(text: string): number {
  return /^(?:\s+|--[^\n]*|\/\*[\s\S]*?\*\/)*/u.exec(text)?.[0].length ?? 0
}

/** The server counts characters from 1, and a script's text code units from 0. */
function offsetOf(error: unknown, text: string): number {
  const position = error instanceof Error && 'position' in error ? Number(error.position) : 1
  return [...text].slice(0, position - 1).join('').length
}

function scriptError(text: string, offset: number, said: string, cause?: unknown): EngineError {
  const line = text.slice(0, offset).split('\n').length
  const message = `Line ${line}: ${said.replace(/[.\s]+$/u, '')}.`
  return new EngineError('CONNECT_SCRIPT', message, cause === undefined ? {} : { cause })
}
