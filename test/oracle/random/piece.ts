/** A random expression as a tree: its text is written from it, and it is made smaller by parts. */
import type { LogicalType, TypeKind } from '../../../src/catalog/logical-type.ts'

/** What an expression is to give: a kind of value, or an array of such. */
export type Want = TypeKind | `${TypeKind}[]`

export interface Piece {
  readonly want: Want
  readonly parts: readonly Piece[]
  readonly write: (parts: readonly string[]) => string
  /** True: reads a column, or a part does. */
  readonly readsRow: boolean
  /** True: cannot be another expression, as a pattern or a format. */
  readonly isFixed: boolean
}

export function piece(
  want: Want,
  parts: readonly Piece[],
  write: (parts: readonly string[]) => string,
): Piece {
  return { want, parts, write, readsRow: parts.some((part) => part.readsRow), isFixed: false }
}

/** A column of the row. */
export function columnPiece(want: Want, name: string): Piece {
  return { want, parts: [], write: () => `c.${name}`, readsRow: true, isFixed: false }
}

/** A text that stands for itself. */
export function literalPiece(want: Want, text: string): Piece {
  return { want, parts: [], write: () => text, readsRow: false, isFixed: false }
}

export function fixedPiece(text: string): Piece {
  return { ...literalPiece('text', text), isFixed: true }
}

export function textOf({ parts, write }: Piece): string {
  return write(parts.map(textOf))
}

export function sizeOf({ parts }: Piece): number {
  return parts.reduce((sum, part) => sum + sizeOf(part), 1)
}

/** True where a part of it reads no row: see `hasConstantPart`. */
export function hasConstantPiece({ parts, readsRow }: Piece): boolean {
  return (parts.length > 0 && !readsRow) || parts.some(hasConstantPiece)
}

export function quoted(text: string): string {
  return text.includes('\\')
    ? `E'${text.replaceAll('\\', '\\\\').replaceAll("'", "''")}'`
    : `'${text.replaceAll("'", "''")}'`
}

export function wantOf(type: LogicalType): Want {
  return type.kind === 'array' ? `${type.element.kind}[]` : type.kind
}

/** The kind of the elements of an array. */
export function elementOf(want: Want): TypeKind | undefined {
  return want.endsWith('[]') ? (want.slice(0, -2) as TypeKind) : undefined
}
