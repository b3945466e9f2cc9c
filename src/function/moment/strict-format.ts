/** Formats of parse_date and parse_timestamp: a text fits as a whole, or it does not fit. */
import { existingDay } from '../../catalog/codec/date.ts'
import { parseFormat, type FieldName } from './format.ts'
import { MONTHS, WEEKDAYS, nearYear, type ScannedMoment } from './scan.ts'

/** What one field takes: the texts it stands for, or a number of digits. */
type Part =
  | { readonly kind: 'literal'; readonly text: string }
  | { readonly kind: 'digits'; readonly field: FieldName; readonly lengths: readonly number[] }
  | { readonly kind: 'words'; readonly field: FieldName; readonly words: readonly string[] }

export interface StrictFormat {
  readonly parts: readonly Part[]
  readonly pattern: RegExp
  /** By field, what the pattern's groups hold. */
  readonly groups: Readonly<Partial<Record<FieldName, Group>>>
  /** A date of digits alone, each at its place; null: only the pattern tells. */
  readonly digits: DigitPlaces | null
}

/** Where in the text year, month and day stand, and what stands between them. */
interface DigitPlaces {
  readonly length: number
  readonly YYYY: number
  readonly MM: number
  readonly DD: number
  readonly literals: readonly { readonly at: number; readonly text: string }[]
}

interface Group {
  /** Of the match. */
  readonly index: number
  /** null: digits. */
  readonly words: readonly string[] | null
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
  if (problem !== null) return problem
  const pattern = new RegExp(`^${parts.map(source).join('')}$`, 'iu')
  return { parts, pattern, groups: groupsOf(parts), digits: digitPlaces(parts) }
}

function digitPlaces(parts: readonly Part[]): DigitPlaces | null {
  const places: Partial<Record<FieldName, number>> = {}
  const literals: { readonly at: number; readonly text: string }[] = []
  let length = 0
  for (const part of parts) {
    if (part.kind === 'literal') {
      // The case of a letter does not matter, which makes it one of several.
      if (!/^[ -@[-`{-~]*$/u.test(part.text)) return null
      literals.push({ at: length, text: part.text })
      length += part.text.length
    } else if (part.kind === 'digits' && part.lengths.length === 1) {
      places[part.field] = length
      length += part.lengths[0] ?? 0
    } else return null
  }
  const { YYYY, MM, DD, ...others } = places
  if (YYYY === undefined || MM === undefined || DD === undefined) return null
  return Object.keys(others).length > 0 ? null : { length, YYYY, MM, DD, literals }
}

function groupsOf(parts: readonly Part[]): StrictFormat['groups'] {
  const fields = parts.filter((part) => part.kind !== 'literal')
  const groups = fields.map((part, index) => {
    const words = part.kind === 'words' ? part.words : null
    return [part.field, { index: index + 1, words }] as const
  })
  return Object.fromEntries(groups)
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
  const { digits, groups } = format
  if (digits !== null) return readDigits(text, digits)
  const match = format.pattern.exec(text)
  if (match === null) return undefined
  const year = groups.YYYY ? valueOf(match, groups.YYYY) : nearYear(valueOf(match, groups.YY))
  const month = monthOf(match, groups)
  const time = timeOf(match, groups)
  // Year 0 is no year, though the calendar counts one.
  if (time === undefined || year === 0) return undefined
  return { days: existingDay(year, month, valueOf(match, groups.DD)), time }
}

function readDigits(text: string, places: DigitPlaces): ScannedMoment | undefined {
  if (text.length !== places.length) return undefined
  for (const literal of places.literals) {
    if (!text.startsWith(literal.text, literal.at)) return undefined
  }
  const century = twoDigits(text, places.YYYY)
  const yearOfCentury = twoDigits(text, places.YYYY + 2)
  const month = twoDigits(text, places.MM)
  const day = twoDigits(text, places.DD)
  // What is no number makes the sum none.
  if (Number.isNaN(century + yearOfCentury + month + day)) return undefined
  const year = century * 100 + yearOfCentury
  return year === 0 ? undefined : { days: existingDay(year, month, day), time: 0 }
}

const ZERO = 0x30

/** NaN where there are no two digits. */
function twoDigits(text: string, at: number): number {
  const tens = text.charCodeAt(at) - ZERO
  const ones = text.charCodeAt(at + 1) - ZERO
  return tens >= 0 && tens <= 9 && ones >= 0 && ones <= 9 ? tens * 10 + ones : Number.NaN
}

/** 0 for a field that the format does not name; words count from 0. */
function valueOf(match: RegExpExecArray, group: Group | undefined): number {
  if (group === undefined) return 0
  const written = match[group.index] ?? ''
  return group.words === null ? Number(written) : group.words.indexOf(written.toLowerCase())
}

function monthOf(match: RegExpExecArray, { MM, MON, MONTH }: StrictFormat['groups']): number {
  return MM === undefined ? valueOf(match, MON ?? MONTH) + 1 : valueOf(match, MM)
}

function timeOf(match: RegExpExecArray, groups: StrictFormat['groups']): number | undefined {
  const { HH12, HH24, MI, SS, MS, US, AM } = groups
  const twelve = valueOf(match, HH12)
  if (HH12 !== undefined && (twelve < 1 || twelve > 12)) return undefined
  const afternoon = valueOf(match, AM ?? groups['A.M.'])
  const hour = HH12 === undefined ? valueOf(match, HH24) : (twelve % 12) + 12 * afternoon
  const [minute, second] = [valueOf(match, MI), valueOf(match, SS)]
  if (hour > 23 || minute > 59 || second > 59) return undefined
  const fraction = valueOf(match, MS) * 1000 + valueOf(match, US)
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
