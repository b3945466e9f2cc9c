/** Turns connection settings of kind sqlite into sessions: the SQLite connector. */
import { EngineError } from '../../base/error.ts'
import type { Connector } from '../../plugin/connector.ts'

/** SQLite files, through node:sqlite. */
export const sqliteConnector: Connector = {
  kind: 'sqlite',
  roles: ['source', 'target'],
  // What it loads is loaded where it is used.
  openSource: async (settings) => {
    const { SqliteSource } = await import('./session.ts')
    return new SqliteSource(settings)
  },
  openTarget: async (settings) => {
    const { SqliteTarget } = await import('./session.ts')
    return new SqliteTarget(settings)
  },
}

/** Copies of tables that the engine made: see ARCHITECTURE.md, "Staged once". */
export const stageConnector: Connector = {
  kind: 'stage',
  roles: ['source'],
  openSource: async (settings) => {
    const { StageSource } = await import('./stage/session.ts')
    return new StageSource(settings)
  },
  openTarget: async (settings) => {
    const message = `The stage of ${settings.name} can only be read.`
    throw new EngineError('CONNECT_ROLE', message)
  },
}
