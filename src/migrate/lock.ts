/** Takes the one lock that keeps two migrating processes apart, waiting politely. */
import { setTimeout as delay } from 'node:timers/promises'
import { EngineError } from '../base/error.ts'
import type { TargetConnection } from '../plugin/connector.ts'

const LOCK = 'mapwright.migrate'
const POLL_MS = 200

export interface HeldLock {
  release(): Promise<void>
}

/** Polls rather than blocks: a blocked statement would hide who waits, and cannot be stopped. */
export async function takeLock(options: {
  readonly target: TargetConnection
  readonly lockTimeoutMs: number
  readonly signal?: AbortSignal
}): Promise<HeldLock> {
  const { target, lockTimeoutMs, signal } = options
  for (let waitedMs = 0; !(await target.tryLock(LOCK)); waitedMs += POLL_MS) {
    if (waitedMs >= lockTimeoutMs) {
      throw new EngineError(
        'MIGRATE_LOCKED',
        `Another process is migrating "${target.settings.name}". ` +
          'Wait for it to finish, then try again.',
        { retryable: true },
      )
    }
    await delay(POLL_MS, undefined, signal === undefined ? {} : { signal })
  }
  return { release: () => target.unlock(LOCK) }
}
