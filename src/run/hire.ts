/** Threads that load before there is work for them, and what they are told once it is known. */
import { cpus } from 'node:os'
import type { Program } from '../compile/program.ts'
import type { ConnectionSettings } from '../plugin/connector.ts'
import type { PlainSettings } from '../worker/protocol.ts'
import { openCrew, type Crew } from './pool.ts'

/** The connections of a run, their secrets resolved. */
export interface RunSettings {
  readonly sources: readonly ConnectionSettings[]
  readonly target: ConnectionSettings
}

/** What a crew works on. */
export interface CrewNeeds {
  readonly programs: readonly Program[]
  readonly modulesDirectory: string
  readonly settings: RunSettings
}

export interface HiredCrew {
  readonly crew: Crew
  /** One shared integer: anything but 0 asks the crew to stop. */
  readonly stop: SharedArrayBuffer
}

/** Whoever hires a crew closes it. null workers: as many as there are cores. 0: inline. */
export function hireCrew(workers: number | null): HiredCrew {
  const stop = new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT)
  return { crew: openCrew(workers ?? cpus().length), stop }
}

/** May be done again with the same needs. */
export function briefCrew({ crew, stop }: HiredCrew, needs: CrewNeeds): void {
  const { programs, modulesDirectory, settings } = needs
  crew.brief({
    sources: settings.sources.map(plainSettings),
    target: plainSettings(settings.target),
    programs,
    modulesDirectory,
    stop,
  })
}

function plainSettings(settings: ConnectionSettings): PlainSettings {
  return { ...settings, url: settings.url?.reveal() ?? null }
}
