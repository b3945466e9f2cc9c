/** Finds mappings of one name: a table of a bundle that has a file of its own, or two bundles. */
import type { Diagnostic } from '../base/diagnostic.ts'
import type { MappingDocument } from './document.ts'

export function mappingsTwice(documents: readonly MappingDocument[]): readonly Diagnostic[] {
  const diagnostics: Diagnostic[] = []
  const known = new Map<string, MappingDocument>()
  // A file of its own goes before the bundles, which come with the name of another.
  const ordered = [...documents].sort((a, b) => Number(isBundled(a)) - Number(isBundled(b)))
  for (const document of ordered) {
    const { name, file, target } = document
    const other = known.get(name)
    if (other === undefined) {
      known.set(name, document)
      continue
    }
    const where = other.file === file ? 'listed above' : `a mapping of ${other.file}`
    const message = `"${name}" is ${where} already. Take it out of this list.`
    const place = target.into.at
    diagnostics.push({ ...place, code: 'MAPPING_TWICE', severity: 'error', message })
  }
  return diagnostics
}

/** A file that has one mapping alone has its name. */
function isBundled({ name, file }: MappingDocument): boolean {
  return !file.endsWith(`/${name}.yaml`)
}
