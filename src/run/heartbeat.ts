/** Prolongs the leases of a run while it lives, through the main thread's own session. */
import { renewClaims } from '../ledger/lease.ts'
import { isTaken, type RunSession } from './session.ts'

interface Heartbeat {
  /** Waits for a beat that is under way: the session is then free for others. */
  end(): Promise<void>
}

/**
 * A beat that fails is no reason to stop: the epoch keeps two workers apart, the lease only spares
 * them the work, and a target that is gone shows in the workers' own sessions. But a session that
 * broke has lost the run's lock: it is taken again, or `onTaken` hears that another run has it.
 */
export function keepClaims(
  session: RunSession,
  run: string,
  leaseMs: number,
  onTaken: () => void,
): Heartbeat {
  let beat: Promise<void> | null = null
  const renew = async () => {
    try {
      await session.revive()
      await renewClaims(session.ledger, run, leaseMs)
    } catch (error) {
      if (isTaken(error)) onTaken()
    }
  }
  const timer = setInterval(() => {
    beat ??= renew().finally(() => {
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
