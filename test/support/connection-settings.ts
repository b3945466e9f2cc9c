/** Settings of a connection as the project's reader fills them, for tests without a project. */
import { tmpdir } from 'node:os'
import { Secret } from '../../src/base/secret.ts'
import type { ConnectionSettings, ConnectorKind } from '../../src/plugin/connector.ts'

/** Everything at its default but what `changes` says. */
export function connectionSettings(
  kind: ConnectorKind,
  url: string | null,
  changes: Partial<ConnectionSettings> = {},
): ConnectionSettings {
  return {
    name: 'library',
    kind,
    url: url === null ? null : new Secret(url),
    directory: tmpdir(),
    tls: 'verify-full',
    types: {},
    zeroDates: 'reject',
    nullTokens: {},
    files: [],
    fileCatalog: null,
    schemas: null,
    staged: [],
    ...changes,
  }
}
