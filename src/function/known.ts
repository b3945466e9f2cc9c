/** What is certain of calls beyond their signatures: bounds, and what can be refused or be NULL. */
import { union } from '../expression/bounds.ts'
import { isTooLong } from '../expression/bounds-cast.ts'
import type { FunctionTable, KnownOperand } from '../expression/function-table.ts'
import { between, comparing, knownNumbers, NOTHING_MORE, type KnownRule } from './known-numbers.ts'
import { knownTexts } from './known-texts.ts'

/** GREATEST and LEAST pass over what is NULL. */
const oneOfAll: KnownRule = (operands) => ({
  bounds: union(operands.map(({ bounds }) => bounds)),
  nullable: operands.every(({ nullable }) => nullable),
})

/** Whether values of two texts, labels or truth values are equal; undefined: it depends. */
function areEqual([left, right]: readonly KnownOperand[]): boolean | undefined {
  if (left === undefined || right === undefined || !isWord(left) || !isWord(right)) return undefined
  const [ones, others] = [left.bounds.values, right.bounds.values]
  if (ones !== null && others !== null) {
    const shared = ones.filter((value) => others.includes(value))
    if (ones.length === 0 || others.length === 0) return undefined
    if (shared.length === 0) return false
    return ones.length === 1 && others.length === 1 ? true : undefined
  }
  const isNever =
    ones?.every((text) => isTooLong(text, right.bounds)) === true ||
    others?.every((text) => isTooLong(text, left.bounds)) === true
  return isNever ? false : undefined
}

function isWord({ type }: KnownOperand): boolean {
  return type.kind === 'text' ? !type.fixed : type.kind === 'enum' || type.kind === 'boolean'
}

const comparisons: readonly (readonly [key: string, rule: KnownRule])[] = [
  ['equal', comparing((order) => order === 0, areEqual)],
  [
    'notEqual',
    comparing(
      (order) => order !== 0,
      (operands) => opposite(areEqual(operands)),
    ),
  ],
  ['less', comparing((order) => order < 0)],
  ['lessOrEqual', comparing((order) => order <= 0)],
  ['greater', comparing((order) => order > 0)],
  ['greaterOrEqual', comparing((order) => order >= 0)],
]

function opposite(found: boolean | undefined): boolean | undefined {
  return found === undefined ? undefined : !found
}

/** Fields that an infinite moment has not, so that they are NULL then. */
const FIELDS: Readonly<Record<string, readonly [low: number, high: number]>> = {
  month: [1, 12],
  day: [1, 31],
  hour: [0, 23],
  minute: [0, 59],
  quarter: [1, 4],
  dow: [0, 6],
  isodow: [1, 7],
  doy: [1, 366],
  week: [1, 53],
}

const fieldOfMoment: KnownRule = ([field]) => {
  const values = field?.bounds.values
  const range = values?.length === 1 ? FIELDS[values[0]?.toLowerCase() ?? ''] : undefined
  return range === undefined ? NOTHING_MORE : { bounds: between(...range) }
}

const rules = new Map<string, KnownRule>([
  ...knownNumbers,
  ...knownTexts,
  ...comparisons,
  ['greatest', oneOfAll],
  ['least', oneOfAll],
  ...['date', 'timestamp', 'timestamptz'].map(
    (kind) => [`extract_text_${kind}`, fieldOfMoment] as const,
  ),
])

/** The keys of signatures of which more is known. */
export const knownKeys: readonly string[] = [...rules.keys()]

export const knownOfCall: NonNullable<FunctionTable['certain']> = (key, operands, returns) =>
  rules.get(key)?.(operands, returns)
