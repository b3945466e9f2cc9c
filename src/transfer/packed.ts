/** Which fields of packed source rows go into the target as they are. */
import type { TypeKind } from '../catalog/logical-type.ts'
import type { Program } from '../compile/program.ts'

/** Kinds whose fields are their cells, also where rules read them. */
const TEXTUAL: ReadonlySet<TypeKind> = new Set(['text', 'json', 'enum'])

/** By target column: the index of the source column that is copied into it, null where none is. */
export function packedCopies({ row, target }: Program): readonly (number | null)[] {
  return target.columns.map(({ column, copyOf }) => {
    const source = copyOf === null ? undefined : row[copyOf]
    if (source === undefined || source.type.kind !== column.type.kind) return null
    return source.use !== 'value' || TEXTUAL.has(column.type.kind) ? copyOf : null
  })
}
