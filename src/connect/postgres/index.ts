/** The connector of PostgreSQL, a source and a target; `embedded:NAME` is its server out of npm. */
import type { Connector } from '../../plugin/connector.ts'
import { PostgresSource, PostgresTarget } from './connection.ts'
import { PostgresSession } from './session.ts'

export const postgresConnector: Connector = {
  kind: 'postgres',
  roles: ['source', 'target'],
  openSource: async (settings) =>
    new PostgresSource(await PostgresSession.open(settings, 'source')),
  openTarget: async (settings) =>
    new PostgresTarget(await PostgresSession.open(settings, 'target')),
}
