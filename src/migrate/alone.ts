/** A migration that no transaction can hold -> done, and noted in the history before and after. */
import { EngineError } from '../base/error.ts'

export interface AloneSteps {
  readonly path: string
  /** Notes that it is begun: a crash from here on leaves a trace. */
  begin(): Promise<void>
  /** One statement, which the database does whole or not at all. */
  work(): Promise<void>
  /** Notes that it is done. */
  finish(): Promise<void>
  /** Takes back what `begin` noted. */
  forget(): Promise<void>
}

/**
 * Where the database refused the statement, nothing was done, and the note is taken back. Where
 * the connection was lost nobody knows, and the note stays for a person to judge.
 */
export async function runAlone(steps: AloneSteps): Promise<void> {
  await steps.begin()
  try {
    await steps.work()
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    if (!(error instanceof EngineError) || error.code !== 'CONNECT_SCRIPT') {
      const message = `${steps.path} was broken off, and may be done or not: ${reason}`
      throw new EngineError('MIGRATE_UNFINISHED', message, { cause: error })
    }
    await steps.forget()
    throw error
  }
  await steps.finish()
}
