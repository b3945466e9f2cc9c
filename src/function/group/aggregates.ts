/** Aggregates: what a rule computes of all rows of a group. */
import { computeNumeric } from '../../catalog/codec/numeric-arithmetic.ts'
import type { Numeric } from '../../catalog/codec/numeric.ts'
import { OUT_OF_RANGE, refuse } from '../../catalog/codec/row-error.ts'
import { BIGINT, BOOLEAN, NUMERIC, TEXT, type LogicalType } from '../../catalog/logical-type.ts'
import type { Accumulator, FunctionDeclaration, Value } from '../../expression/function-table.ts'
import { compareValues } from '../compare.ts'
import { bound, define, type OpenSignature } from '../declare.ts'

type Start = () => Accumulator

/** An aggregate of one operand that passes over NULLs, and is NULL of none. */
function folding(add: (sum: never, value: never) => Value): Start {
  return () => {
    let result: Value = null
    return {
      add: (value) => {
        if (value === null) return
        result = result === null ? value : add(result as never, value as never)
      },
      end: () => result,
    }
  }
}

function counting(counts: (...values: Value[]) => boolean): Start {
  return () => {
    let count = 0n
    return {
      add: (...values) => {
        if (counts(...values)) count += 1n
      },
      end: () => count,
    }
  }
}

const BIGINT_BITS = 64

function addBigint(sum: bigint, value: number): bigint {
  const result = sum + BigInt(value)
  return BigInt.asIntN(BIGINT_BITS, result) === result ? result : refuse(OUT_OF_RANGE)
}

function addNumeric(sum: Numeric, value: Numeric): Numeric {
  return computeNumeric('+', sum, value)
}

/** Each step is rounded to real, as PostgreSQL does; what leaves its range is refused. */
function addFloating(round: (value: number) => number) {
  return (sum: number, value: number): number => {
    const result = round(sum + value)
    const isFinite = Number.isFinite(sum) && Number.isFinite(value)
    return isFinite && !Number.isFinite(result) ? refuse(OUT_OF_RANGE) : result
  }
}

/** As `folding`, after each value was made into another. */
function converting(convert: (value: never) => Value, start: Start): Start {
  return () => {
    const inner = start()
    return {
      add: (value) => inner.add(value === null ? null : convert(value as never)),
      end: () => inner.end(),
    }
  }
}

function exact(value: number | bigint): Numeric {
  return { unscaled: BigInt(value), scale: 0 }
}

function averaging(start: Start): Start {
  return () => {
    const sum = start()
    let count = 0
    return {
      add: (value) => {
        if (value !== null) count += 1
        sum.add(value)
      },
      end: () => {
        return count === 0 ? null : computeNumeric('/', sum.end() as Numeric, exact(count))
      },
    }
  }
}

/**
 * PostgreSQL also sums the squares of the distances from the mean (by Youngs and Cramer), which it
 * does not need here, and refuses values where those leave the range.
 */
function averagingDoubles(): Accumulator {
  let count = 0
  let sum = 0
  let squares = 0
  return {
    add: (given) => {
      if (given === null) return
      const value = given as number
      const before = sum
      count += 1
      sum += value
      if (count === 1) return
      const distance = value * count - sum
      squares += (distance * distance) / (count * (count - 1))
      if (isInfinite(sum) || isInfinite(squares)) {
        if (!isInfinite(before) && !isInfinite(value)) refuse(OUT_OF_RANGE)
        squares = Number.NaN
      }
    },
    end: () => (count === 0 ? null : sum / count),
  }
}

function isInfinite(value: number): boolean {
  return Math.abs(value) === Number.POSITIVE_INFINITY
}

const sumNumeric = folding(addNumeric)
const sumDouble = folding(addFloating((value) => value))
const DOUBLE: LogicalType = { kind: 'double' }
const REAL: LogicalType = { kind: 'real' }

/** An aggregate sees NULLs, and the value of no rows is NULL. */
const AGGREGATE = { strict: false, nullable: true } as const
const CAN_FAIL = { ...AGGREGATE, fallible: true } as const
const COUNT = { strict: false, nullable: false } as const

const INTEGERS = ['smallint', 'integer'] as const

function extreme(name: string, sign: 1 | -1, cell: string): FunctionDeclaration {
  const bind = ([type]: readonly LogicalType[]) => {
    const compare = compareValues(type ?? TEXT)
    // Of equal values (1.0 and 1.00) the last one stays, as in PostgreSQL.
    return folding((best, value) => (compare(value, best) * sign >= 0 ? value : best))
  }
  return define('aggregate', name, {
    summary: `The ${sign > 0 ? 'greatest' : 'least'} value of the group; texts by bytes.`,
    examples: [[`${name}(x)`, cell]],
    signatures: [bound(['same'], ([type]) => type ?? TEXT, bind, AGGREGATE)],
  })
}

