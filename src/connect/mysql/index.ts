/** The connector for MySQL and MariaDB, a source and a target. */
import type { Connector } from '../../plugin/connector.ts'
import { MysqlSource } from './connection.ts'
import { Session } from './session.ts'
import { MysqlTarget } from './target.ts'

export const mysqlConnector: Connector = {
  kind: 'mysql',
  roles: ['source', 'target'],
  openSource: async (settings) => new MysqlSource(await Session.open(settings, 'source')),
  openTarget: async (settings) => new MysqlTarget(await Session.open(settings, 'target')),
}
