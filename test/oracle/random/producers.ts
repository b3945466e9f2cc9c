/** Every declared signature, with the types that it gives. */
import { isUncompared } from '../../../src/expression/call-refused.ts'
import type {
  FunctionDeclaration,
  ParameterType,
  Signature,
} from '../../../src/expression/function-table.ts'
import { INTEGER, TEXT, type LogicalType } from '../../../src/catalog/logical-type.ts'
import { declarations } from '../../../src/function/table.ts'
import { COLUMNS } from './columns.ts'
import { elementOf, wantOf, type Want } from './piece.ts'

/** A signature, and what its open parameters are this time. */
export interface Callable {
  readonly declaration: FunctionDeclaration
  readonly signature: Signature
  /** What its parameters of one type have; null: it has none. */
  readonly same: Want | null
  /** What its arrays are; null: any will do. */
  readonly array: Want | null
}

const SAMES: readonly Want[] = [
  ...new Set(COLUMNS.filter(({ type }) => !isUncompared(type)).map(({ type }) => wantOf(type))),
]
export const ARRAYS: readonly Want[] = ['text[]', 'integer[]', 'numeric[]', 'date[]']

function callablesOf(declaration: FunctionDeclaration, signature: Signature): readonly Callable[] {
  const kinds = signature.parameters.map(({ type }) => type)
  const isGeneric = typeof signature.returns === 'function'
  if (kinds.includes('same')) {
    return SAMES.map((same) => ({ declaration, signature, same, array: null }))
  }
  if (kinds.includes('arrays') || (kinds.includes('array') && isGeneric)) {
    return ARRAYS.map((array) => ({ declaration, signature, same: null, array }))
  }
  return [{ declaration, signature, same: null, array: null }]
}

const all = declarations.map((declaration) =>
  declaration.signatures.map((signature) => callablesOf(declaration, signature)),
)

/** By signature. */
export const CALLABLES: readonly (readonly Callable[])[] = all.flat()

const typeByWant = new Map<Want, LogicalType>(
  COLUMNS.map(({ type }) => [wantOf(type), type] as const),
)

export function producedBy(signature: Signature, same: Want | null, array: Want | null): Want {
  const { returns } = signature
  if (typeof returns !== 'function') return wantOf(returns)
  return wantOf(returns(signature.parameters.map(({ type }) => typeOfOpen(type, same, array))))
}

function typeOfOpen(type: ParameterType, same: Want | null, array: Want | null): LogicalType {
  const element = typeByWant.get(elementOf(array ?? 'text[]') ?? 'text') ?? TEXT
  switch (type) {
    case 'same':
      return typeByWant.get(same ?? 'integer') ?? INTEGER
    case 'array':
    case 'arrays':
      return { kind: 'array', element }
    case 'element':
      return element
    case 'any':
      return TEXT
    default:
      return typeByWant.get(type) ?? TEXT
  }
}

const producers = Map.groupBy(CALLABLES.flat(), ({ signature, same, array }) =>
  producedBy(signature, same, array),
)

/** What gives a type. */
export function producersOf(want: Want): readonly Callable[] {
  return producers.get(want) ?? []
}
