/** Formats of to_date, to_timestamp and to_char: PostgreSQL's patterns taken apart. */

export type FieldName =
  | 'YYYY'
  | 'YYY'
  | 'YY'
  | 'Y'
  | 'MM'
  | 'MON'
  | 'MONTH'
  | 'DD'
  | 'DDD'
  | 'DY'
  | 'DAY'
  | 'HH24'
  | 'HH12'
  | 'MI'
  | 'SS'
  | 'MS'
  | 'US'
  | 'AM'
  | 'A.M.'

export type FormatNode =
  | {
      readonly kind: 'field'
      readonly field: FieldName
      /** FM: any number of digits. */
      readonly fill: boolean
      /** TH: two letters follow the digits. */
      readonly ordinal: boolean
    }
  /** A blank or a sign. */
  | { readonly kind: 'separator'; readonly text: string }
  | { readonly kind: 'text'; readonly text: string }

/** As PostgreSQL orders them: of those that fit, the first is taken. */
const KEYWORDS: readonly (readonly [string, FieldName | null])[] = [
  ...['A.D.', 'B.C.', 'AD', 'BC', 'CC', 'IDDD', 'ID', 'IW', 'IYYY', 'IYY', 'IY', 'I', 'J'].map(
    (word) => [word, null] as const,
  ),
  ['A.M.', 'A.M.'],
  ['P.M.', 'A.M.'],
  ['AM', 'AM'],
  ['PM', 'AM'],
  ['DAY', 'DAY'],
  ['DDD', 'DDD'],
  ['DD', 'DD'],
  ['DY', 'DY'],
  ['D', null],
  ['FF1', null],
  ['FF2', null],
  ['FF3', null],
  ['FF4', null],
  ['FF5', null],
  ['FF6', 'US'],
  ['FX', null],
  ['HH24', 'HH24'],
  ['HH12', 'HH12'],
  ['HH', 'HH12'],
  ['MI', 'MI'],
  ['MM', 'MM'],
  ['MONTH', 'MONTH'],
  ['MON', 'MON'],
  ['MS', 'MS'],
  ...['OF', 'Q', 'RM', 'SSSSS', 'SSSS'].map((word) => [word, null] as const),
  ['SS', 'SS'],
  ...['TZH', 'TZM', 'TZ', 'TM'].map((word) => [word, null] as const),
  ['US', 'US'],
  ...['WW', 'W', 'Y,YYY'].map((word) => [word, null] as const),
  ['YYYY', 'YYYY'],
  ['YYY', 'YYY'],
  ['YY', 'YY'],
  ['Y', 'Y'],
]

const FIELDS: ReadonlyMap<string, FieldName | null> = new Map(KEYWORDS)

const CAPITALISED: ReadonlySet<string> = new Set(['Day', 'Dy', 'Month', 'Mon'])

/** A pattern of a format as it is written there, and what stands before and behind it. */
export interface Pattern {
  readonly kind: 'pattern'
  /** In capitals. */
  readonly word: string
  readonly written: string
  /** FM stands before it. */
  readonly fill: boolean
  /** `TH` or `th` behind it, else none. */
  readonly ordinal: string
}

type Literal = Extract<FormatNode, { kind: 'separator' | 'text' }>

/** The patterns of a format, and what stands between them. */
export function takeApart(format: string): readonly (Pattern | Literal)[] {
  const parts: (Pattern | Literal)[] = []
  let offset = 0
  while (offset < format.length) {
    const fill = /^FM/iu.test(format.slice(offset, offset + 2))
    if (fill) offset += 2
    const word = keywordAt(format, offset)?.[0]
    if (word === undefined) {
      const literal = literalAt(format, offset)
      parts.push(...literal.nodes)
      offset += literal.length
      continue
    }
    const written = format.slice(offset, offset + word.length)
    offset += word.length
    const ordinal = /^th/iu.exec(format.slice(offset, offset + 2))?.[0] ?? ''
    offset += ordinal.length
    parts.push({ kind: 'pattern', word, written, fill, ordinal })
  }
  return parts
}

/** The nodes of a format, or the pattern in it that is not supported. */
export function parseFormat(
  format: string,
): { readonly nodes: readonly FormatNode[] } | { readonly unknown: string } {
  const nodes: FormatNode[] = []
  for (const part of takeApart(format)) {
    if (part.kind !== 'pattern') {
      nodes.push(part)
      continue
    }
    const field = FIELDS.get(part.word) ?? null
    if (field === null) return { unknown: part.word }
    nodes.push({ kind: 'field', field, fill: part.fill, ordinal: part.ordinal !== '' })
  }
  return { nodes }
}

function keywordAt(
  format: string,
  offset: number,
): readonly [string, FieldName | null] | undefined {
  return KEYWORDS.find(([word]) => {
    const written = format.slice(offset, offset + word.length)
    return written === word || written === word.toLowerCase() || isCapitalised(written, word)
  })
}

function isCapitalised(written: string, word: string): boolean {
  return CAPITALISED.has(written) && written.toUpperCase() === word
}

/** One character, or a quoted text; a backslash makes the next character plain. */
function literalAt(
  format: string,
  offset: number,
): { readonly nodes: readonly Literal[]; readonly length: number } {
  const quoted = /^"((?:[^"\\]|\\[^])*)(?:"|$)/u.exec(format.slice(offset))
  if (quoted !== null) {
    const characters = [...(quoted[1] ?? '').replace(/\\([^])/gu, '$1')]
    return {
      nodes: characters.map((text) => ({ kind: 'text', text }) as const),
      length: quoted[0].length,
    }
  }
  const escaped = /^\\(?=")/u.test(format.slice(offset))
  const start = escaped ? offset + 1 : offset
  const text = String.fromCodePoint(format.codePointAt(start) ?? 0)
  const isSeparator = isSeparatorOrBlank(text)
  const node = { kind: isSeparator ? 'separator' : 'text', text } as const
  return { nodes: [node], length: start - offset + text.length }
}

/** Printable ASCII but letters and digits, or white space. */
export function isSeparatorOrBlank(character: string): boolean {
  return /^(?:[!-/:-@[-`{-~]|[ \t\n\v\f\r])$/u.test(character)
}
