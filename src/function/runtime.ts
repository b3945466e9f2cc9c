/** What emitted modules compute with: functions, casts and codecs that take NULL for what it is. */
import type { Cell } from '../base/cell.ts'
import { recognizerOf } from '../catalog/codec/canonical.ts'
import { decoderOf, encoderOf } from '../catalog/codec/value.ts'
import type { LogicalType } from '../catalog/logical-type.ts'
import type {
  Accumulator,
  AggregateUse,
  FunctionDeclaration,
  Runtime,
  Signature,
  Value,
} from '../expression/function-table.ts'
import { castValue } from './cast/value.ts'
import { orderRows, positionOf, startAggregate } from './group/runtime.ts'
import { callable } from './table.ts'

type Apply = (...values: Value[]) => Value

/** One runtime serves any number of modules; it holds no state of its own. `own`: the project's. */
export function createRuntime(own: readonly FunctionDeclaration[] = []): Runtime {
  const signatures = new Map<string, Signature>(
    [...callable, ...own].flatMap((declaration) =>
      declaration.signatures.map((signature) => [signature.key, signature] as const),
    ),
  )
  const call: Runtime['call'] = (key, operands, returns) => {
    const signature = signatures.get(key)
    if (signature === undefined) throw new Error(`no function has the key ${key}`)
    const apply = signature.bind(operands, returns) as Apply
    return signature.strict ? nullSafe(apply, operands.length) : apply
  }
  return Object.freeze({
    call,
    order: orderRows,
    position: positionOf,
    aggregate: (use: AggregateUse) => {
      const start = call(use.key, use.operands, use.returns) as () => Accumulator
      return startAggregate(start, use)
    },
    decode: (type: LogicalType) => nullSafe(decoderOf(type), 1) as (cell: Cell) => Value,
    encode: (type: LogicalType) => nullSafe(encoderOf(type), 1) as (value: Value) => Cell,
    cast: (from: LogicalType, to: LogicalType, assignment: boolean) =>
      nullSafe(castValue(from, to, assignment), 1),
    castText: (from: LogicalType, to: LogicalType, assignment: boolean) =>
      nullSafe(textCaster(from, to, assignment), 1) as (value: Value) => Cell,
  })
}

function textCaster(from: LogicalType, to: LogicalType, assignment: boolean) {
  const cast = castValue(from, to, assignment) as (text: string) => never
  const encode = encoderOf(to) ?? String
  const isCanonical = recognizerOf(to)
  if (isCanonical === null) return (text: string) => encode(cast(text))
  return (text: string) => (isCanonical(text) ? text : encode(cast(text)))
}

const identity: Apply = (value) => value

/** The function with NULL for NULL; null stands for one that changes nothing. */
function nullSafe(convert: ((...values: never[]) => unknown) | null, count: number): Apply {
  if (convert === null) return identity
  const apply = convert as Apply
  switch (count) {
    case 1:
      return (value) => (value === null ? null : apply(value))
    case 2:
      return (one, other) => (one === null || other === null ? null : apply(one, other))
    case 3:
      return (one, two, three) =>
        one === null || two === null || three === null ? null : apply(one, two, three)
    default:
      return (...values) => (values.includes(null) ? null : apply(...values))
  }
}
