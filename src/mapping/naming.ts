/** Names of the source -> names of the target, as the project's `naming` has it. */
import type { Project } from '../project/project.ts'

/** `CustomerID`, `customerId` and `Customer Id` are customer_id in snake case. */
export function renamed(name: string, naming: Project['naming']): string {
  if (naming === 'same') return name
  if (naming === 'lower') return name.toLowerCase()
  return name
    .replace(/(?<=[\p{Ll}\d])(?=\p{Lu})|(?<=\p{Lu})(?=\p{Lu}\p{Ll})/gu, '_')
    .replace(/[\s\-.]+/gu, '_')
    .toLowerCase()
}
