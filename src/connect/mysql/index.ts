/** The connector for MySQL and MariaDB, a source and a target. */
import type { Connector } from '../../plugin/connector.ts'

export const mysqlConnector: Connector = {
  kind: 'mysql',
  roles: ['source', 'target'],
  // What a driver loads is loaded where it is used.
  openSource: async (settings) => {
    const { MysqlSource } = await import('./connection.ts')
    const { Session } = await import('./session.ts')
    return new MysqlSource(await Session.open(settings, 'source'))
  },
  openTarget: async (settings) => {
    const { MysqlTarget } = await import('./target.ts')
    const { Session } = await import('./session.ts')
    return new MysqlTarget(await Session.open(settings, 'target'))
  },
}
