/** What Mapwright brings along: the explicit list of its connectors. */
import type { Connector, ConnectorKind } from './plugin/connector.ts'
import { sqliteConnector } from './connect/sqlite/index.ts'

const CONNECTORS: readonly Connector[] = [sqliteConnector]

/** The connector of a kind; the kinds are a closed list, so there always is one. */
export function connectorOf(kind: ConnectorKind): Connector {
  const connector = CONNECTORS.find((each) => each.kind === kind)
  if (connector === undefined) throw new TypeError(`there is no connector of kind ${kind}`)
  return connector
}
