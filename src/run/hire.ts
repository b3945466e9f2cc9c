/** What a run will need of its workers -> a crew at hand, and the switch that stops it. */
import type { Program } from '../compile/program.ts'
import type { ConnectionSettings } from '../plugin/connector.ts'
import type { PlainSettings } from '../worker/protocol.ts'
import { openCrew, type Crew } from './pool.ts'

/** The connections of a run, their secrets resolved. */
export interface RunSettings {
  readonly sources: readonly ConnectionSettings[]
  readonly target: ConnectionSettings
}

export interface CrewNeeds {
  readonly programs: readonly Program[]
  readonly modulesDirectory: string
  readonly settings: RunSettings
  /** 0: inline. A SQLite target takes one writer, so it has one worker at most. */
  readonly workers: number
}

export interface HiredCrew {
  readonly crew: Crew
  /** Anything but 0 asks the crew to stop. */
  readonly stop: Int32Array
}

/** Whoever hires a crew closes it, or hands it to a run, which does. */
export function hireCrew({ programs, modulesDirectory, settings, workers }: CrewNeeds): HiredCrew {
  const stop = new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT)
  const crew = openCrew(settings.target.kind === 'sqlite' ? Math.min(1, workers) : workers, {
    sources: settings.sources.map(plainSettings),
    target: plainSettings(settings.target),
    programs,
    modulesDirectory,
    stop,
  })
  return { crew, stop: new Int32Array(stop) }
}

function plainSettings(settings: ConnectionSettings): PlainSettings {
  return { ...settings, url: settings.url?.reveal() ?? null }
}
