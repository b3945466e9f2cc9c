/** Turns the short declaration of a function, typed by what it takes, into signatures. */
import type { Cell } from '../base/cell.ts'
import type { Values } from '../catalog/codec/value.ts'
import {
  BIGINT,
  BOOLEAN,
  INTEGER,
  NUMERIC,
  TEXT,
  type LogicalType,
  type TypeKind,
} from '../catalog/logical-type.ts'
import type {
  FunctionDeclaration,
  Inspection,
  Parameter,
  ParameterType,
  Signature,
} from '../expression/function-table.ts'

type ValueOf<T> = T extends keyof Values
  ? Values[T]
  : T extends 'any' | 'same' | 'element'
    ? unknown
    : T extends 'array' | 'arrays'
      ? readonly unknown[]
      : string

export type ValuesOf<T extends readonly ParameterType[]> = { [Index in keyof T]: ValueOf<T[Index]> }

export interface SignatureOptions {
  /** True: some value is refused. */
  readonly fallible?: boolean
  /** True: can give NULL though no operand is NULL. */
  readonly nullable?: boolean
  /** False: `apply` sees NULLs. */
  readonly strict?: boolean
  readonly variadic?: boolean
  /** A type that not all operands may have. */
  readonly ambiguousFor?: TypeKind
  /** From which parameter on they may be left out, and are what is given here. */
  readonly absent?: { readonly from: number; readonly values: readonly string[] }
  /** Names of the parameters; where there are none they are called after their types. */
  readonly names?: readonly string[]
  /** Indexes of parameters that must be constants. */
  readonly constants?: readonly number[]
  /** Indexes of parameters that see the blanks of a char(n). */
  readonly padded?: readonly number[]
  /** Types that no `any` takes. */
  readonly except?: readonly TypeKind[]
  readonly inspect?: (constants: readonly (Cell | undefined)[]) => Inspection
  /** True: nothing is refused with these constants; undefined stands for what is none. */
  readonly safe?: (
    constants: readonly (Cell | undefined)[],
    operands: readonly LogicalType[],
  ) => boolean
}

/** A signature whose key is still open: `define` makes it from the function's name. */
export type OpenSignature = Omit<Signature, 'key'>

/** A function that works the same whatever the lengths and precisions of its operands. */
export function takes<const T extends readonly ParameterType[]>(
  parameters: T,
  returns: ReturnKind,
  apply: (...values: ValuesOf<T>) => unknown,
  options: SignatureOptions = {},
): OpenSignature {
  return bound(parameters, returnType(returns), () => apply, options)
}

/** A function that is chosen by the types of its operands. */
export function bound(
  parameters: readonly ParameterType[],
  returns: Signature['returns'],
  bind: Signature['bind'],
  options: SignatureOptions = {},
): OpenSignature {
  const { fallible = false, nullable = false, strict = true, inspect, safe } = options
  return {
    parameters: parameters.map((type, index) => parameterOf(type, index, options)),
    returns,
    strict,
    fallible,
    nullable,
    bind,
    ...(options.variadic === true ? { variadic: true } : {}),
    ...(options.ambiguousFor === undefined ? {} : { ambiguousFor: options.ambiguousFor }),
    ...(inspect === undefined ? {} : { inspect }),
    ...(safe === undefined ? {} : { safe }),
  }
}

function parameterOf(type: ParameterType, index: number, options: SignatureOptions): Parameter {
  const ifAbsent = options.absent?.values[index - options.absent.from]
  return {
    ...(ifAbsent === undefined ? {} : { optional: true, ifAbsent }),
    name: options.names?.[index] ?? `${type}_${index + 1}`,
    type,
    ...(options.constants?.includes(index) === true ? { constant: true } : {}),
    ...(options.padded?.includes(index) === true ? { padded: true } : {}),
    ...(options.except !== undefined && type === 'any' ? { except: options.except } : {}),
  }
}

type ReturnKind = Exclude<TypeKind, 'enum' | 'array' | 'unsupported'>

const MICROSECONDS = 6

function returnType(kind: ReturnKind): LogicalType {
  switch (kind) {
    case 'text':
      return TEXT
    case 'boolean':
      return BOOLEAN
    case 'integer':
      return INTEGER
    case 'bigint':
      return BIGINT
    case 'numeric':
      return NUMERIC
    case 'time':
    case 'timestamp':
    case 'timestamptz':
      return { kind, precision: MICROSECONDS }
    default:
      return { kind }
  }
}

/** Words for the signs of operators, which make no JavaScript names. */
const SIGNS: Readonly<Record<string, string>> = {
  '+': 'add',
  '-': 'subtract',
  '*': 'multiply',
  '/': 'divide',
  '%': 'remainder',
  '^': 'raise',
  '=': 'equal',
  '<>': 'notEqual',
  '<': 'less',
  '<=': 'lessOrEqual',
  '>': 'greater',
  '>=': 'greaterOrEqual',
  '||': 'join',
  '~~': 'like',
  '!~~': 'notLike',
  '~~*': 'ilike',
  '!~~*': 'notIlike',
  '~': 'matches',
  '~*': 'matchesAnyCase',
  '!~': 'notMatches',
  '!~*': 'notMatchesAnyCase',
  '->': 'field',
  '->>': 'fieldText',
  '#>': 'path',
  '#>>': 'pathText',
  '?': 'hasKey',
  '?|': 'hasAnyKey',
  '?&': 'hasAllKeys',
  '@>': 'contains',
  '<@': 'contained',
  '&&': 'overlapping',
  'similar to': 'similar',
  'not similar to': 'notSimilar',
  '[]': 'subscript',
  '[:]': 'slice',
  'is distinct from': 'distinct',
  'is not distinct from': 'notDistinct',
}

/** Declares a function or an operator; each signature gets a key that no other has. */
export function define(
  kind: FunctionDeclaration['kind'],
  name: string,
  content: {
    readonly summary: string
    readonly examples: FunctionDeclaration['examples']
    readonly signatures: readonly OpenSignature[]
  },
): FunctionDeclaration {
  const sign = SIGNS[name] ?? name
  const base = kind === 'function' || kind === 'operator' ? sign : `${kind}_${sign}`
  const signatures = content.signatures.map((signature) => ({
    ...signature,
    key: content.signatures.length === 1 ? base : `${base}_${kindsOf(signature)}`,
  }))
  return { kind, name, summary: content.summary, examples: content.examples, signatures }
}

function kindsOf(signature: OpenSignature): string {
  const kinds = signature.parameters.map(({ type }) => type)
  return kinds.length === 0 ? 'none' : kinds.join('_')
}
