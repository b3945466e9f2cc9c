/** Turns connection settings of kind sqlite into sessions: the SQLite connector. */
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
