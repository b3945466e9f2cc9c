/** The contract of a function that a project writes in TypeScript for its mappings. */

/**
 * What values are in JavaScript, by the name of their type. What JavaScript has no exact value for
 * comes and goes as the text that PostgreSQL prints: '12.50', '2026-03-31', '{"a": 1}'.
 */
interface FunctionValues {
  readonly text: string
  readonly boolean: boolean
  readonly integer: number
  readonly bigint: bigint
  readonly double: number
  readonly numeric: string
  readonly date: string
  readonly time: string
  readonly timestamp: string
  readonly timestamptz: string
  readonly uuid: string
  readonly json: string
  readonly jsonb: string
  readonly bytea: string
}

export type FunctionType = keyof FunctionValues

type ValueOf<T> = T extends FunctionType ? FunctionValues[T] : never

/** One type, or one for each argument. */
export type FunctionInput = FunctionType | readonly FunctionType[]

/** The arguments, in order. */
type FunctionArguments<I extends FunctionInput> = I extends FunctionType
  ? readonly [FunctionValues[I]]
  : I extends readonly FunctionType[]
    ? { readonly [Index in keyof I]: ValueOf<I[Index]> }
    : never

export interface FunctionDefinition<
  I extends FunctionInput = FunctionInput,
  O extends FunctionType = FunctionType,
> {
  /** How expressions call it: small letters, digits and `_`. */
  readonly name: string
  /** What it does, in a sentence. */
  readonly summary: string
  readonly input: I
  readonly output: O
  /** Arguments and what they give; run by `mapwright test`. At least one. */
  readonly examples: readonly (readonly [
    ...arguments: FunctionArguments<I>,
    result: FunctionValues[O] | null,
  ])[]
  /**
   * Gives the same for the same arguments, whenever and wherever it is called. Never sees NULL: a
   * NULL argument gives NULL. null is NULL; what it throws refuses the row.
   */
  apply(...values: FunctionArguments<I>): FunctionValues[O] | null
}

/** Declares a function; what is wrong with its types is wrong for TypeScript. */
export function defineFunction<const I extends FunctionInput, O extends FunctionType>(
  definition: FunctionDefinition<I, O>,
): FunctionDefinition<I, O> {
  return definition
}
