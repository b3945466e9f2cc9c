/** A task that may fail for a while -> its outcome, after a bounded number of attempts. */
import { setTimeout as delay } from 'node:timers/promises'
import type { Outcome } from '../worker/protocol.ts'

export interface RetryLimits {
  readonly attemptsMax: number
  readonly waitMs: number
  readonly waitMsMax: number
}

/** With these a server may be away for about half a minute. */
export const RETRY_LIMITS: RetryLimits = { attemptsMax: 8, waitMs: 250, waitMsMax: 8000 }

/** `attempt` gets the number of the attempt, from 1. The wait doubles, and ends with the signal. */
export async function withRetries(
  attempt: (number: number) => Promise<Outcome>,
  limits: RetryLimits,
  signal: AbortSignal,
  onRetry: (number: number, outcome: Extract<Outcome, { kind: 'failed' }>, waitMs: number) => void,
): Promise<Outcome> {
  for (let number = 1; ; number += 1) {
    const outcome = await attempt(number)
    const isFinal = outcome.kind !== 'failed' || !outcome.error.retryable
    if (isFinal || number >= limits.attemptsMax || signal.aborted) return outcome
    const waitMs = Math.min(limits.waitMsMax, limits.waitMs * 2 ** (number - 1))
    onRetry(number, outcome, waitMs)
    await delay(waitMs, undefined, { signal }).catch(() => {})
  }
}
