/** Logical types: what a cell means, the same on every connector. */

export type LogicalType =
  | { readonly kind: 'boolean' }
  | { readonly kind: 'smallint' }
  | { readonly kind: 'integer' }
  | { readonly kind: 'bigint' }
  /** precision null: unconstrained. MySQL's unsigned bigint is numeric(20,0). */
  | { readonly kind: 'numeric'; readonly precision: number | null; readonly scale: number | null }
  | { readonly kind: 'real' }
  | { readonly kind: 'double' }
  /** length in characters; null: unlimited. fixed: char(n), blank padded in PostgreSQL. */
  | { readonly kind: 'text'; readonly length: number | null; readonly fixed: boolean }
  | { readonly kind: 'bytea' }
  | { readonly kind: 'uuid' }
  | { readonly kind: 'json' }
  | { readonly kind: 'jsonb' }
  | { readonly kind: 'date' }
  /** precision: fractional digits of the second, 0 to 6. */
  | { readonly kind: 'time'; readonly precision: number }
  | { readonly kind: 'timestamp'; readonly precision: number }
  | { readonly kind: 'timestamptz'; readonly precision: number }
  | { readonly kind: 'interval' }
  | { readonly kind: 'enum'; readonly name: string; readonly labels: readonly string[] }
  | { readonly kind: 'array'; readonly element: LogicalType }
  /** No canonical form: it may be dropped by name, never moved. */
  | { readonly kind: 'unsupported'; readonly native: string }

export type TypeKind = LogicalType['kind']

export const TEXT: LogicalType = { kind: 'text', length: null, fixed: false }
export const BOOLEAN: LogicalType = { kind: 'boolean' }
export const INTEGER: LogicalType = { kind: 'integer' }
export const BIGINT: LogicalType = { kind: 'bigint' }
export const NUMERIC: LogicalType = { kind: 'numeric', precision: null, scale: null }
