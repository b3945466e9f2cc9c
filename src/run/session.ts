/** Settings of a target -> the main thread's session on it, which holds the lock of the run. */
import { setTimeout as delay } from 'node:timers/promises'
import { EngineError } from '../base/error.ts'
import { connectorOf } from '../builtin.ts'
import { holdRunLock, releaseRunLock } from '../ledger/lease.ts'
import { readLastRun } from '../ledger/status.ts'
import { ledgerOf, type Ledger } from '../ledger/tables.ts'
import type { ConnectionSettings } from '../plugin/connector.ts'
import { RETRY_LIMITS } from './retry.ts'

const LOCK_WAIT_MS_MAX = 3000

/** One at a time uses it; a server that is restarted under it costs nothing but time. */
export class RunSession implements AsyncDisposable {
  readonly #settings: ConnectionSettings
  #ledger: Ledger

  private constructor(settings: ConnectionSettings, ledger: Ledger) {
    this.#settings = settings
    this.#ledger = ledger
  }

  /** Throws LEDGER_RUN_ACTIVE while another run has the lock. */
  static async open(settings: ConnectionSettings): Promise<RunSession> {
    return new RunSession(settings, await openHolding(settings))
  }

  get ledger(): Ledger {
    return this.#ledger
  }

  /** The session as it is, or a new one, where the lock has gone with the old. */
  async revive(): Promise<void> {
    if (await isAlive(this.#ledger)) return
    const { connection } = this.#ledger
    this.#ledger = await openHolding(this.#settings)
    await connection.close().catch(() => {})
  }

  /** As `revive`, waiting for a server that is not back yet as workers do. */
  async reviveWaiting(): Promise<void> {
    const { attemptsMax, waitMs, waitMsMax } = RETRY_LIMITS
    for (let attempt = 1; ; attempt += 1) {
      try {
        await this.revive()
        return
      } catch (error) {
        if (attempt >= attemptsMax || isTaken(error) || !isRetryable(error)) throw error
        await delay(Math.min(waitMsMax, waitMs * 2 ** (attempt - 1)))
      }
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await releaseRunLock(this.#ledger).catch(() => {})
    await this.#ledger.connection.close().catch(() => {})
  }
}

/** True where another run has taken the lock. */
export function isTaken(error: unknown): boolean {
  return error instanceof EngineError && error.code === 'LEDGER_RUN_ACTIVE'
}

function isRetryable(error: unknown): boolean {
  return error instanceof EngineError && error.retryable
}

async function isAlive(ledger: Ledger): Promise<boolean> {
  return await readLastRun(ledger).then(
    () => true,
    () => false,
  )
}

async function openHolding(settings: ConnectionSettings): Promise<Ledger> {
  const connection = await connectorOf(settings.kind).openTarget(settings)
  const ledger = ledgerOf(connection)
  try {
    await holdRunLock(ledger, LOCK_WAIT_MS_MAX)
    return ledger
  } catch (error) {
    await connection.close().catch(() => {})
    throw error
  }
}