/** True, false or null by the values that are not NULL. */
function truth(name: string, decides: boolean): FunctionDeclaration {
  const start = folding((sum: boolean, value: boolean) => (value === decides ? value : sum))
  return define('aggregate', name, {
    summary: `Whether ${decides ? 'one' : 'every one'} of the values is true.`,
    examples: [[`${name}(x > 2)`, decides ? 't' : 'f']],
    signatures: [bound(['boolean'], BOOLEAN, () => start, AGGREGATE)],
  })
}

/** The first delimiter stands before nothing, and is not used. */
function joining(): Accumulator {
  let result: string | null = null
  return {
    add: (text, delimiter) => {
      if (text === null) return
      const before: string = result === null ? '' : `${result}${(delimiter as string | null) ?? ''}`
      result = `${before}${text as string}`
    },
    end: () => result,
  }
}

function collecting(): Accumulator {
  const items: Value[] = []
  return {
    add: (value) => void items.push(value),
    end: () => (items.length === 0 ? null : items),
  }
}

function firstOf(): Accumulator {
  let result: Value
  return {
    add: (value) => {
      if (result === undefined) result = value
    },
    end: () => result ?? null,
  }
}

const sums: readonly OpenSignature[] = [
  ...INTEGERS.map((kind) =>
    bound([kind], BIGINT, () => converting(BigInt, folding(addBigint)), CAN_FAIL),
  ),
  bound(['bigint'], NUMERIC, () => converting(exact, sumNumeric), AGGREGATE),
  bound(['numeric'], NUMERIC, () => sumNumeric, CAN_FAIL),
  bound(['real'], REAL, () => folding(addFloating(Math.fround)), CAN_FAIL),
  bound(['double'], DOUBLE, () => sumDouble, CAN_FAIL),
]

const means: readonly OpenSignature[] = [
  ...[...INTEGERS, 'bigint' as const].map((kind) =>
    bound([kind], NUMERIC, () => averaging(converting(exact, sumNumeric)), AGGREGATE),
  ),
  bound(['numeric'], NUMERIC, () => averaging(sumNumeric), CAN_FAIL),
  ...(['real', 'double'] as const).map((kind) =>
    bound([kind], DOUBLE, () => averagingDoubles, CAN_FAIL),
  ),
]

/** Examples are about a group of four rows, whose x are 3, NULL, 1 and 2. */
export const aggregates: readonly FunctionDeclaration[] = [
  define('aggregate', 'count', {
    summary: 'How many rows the group has, or how many of them have a value.',
    examples: [
      ['count(*)', '4'],
      ['count(x)', '3'],
      ['count(*) filter (where x > 1)', '2'],
    ],
    signatures: [
      bound([], BIGINT, () => counting(() => true), COUNT),
      bound(['any'], BIGINT, () => counting((value) => value !== null), COUNT),
    ],
  }),
  define('aggregate', 'sum', {
    summary: 'The sum of the values.',
    examples: [['sum(x)', '6']],
    signatures: sums,
  }),
  define('aggregate', 'avg', {
    summary: 'The mean of the values.',
    examples: [['avg(x)', '2.0000000000000000']],
    signatures: means,
  }),
  extreme('min', -1, '1'),
  extreme('max', 1, '3'),
  truth('bool_and', false),
  truth('every', false),
  truth('bool_or', true),
  define('aggregate', 'string_agg', {
    summary: 'The texts of the group with a delimiter between them.',
    examples: [
      ["string_agg(x::text, ', ' order by x desc)", '3, 2, 1'],
      ["string_agg(distinct x::text, ', ')", '1, 2, 3'],
    ],
    signatures: [bound(['text', 'text'], TEXT, () => joining, AGGREGATE)],
  }),
  define('aggregate', 'array_agg', {
    summary: 'The values of the group as an array, NULLs among them.',
    examples: [['array_agg(x order by x)', '{1,2,3,NULL}']],
    signatures: [
      bound(
        ['any'],
        ([element]) => ({ kind: 'array', element: element ?? TEXT }),
        () => collecting,
        { ...AGGREGATE, except: ['array'] },
      ),
    ],
  }),
  define('aggregate', 'first', {
    summary: "The value of the group's first row, be it NULL. Mapwright's own.",
    examples: [
      ['first(x order by x desc nulls last)', '3'],
      ['first(x)', '3'],
    ],
    signatures: [
      bound(
        ['any'],
        ([type]) => type ?? TEXT,
        () => firstOf,
        AGGREGATE,
      ),
    ],
  }),
]
