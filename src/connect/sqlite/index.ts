/** Turns connection settings of kind sqlite into sessions: the SQLite connector. */
import type { Connector } from '../../plugin/connector.ts'
import { SqliteSource, SqliteTarget } from './session.ts'

/** SQLite files, through node:sqlite. */
export const sqliteConnector: Connector = {
  kind: 'sqlite',
  roles: ['source', 'target'],
  openSource: async (settings) => new SqliteSource(settings),
  openTarget: async (settings) => new SqliteTarget(settings),
}
