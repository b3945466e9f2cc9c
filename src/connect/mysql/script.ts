/** Runs a migration's SQL text, statement by statement, so that an error has a line. */
import { EngineError } from '../../base/error.ts'
import { sayingOf } from './refusal.ts'
import type { Session } from './session.ts'
import {
  commitsAtOnce,
  endsTransaction,
  splitStatements,
  type Statement,
} from './statement-text.ts'

/** `inTransaction`: whether one is open, which no statement may then end. */
export async function runScript(
  session: Session,
  text: string,
  inTransaction: boolean,
): Promise<void> {
  for (const statement of splitStatements(text)) {
    if (inTransaction && (endsTransaction(statement) || commitsAtOnce(statement))) {
      const said = `${statement.verb} would end the transaction this script runs in.`
      throw scriptError(statement, 0, said)
    }
    try {
      await session.query(statement.text, [])
    } catch (error) {
      const saying = sayingOf(error)
      if (saying === null) throw error
      // The server counts the lines of what it was sent.
      const within = / at line (\d+)$/u.exec(saying.message)?.[1] ?? '1'
      throw scriptError(statement, Number(within) - 1, `${saying.message}.`, error)
    }
  }
}

/**
 * MySQL commits a change of the schema at once, so only one that stands alone is done whole or not
 * at all. Throws CONNECT_SCRIPT for a script that holds more.
 */
export function scriptRuns(text: string): 'inTransaction' | 'alone' {
  const statements = splitStatements(text)
  const change = statements.find(commitsAtOnce)
  if (change === undefined) return 'inTransaction'
  if (statements.length === 1) return 'alone'
  throw scriptError(
    change,
    0,
    `MySQL commits ${change.verb} by itself, so what stands beside it could not be taken back. ` +
      'Write each change of the schema as a migration of its own.',
  )
}

function scriptError(
  statement: Statement,
  linesBefore: number,
  said: string,
  cause?: unknown,
): EngineError {
  const message = `Line ${statement.line + linesBefore}: ${said}`
  return new EngineError('CONNECT_SCRIPT', message, cause === undefined ? {} : { cause })
}
