/** Turns the declared null tokens into the set of texts that mean NULL for a type. */
import type { TypeKind } from '../catalog/logical-type.ts'
import type { ConnectionSettings } from '../plugin/connector.ts'

/** The texts that are read as NULL in a column of that kind; null when there are none. */
export function nullTokensOf(
  settings: Pick<ConnectionSettings, 'nullTokens'>,
  kind: TypeKind,
): ReadonlySet<string> | null {
  const tokens = [...(settings.nullTokens[kind] ?? []), ...(settings.nullTokens['*'] ?? [])]
  return tokens.length === 0 ? null : new Set(tokens)
}
