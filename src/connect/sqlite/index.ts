/** Turns connection settings of kind sqlite into sessions: the connector as the registry lists it. */
import type { Connector } from '../../plugin/connector.ts'
import { SqliteSource, SqliteTarget } from './session.ts'

/** SQLite files, through node:sqlite. */
export const sqliteConnector: Connector = {
  kind: 'sqlite',
  roles: ['source', 'target'],
  openSource: async (settings) => new SqliteSource(settings),
  openTarget: async (settings) => new SqliteTarget(settings),
}
