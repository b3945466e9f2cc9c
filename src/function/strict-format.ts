/** Formats of parse_date and parse_timestamp: a text fits as a whole, or it does not fit. */
import { existingDay } from '../catalog/codec/date.ts'
import { parseFormat, type FieldName } from './date-format.ts'
import { MONTHS, WEEKDAYS, nearYear, type ScannedMoment } from './date-scan.ts'

/** What one field takes: the texts it stands for, or a number of digits. */
type Part =
  | { readonly kind: 'literal'; readonly text: string }
  | { readonly kind: 'digits'; readonly field: FieldName; readonly lengths: readonly number[] }
  | { readonly kind: 'words'; readonly field: FieldName; readonly words: readonly string[] }

export interface StrictFormat {
  readonly parts: readonly Part[]
  readonly pattern: RegExp
}

const WIDTHS: Partial<Record<FieldName, number>> = {
  YYYY: 4,
  YY: 2,
  MM: 2,
  DD: 2,
  HH24: 2,
  HH12: 2,
  MI: 2,
  SS: 2,
  MS: 3,
  US: 6,
}

const WORDS: Partial<Record<FieldName, readonly string[]>> = {
  MONTH: MONTHS,
  MON: MONTHS.map((name) => name.slice(0, 3)),
  DAY: WEEKDAYS,
  DY: WEEKDAYS.map((name) => name.slice(0, 3)),
  AM: ['am', 'pm'],
  'A.M.': ['a.m.', 'p.m.'],
}

/** The format taken apart, or a sentence about what is wrong with it. */
export function parseStrictFormat(format: string, withTime: boolean): StrictFormat | string {
  const parsed = parseFormat(format)
  if ('unknown' in parsed) return `The pattern "${parsed.unknown}" is not supported.`
  const parts: Part[] = []
  for (const node of parsed.nodes) {
    const part = node.kind === 'field' ? fieldPart(node.field, node.fill) : literalPart(node.text)
    if (part === undefined)
      return `The pattern "${(node as { field: string }).field}" is not supported.`
    parts.push(part)
  }
  const problem = incomplete(parts, withTime)
  return problem ?? { parts, pattern: new RegExp(`^${parts.map(source).join('')}$`, 'iu') }
}

function literalPart(text: string): Part {
  return { kind: 'literal', text }
}

/** FM before a number makes its leading zero optional. */
function fieldPart(field: FieldName, fill: boolean): Part | undefined {
  const words = WORDS[field]
  if (words !== undefined) return { kind: 'words', field, words }
  const width = WIDTHS[field]
  if (width === undefined) return undefined
  return { kind: 'digits', field, lengths: fill && width === 2 ? [1, 2] : [width] }
}

function incomplete(parts: readonly Part[], withTime: boolean): string | null {
  const fields = parts.flatMap((part) => (part.kind === 'literal' ? [] : [part.field]))
  const has = (...names: FieldName[]): boolean => names.some((name) => fields.includes(name))
  if (!has('YYYY', 'YY') || !has('MM', 'MON', 'MONTH') || !has('DD')) {
    return 'The format must name a year, a month and a day: YYYY, MM and DD.'
  }
  if (!withTime && has('HH24', 'HH12', 'MI', 'SS', 'MS', 'US', 'AM', 'A.M.')) {
    return 'A date has no time. Use parse_timestamp.'
  }
  if (has('HH12') !== has('AM', 'A.M.')) return 'HH12 and AM belong together. Or write HH24.'
  const repeated = fields.find((field, index) => fields.indexOf(field) !== index)
  return repeated === undefined ? null : `The format names ${repeated} twice.`
}

function source(part: Part): string {
  if (part.kind === 'literal') return part.text.replace(/[$()*+./?[\\\]^{|}]/gu, String.raw`\$&`)
  if (part.kind === 'words') return `(${part.words.join('|').replaceAll('.', '\\.')})`
  return `(\\d{${part.lengths.at(0)},${part.lengths.at(-1)}})`
}

/**
 * The moment the text writes; undefined where it does not fit. Throws for a day that is not there.
 */
export function readStrictly(text: string, format: StrictFormat): ScannedMoment | undefined {
  const match = format.pattern.exec(text)
  if (match === null) return undefined
  const fields = format.parts.filter((part) => part.kind !== 'literal')
  const values = new Map<FieldName, number>()
  for (const [index, part] of fields.entries())
    values.set(part.field, valueOf(part, match[index + 1]))
  const read = (...names: FieldName[]): number | undefined =>
    names.map((name) => values.get(name)).find((value) => value !== undefined)
  const short = read('YY')
  const year = read('YYYY') ?? (short === undefined ? 0 : nearYear(short))
  const time = timeOf(read)
  // Year 0 is no year, though the calendar counts one.
  if (time === undefined || year === 0) return undefined
  return { days: existingDay(year, read('MM', 'MON', 'MONTH') ?? 0, read('DD') ?? 0), time }
}

function valueOf(part: Part, written = ''): number {
  if (part.kind !== 'words') return Number(written)
  const index = part.words.indexOf(written.toLowerCase())
  return part.field === 'MON' || part.field === 'MONTH' ? index + 1 : index
}

function timeOf(read: (...names: FieldName[]) => number | undefined): number | undefined {
  const twelve = read('HH12')
  const hour =
    twelve === undefined ? (read('HH24') ?? 0) : (twelve % 12) + 12 * (read('AM', 'A.M.') ?? 0)
  const [minute, second] = [read('MI') ?? 0, read('SS') ?? 0]
  if (twelve !== undefined && (twelve < 1 || twelve > 12)) return undefined
  if (hour > 23 || minute > 59 || second > 59) return undefined
  const fraction = (read('MS') ?? 0) * 1000 + (read('US') ?? 0)
  return ((hour * 60 + minute) * 60 + second) * 1_000_000 + fraction
}

/** One position of a text: the characters that may stand there. */
type Position = string

const DIGITS = '0123456789'
const EXPANSIONS_MAX = 5000

/** True where some text fits both formats. */
export function canOverlap(one: StrictFormat, other: StrictFormat): boolean {
  const [first, second] = [expand(one), expand(other)]
  // Too many forms to compare are not known to be apart.
  if (first === undefined || second === undefined) return true
  return first.some((left) => second.some((right) => shareText(left, right)))
}

function shareText(left: readonly Position[], right: readonly Position[]): boolean {
  if (left.length !== right.length) return false
  return left.every((position, index) =>
    [...position].some((character) => right[index]?.includes(character)),
  )
}

function expand(format: StrictFormat): readonly (readonly Position[])[] | undefined {
  let forms: (readonly Position[])[] = [[]]
  for (const part of format.parts) {
    const choices = choicesOf(part)
    if (forms.length * choices.length > EXPANSIONS_MAX) return undefined
    forms = forms.flatMap((form) => choices.map((choice) => [...form, ...choice]))
  }
  return forms
}

function choicesOf(part: Part): readonly (readonly Position[])[] {
  if (part.kind === 'literal') return [[part.text.toLowerCase()]]
  if (part.kind === 'words') return part.words.map((word) => [...word])
  return part.lengths.map((length) => Array.from({ length }, () => DIGITS))
}
