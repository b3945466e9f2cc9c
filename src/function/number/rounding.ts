/** abs, ceil, floor, round, trunc and sign. */
import { checkBigint, checkInteger } from '../../catalog/codec/integer.ts'
import {
  negateNumeric,
  roundNumeric,
  trimNumeric,
  type Rounding,
} from '../../catalog/codec/numeric-arithmetic.ts'
import type { FunctionDeclaration } from '../../expression/function-table.ts'
import { define, takes } from '../declare.ts'

const FALLIBLE = { fallible: true } as const

const abs = define('function', 'abs', {
  summary: 'The number without its sign.',
  examples: [
    ['abs(-1.50)', '1.50'],
    ['abs(-7)', '7'],
  ],
  signatures: [
    takes(['smallint'], 'smallint', (v) => checkInteger('smallint', Math.abs(v)), FALLIBLE),
    takes(['integer'], 'integer', (v) => checkInteger('integer', Math.abs(v)), FALLIBLE),
    takes(['bigint'], 'bigint', (v) => checkBigint(v < 0n ? -v : v), FALLIBLE),
    takes(['numeric'], 'numeric', (v) => (v.unscaled < 0n ? negateNumeric(v) : v)),
    takes(['real'], 'real', Math.abs),
    takes(['double'], 'double', Math.abs),
  ],
})

function rounding(
  name: string,
  how: Rounding,
  content: { readonly summary: string; readonly examples: FunctionDeclaration['examples'] },
): FunctionDeclaration {
  const apply = { round: roundHalfEven, trunc: Math.trunc, ceil: Math.ceil, floor: Math.floor }[how]
  const digits = takes(
    ['numeric', 'integer'],
    'numeric',
    (value, count) => roundNumeric(value, how, count),
    FALLIBLE,
  )
  return define('function', name, {
    ...content,
    signatures: [
      takes(['numeric'], 'numeric', (value) => roundNumeric(value, how, 0), FALLIBLE),
      takes(['double'], 'double', apply),
      // PostgreSQL has none for whole numbers, and prefers double for them.
      takes(['smallint'], 'double', Number),
      takes(['integer'], 'double', Number),
      takes(['bigint'], 'double', Number),
      ...(how === 'round' || how === 'trunc' ? [digits] : []),
    ],
  })
}

/** Binary fractions round a tie to the even number; exact decimals round it away from zero. */
export function roundHalfEven(value: number): number {
  const floor = Math.floor(value)
  if (value - floor !== 0.5) return value < 0 && value > -0.5 ? -0 : Math.round(value)
  const even = floor % 2 === 0 ? floor : floor + 1
  return even === 0 && value < 0 ? -0 : even
}

const ceilContent = {
  summary: 'The nearest whole number that is not less.',
  examples: [['ceil(-1.5)', '-1']],
} as const

export const roundings: readonly FunctionDeclaration[] = [
  abs,
  rounding('round', 'round', {
    summary: 'Rounds to a number of digits, none where none is given.',
    examples: [
      ['round(2.5)', '3'],
      ['round(2.567, 2)', '2.57'],
      ['round(1250, -2)', '1300'],
    ],
  }),
  rounding('trunc', 'trunc', {
    summary: 'Cuts digits off, toward zero.',
    examples: [['trunc(-2.567, 1)', '-2.5']],
  }),
  rounding('ceil', 'ceil', ceilContent),
  rounding('ceiling', 'ceil', { ...ceilContent, examples: [['ceiling(1.2)', '2']] }),
  define('function', 'trim_scale', {
    summary: 'The same number without zeros at the end of its fraction.',
    examples: [
      ['trim_scale(8.4100)', '8.41'],
      ['trim_scale(7.00)', '7'],
    ],
    signatures: [takes(['numeric'], 'numeric', trimNumeric)],
  }),
  rounding('floor', 'floor', {
    summary: 'The nearest whole number that is not greater.',
    examples: [['floor(-1.5)', '-2']],
  }),
]
