/** Prolongs the leases of a run while it lives, through the main thread's own session. */
import { renewClaims } from '../ledger/lease.ts'
import type { Ledger } from '../ledger/tables.ts'

interface Heartbeat {
  /** Waits for a beat that is under way: the session is then free for others. */
  end(): Promise<void>
}

/**
 * A beat that fails is no reason to stop: the epoch keeps two workers apart, the lease only spares
 * them the work, and a target that is gone shows in the workers' own sessions.
 */
export function keepClaims(ledger: Ledger, run: string, leaseMs: number): Heartbeat {
  let beat: Promise<void> | null = null
  const timer = setInterval(() => {
    beat ??= renewClaims(ledger, run, leaseMs)
      .catch(() => {})
      .finally(() => {
        beat = null
      })
  }, leaseMs / 3)
  return {
    async end() {
      clearInterval(timer)
      await beat
    },
  }
}
