/** Formats of to_char and to_number for numbers: PostgreSQL's patterns taken apart. */

export type NumberPattern =
  | '9'
  | '0'
  | '.'
  | ','
  | 'D'
  | 'G'
  | 'L'
  | 'S'
  | 'MI'
  | 'PL'
  | 'SG'
  | 'PR'
  | 'RN'
  | 'rn'
  | 'TH'
  | 'th'
  | 'V'
  | 'EEEE'
  | 'FM'
  | 'B'
  | 'C'
  | 'SP'

type NumberToken =
  | { readonly kind: 'pattern'; readonly pattern: NumberPattern }
  /** One character that is no pattern. */
  | { readonly kind: 'text'; readonly text: string }

/** What a format asks for as a whole. */
export interface NumberFormat {
  readonly tokens: readonly NumberToken[]
  readonly has: ReadonlySet<NumberPattern | 'point'>
  /** Digits before the point, behind it, and behind V. */
  readonly whole: number
  readonly fraction: number
  readonly shifted: number
  /** Of the digits before the point, how many stand before S. */
  readonly beforeSign: number
  /** Where S stands: before the point or behind it. */
  readonly signAt: 'none' | 'before' | 'behind'
  /** The place of the first 0 before the point, from 1; 0: there is none. */
  readonly zeroStart: number
  /** The place of the last 0. */
  readonly zeroEnd: number
}

/** As PostgreSQL tries them: a longer one before those it begins with. */
const WORDS: readonly NumberPattern[] = [
  ',',
  '.',
  '0',
  '9',
  'B',
  'C',
  'D',
  'EEEE',
  'FM',
  'G',
  'L',
  'MI',
  'PL',
  'PR',
  'RN',
  'rn',
  'SG',
  'SP',
  'S',
  'TH',
  'th',
  'V',
]
/** These mean something else in small letters. */
const CASED: ReadonlySet<string> = new Set(['RN', 'rn', 'TH', 'th'])

function patternAt(format: string, offset: number): NumberPattern | undefined {
  return WORDS.find((word) => {
    const written = format.slice(offset, offset + word.length)
    return written === word || (!CASED.has(word) && written === word.toLowerCase())
  })
}

function takeApart(format: string): readonly NumberToken[] {
  const tokens: NumberToken[] = []
  let offset = 0
  while (offset < format.length) {
    const pattern = patternAt(format, offset)
    const quoted = /^"((?:[^"\\]|\\[^]|\\$)*)(?:"|$)/u.exec(format.slice(offset))
    if (pattern !== undefined) {
      tokens.push({ kind: 'pattern', pattern })
      offset += pattern.length
    } else if (quoted !== null) {
      const text = (quoted[1] ?? '').replace(/\\([^])/gu, '$1')
      tokens.push(...[...text].map((character) => ({ kind: 'text', text: character }) as const))
      offset += quoted[0].length
    } else {
      const start = format.startsWith('\\"', offset) ? offset + 1 : offset
      const text = String.fromCodePoint(format.codePointAt(start) ?? 0)
      tokens.push({ kind: 'text', text })
      offset = start + text.length
    }
  }
  return tokens
}

type Draft = { -readonly [Key in keyof NumberFormat]: NumberFormat[Key] } & {
  has: Set<NumberPattern | 'point'>
}

const SIGNS: readonly NumberPattern[] = ['MI', 'PL', 'SG']
const ROMAN: readonly NumberPattern[] = ['RN', 'rn']
const BESIDE_ROMAN: ReadonlySet<string> = new Set([
  ...ROMAN,
  'FM',
  '9',
  ',',
  'C',
  'G',
  'L',
  'SP',
  'TH',
  'th',
])
const BESIDE_EXPONENT = ['B', 'FM', 'S', 'PR', 'MI', 'PL', 'SG', 'RN', 'rn', 'V'] as const

/** What is wrong with a pattern behind those that stand before it. */
function problemOf(pattern: NumberPattern, draft: Draft): string | undefined {
  const has = (...patterns: readonly (NumberPattern | 'point')[]): boolean =>
    patterns.some((each) => draft.has.has(each))
  if (has('EEEE') && pattern !== 'EEEE') return 'EEEE stands at the end.'
  switch (pattern) {
    case '9':
    case '0':
      return has('PR') ? `PR stands behind ${pattern}.` : undefined
    case 'D':
    case '.':
      if (has('point')) return 'There is more than one decimal point.'
      return has('V') ? 'V and a decimal point do not go together.' : undefined
    case 'V':
      return has('point') ? 'V and a decimal point do not go together.' : undefined
    case 'S':
      if (has('S')) return 'S stands there twice.'
      return has('PR', ...SIGNS) ? 'S and another sign do not go together.' : undefined
    case 'MI':
    case 'PL':
    case 'SG':
      return has('S') ? `S and ${pattern} do not go together.` : undefined
    case 'PR':
      return has('S', ...SIGNS) ? 'PR and another sign do not go together.' : undefined
    case 'RN':
    case 'rn':
      return has(...ROMAN) ? 'RN stands there twice.' : undefined
    case 'EEEE':
      return has('EEEE', ...BESIDE_EXPONENT)
        ? 'EEEE goes together with digits and a point only.'
        : undefined
    default:
      return undefined
  }
}

function addDigit(pattern: '9' | '0', draft: Draft): void {
  const isBehind = draft.has.has('point')
  if (pattern === '9' && draft.has.has('V')) {
    draft.shifted += 1
    return
  }
  if (pattern === '0' && draft.zeroStart === 0 && !isBehind) draft.zeroStart = draft.whole + 1
  if (isBehind) draft.fraction += 1
  else draft.whole += 1
  if (pattern === '0') draft.zeroEnd = draft.whole + draft.fraction
}

function addSign(draft: Draft): void {
  const isBehind = draft.has.has('point')
  draft.signAt = isBehind ? 'behind' : 'before'
  if (!isBehind) draft.beforeSign = draft.whole
}

const formats = new Map<string, NumberFormat | string>()

/** The format, or a sentence about what is wrong with it. There are as many as are written. */
export function numberFormat(text: string): NumberFormat | string {
  const known = formats.get(text)
  if (known !== undefined) return known
  const made = readFormat(text)
  formats.set(text, made)
  return made
}

function readFormat(text: string): NumberFormat | string {
  const draft: Draft = {
    tokens: takeApart(text),
    has: new Set(),
    whole: 0,
    fraction: 0,
    shifted: 0,
    beforeSign: 0,
    signAt: 'none',
    zeroStart: 0,
    zeroEnd: 0,
  }
  for (const token of draft.tokens) {
    if (token.kind !== 'pattern') continue
    const { pattern } = token
    const problem = problemOf(pattern, draft)
    if (problem !== undefined) return problem
    if (pattern === '9' || pattern === '0') addDigit(pattern, draft)
    if (pattern === 'S') addSign(draft)
    if (pattern !== 'B' || draft.whole + draft.fraction === 0) draft.has.add(pattern)
    if (pattern === 'D' || pattern === '.') draft.has.add('point')
    const isRoman = ROMAN.some((each) => draft.has.has(each))
    if (isRoman && [...draft.has].some((each) => !BESIDE_ROMAN.has(each))) {
      return 'RN goes together with FM only.'
    }
  }
  return draft
}
