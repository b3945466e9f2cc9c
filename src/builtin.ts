/** What Mapwright brings along: the explicit list of its connectors. */
import { csvConnector } from './connect/csv/index.ts'
import { mysqlConnector } from './connect/mysql/index.ts'
import { postgresConnector } from './connect/postgres/index.ts'
import { sqliteConnector, stageConnector } from './connect/sqlite/index.ts'
import type { Connector, ConnectorKind } from './plugin/connector.ts'

const CONNECTORS: Readonly<Record<ConnectorKind, Connector>> = {
  postgres: postgresConnector,
  mysql: mysqlConnector,
  sqlite: sqliteConnector,
  files: csvConnector,
  stage: stageConnector,
}

/** The connector of a kind. */
export function connectorOf(kind: ConnectorKind): Connector {
  return CONNECTORS[kind]
}
