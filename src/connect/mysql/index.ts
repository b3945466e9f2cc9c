/** The connector for MySQL and MariaDB, as a source. */
import { EngineError } from '../../base/error.ts'
import type { Connector } from '../../plugin/connector.ts'
import { MysqlSource } from './source.ts'

export const mysqlConnector: Connector = {
  kind: 'mysql',
  roles: ['source'],
  openSource: (settings) => MysqlSource.open(settings),
  openTarget: async (settings) => {
    throw new EngineError(
      'CONNECT_ROLE',
      `Connection "${settings.name}" is MySQL, which can be a source only. Choose another target.`,
    )
  },
}
