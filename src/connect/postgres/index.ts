/** The connector of PostgreSQL, a source and a target; `embedded:NAME` is its server out of npm. */
import type { Connector } from '../../plugin/connector.ts'

export const postgresConnector: Connector = {
  kind: 'postgres',
  roles: ['source', 'target'],
  // What a driver loads is loaded where it is used.
  openSource: async (settings) => {
    const { PostgresSource } = await import('./connection.ts')
    const { PostgresSession } = await import('./session.ts')
    return new PostgresSource(await PostgresSession.open(settings, 'source'))
  },
  openTarget: async (settings) => {
    const { PostgresTarget } = await import('./connection.ts')
    const { PostgresSession } = await import('./session.ts')
    return new PostgresTarget(await PostgresSession.open(settings, 'target'))
  },
}
