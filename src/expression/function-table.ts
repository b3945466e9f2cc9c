/** What the checker and the emitter need to know of a function or an operator. */
import type { Cell } from '../base/cell.ts'
import type { LogicalType, TypeKind } from '../catalog/logical-type.ts'
import type { Bounds } from './bounds.ts'
import type { Hazard, TypedExpression } from './tree.ts'

/**
 * A value at run time, by type: text, uuid, json, jsonb, bytea, enum: string (the cell itself);
 * boolean: boolean; smallint, integer, real, double: number; bigint: bigint; numeric, date, time,
 * timestamp, timestamptz, interval: as `catalog/codec` has them; array: array. null is NULL.
 */
export type Value = unknown

/**
 * `any`: every type, as it is. `same`: all such operands are brought to their common type.
 * `arrays`: arrays of one type of elements. `element`: of the type of the array's elements.
 */
export type ParameterType = TypeKind | 'any' | 'same' | 'arrays' | 'element'

export interface Parameter {
  /** The name for `name => value`. */
  readonly name: string
  readonly type: ParameterType
  /** True: may be left out; the value then is undefined. Only at the end. */
  readonly optional?: boolean
  /** What a parameter is that may be left out, as a literal's text; NULL where nothing is said. */
  readonly ifAbsent?: string
  /** True: must be a constant, because it is looked at when compiling (a pattern, a format). */
  readonly constant?: boolean
  /** True: a char(n) comes with the blanks it is padded with. */
  readonly padded?: boolean
  /** Types that `any` does not take. */
  readonly except?: readonly TypeKind[]
}

/** What looking at constant operands found. */
export interface Inspection {
  /** Why the constant cannot be used; a diagnostic. */
  readonly problem?: { readonly operand: number; readonly message: string }
  /** Two formats that can fit one text; a hazard. */
  readonly overlaps?: string
  /** What may be lost; a hazard. */
  readonly narrows?: string
}

/** A function that is an expression over its parameters: code of each module that calls it. */
export interface LocalFunction {
  readonly parameters: readonly string[]
  /** Any parameter may be NULL in it. */
  readonly tree: TypedExpression
  /** Those of the expression: each caller is asked to accept them. */
  readonly hazards: readonly Hazard[]
}

export interface Signature {
  /** JavaScript identifier, unique over all functions: what emitted code calls. */
  readonly key: string
  readonly parameters: readonly Parameter[]
  /** True: the last parameter may be repeated. */
  readonly variadic?: boolean
  /** A type that not all operands may have: PostgreSQL then finds that several functions fit. */
  readonly ambiguousFor?: TypeKind
  readonly returns: LogicalType | ((operands: readonly LogicalType[]) => LogicalType)
  /** True: a NULL operand gives NULL, and `apply` never sees one. */
  readonly strict: boolean
  /** True: can raise a RowError on some value. */
  readonly fallible: boolean
  /** True: can give NULL though no operand is NULL. */
  readonly nullable?: boolean
  /**
   * True: with these constant operands (undefined: not constant) nothing is refused, although the
   * signature is fallible: `substring(x, 1, 3)` cannot fail, only a negative length would.
   */
  safe?(constants: readonly (Cell | undefined)[], operands: readonly LogicalType[]): boolean
  /** Looks at constant operands (undefined: not constant) when compiling. */
  inspect?(constants: readonly (Cell | undefined)[]): Inspection
  /** The function for these operand types; called once a module, not once a row. */
  bind(operands: readonly LogicalType[], returns: LogicalType): (...values: never[]) => Value
  /** What is emitted in place of a call of the runtime; `bind` is then never asked for. */
  readonly local?: LocalFunction
}

export interface FunctionDeclaration {
  /** SQL name in lower case, or the operator's sign: `lower`, `+`, `||`, `~~` for LIKE. */
  readonly name: string
  /** An aggregate's functions give an Accumulator; `rows` give an array, each item a row. */
  readonly kind: 'function' | 'operator' | 'prefix' | 'aggregate' | 'rows'
  readonly summary: string
  readonly signatures: readonly Signature[]
  /** SQL text -> the cell it gives; run as tests, and shown in the documentation. */
  readonly examples: readonly (readonly [expression: string, cell: Cell])[]
}

/** An operand of a call as far as it is known. */
export interface KnownOperand {
  readonly type: LogicalType
  readonly nullable: boolean
  readonly bounds: Bounds
}

/** What is certain of a call beyond its signature; what is left out is not known. */
export interface KnownCall {
  readonly bounds?: Bounds
  /** False: with these operands nothing is refused. */
  readonly fallible?: false
  /** Whether it may be NULL, where strictness does not say it. */
  readonly nullable?: boolean
}

export interface FunctionTable {
  /** null: there is none of that name. */
  find(kind: FunctionDeclaration['kind'], name: string): FunctionDeclaration | null
  /** For "did you mean". */
  readonly names: readonly string[]
  /** Names of functions that there are, and of which nothing more may be known here. */
  readonly unchecked?: ReadonlySet<string>
  /** Of functions that give rows. */
  readonly rowsNames: readonly string[]
  /** What operands within bounds make of the signature of a key; undefined: nothing more. */
  certain?(
    key: string,
    operands: readonly KnownOperand[],
    returns: LogicalType,
  ): KnownCall | undefined
}

/** What an aggregate makes of the rows of one group, given one by one. */
export interface Accumulator {
  /** The operands of a row, NULLs among them. */
  add(...values: Value[]): void
  end(): Value
}

/** How values are ordered, one item of an ORDER BY. */
export interface Ordering {
  readonly type: LogicalType
  readonly descending: boolean
  readonly nullsFirst: boolean
}

/** What emitted code is given. Everything it returns is null-safe: strictness is built in. */
export interface Runtime {
  /** The function of a signature's key. */
  call(
    key: string,
    operands: readonly LogicalType[],
    returns: LogicalType,
  ): (...values: Value[]) => Value
  decode(type: LogicalType): (cell: Cell) => Value
  encode(type: LogicalType): (value: Value) => Cell
  /** Throws RowError for a value that does not fit. `assignment`: the value is kept or refused. */
  cast(from: LogicalType, to: LogicalType, assignment: boolean): (value: Value) => Value
  /** As `cast` of a text, encoded: what is canonical already is only looked at. */
  castText(from: LogicalType, to: LogicalType, assignment: boolean): (value: Value) => Cell
  /** Compares the values of two rows, the first that differ deciding; 0 where none does. */
  order(keys: readonly Ordering[]): (left: readonly Value[], right: readonly Value[]) => number
  /** Where a date, a moment or a whole number stands among others of its type. */
  position(value: Value): bigint
  /** Starts an aggregate for each group. */
  aggregate(use: AggregateUse): () => Accumulator
}

/** An aggregate as a rule uses it. */
export interface AggregateUse {
  readonly key: string
  readonly operands: readonly LogicalType[]
  readonly returns: LogicalType
  readonly distinct: boolean
  /** Of the values that are given after the operands. */
  readonly order: readonly Ordering[]
}
