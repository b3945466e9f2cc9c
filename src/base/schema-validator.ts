/** Turns a JSON Schema into ajv's check of plain values. */
import { Ajv2020, type ErrorObject, type Options } from 'ajv/dist/2020.js'

/** A JSON Schema of draft 2020-12, without `$ref`: where an error stands in it must be found. */
export type JsonSchema = Readonly<Record<string, unknown>>

export interface SchemaValidator {
  (value: unknown): boolean
  errors?: null | ErrorObject[]
}

/** What the checks that are built and those compiled here have in common. */
export const VALIDATOR_OPTIONS: Options = { allErrors: true }

/**
 * The schemas are our own, and a test says whether they are right: to find out anew at each start
 * would take as long as to compile them.
 */
const TRUSTING: Options = {
  ...VALIDATOR_OPTIONS,
  strict: false,
  meta: false,
  validateSchema: false,
  code: { optimize: false },
}

/** In dist/ this function looks up what `scripts/build/validators.ts` has compiled. */
export function compileValidator(schema: JsonSchema): SchemaValidator {
  return new Ajv2020(TRUSTING).compile(schema)
}
