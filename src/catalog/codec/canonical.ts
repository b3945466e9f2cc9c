/** Recognises texts that are canonical already, as most are, without reading their values. */
import type { LogicalType } from '../logical-type.ts'

/** Year, month and day: every day that exists in each year, so not the 29th of February. */
const DAY =
  String.raw`(?!0000)\d{4}-(?:(?:0[1-9]|1[0-2])-(?:0[1-9]|1\d|2[0-8])` +
  String.raw`|(?:0[13-9]|1[0-2])-(?:29|30)|(?:0[13578]|1[02])-31)`
const CLOCK = String.raw`(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:\.\d{0,5}[1-9])?`

const DATE = new RegExp(`^${DAY}$`)
const TIMESTAMP = new RegExp(`^${DAY} ${CLOCK}$`)
const TIMESTAMPTZ = new RegExp(String.raw`^${DAY} ${CLOCK}\+00$`)
const SECONDS_LENGTH = '2000-01-01 00:00:00'.length
const ZONE_LENGTH = '+00'.length

/** The longest texts without an exponent whose digits any such number keeps, and keeps alone. */
const FLOATING_LENGTH_MAX = { real: 6, double: 15 } as const
/** From here on the shortest text of a double can lie between two of them. */
const DOUBLE_PLAIN_MAX = 1e14

/** Nothing to leave out at either end, and not so small that it is printed with an exponent. */
const FLOATING = /^(?!-?0\.0000)-?(?:0|[1-9]\d*)(?:\.\d*[1-9])?$/

const MINUS = 0x2d
const POINT = 0x2e
const ZERO = 0x30
const NINE = 0x39

/** True when the text is already what PostgreSQL prints, and short enough to be in range. */
export function isCanonicalInteger(kind: 'smallint' | 'integer' | 'bigint', text: string): boolean {
  const lengthMax = kind === 'smallint' ? 4 : kind === 'integer' ? 9 : 18
  if (text.length > lengthMax) return false
  const first = text.charCodeAt(0) === MINUS ? 1 : 0
  const code = text.charCodeAt(first)
  if (code === ZERO) return text.length === 1
  if (!(code > ZERO && code <= NINE)) return false
  for (let index = first + 1; index < text.length; index += 1) {
    const next = text.charCodeAt(index)
    if (next < ZERO || next > NINE) return false
  }
  return true
}

export function isCanonicalNumeric(
  type: { readonly precision: number | null; readonly scale: number | null },
  text: string,
): boolean {
  const { length } = text
  if (length >= 1000) return false
  const first = text.charCodeAt(0) === MINUS ? 1 : 0
  let point = length
  let isZero = true
  for (let index = first; index < length; index += 1) {
    const code = text.charCodeAt(index)
    if (code > ZERO && code <= NINE) isZero = false
    else if (code === POINT && point === length) point = index
    else if (code !== ZERO) return false
  }
  const whole = point - first
  // No zero before another digit, no point without a digit on either side, no zero with a sign.
  if (whole === 0 || point === length - 1) return false
  if ((whole > 1 && text.charCodeAt(first) === ZERO) || (isZero && first === 1)) return false
  if (type.precision === null) return true
  const scale = type.scale ?? 0
  const fraction = point === length ? 0 : length - point - 1
  return fraction === scale && whole <= type.precision - scale
}

export function isCanonicalFloating(kind: 'real' | 'double', text: string): boolean {
  if (!FLOATING.test(text)) return false
  if (text.length <= FLOATING_LENGTH_MAX[kind]) return true
  if (kind === 'real') return false
  const value = Number(text)
  return Math.abs(value) < DOUBLE_PLAIN_MAX && String(value) === text
}

export function isCanonicalDate(text: string): boolean {
  return DATE.test(text)
}

export function isCanonicalTimestamp(
  kind: 'timestamp' | 'timestamptz',
  precision: number,
  text: string,
): boolean {
  const isZoned = kind === 'timestamptz'
  if (!(isZoned ? TIMESTAMPTZ : TIMESTAMP).test(text)) return false
  const fraction = text.length - SECONDS_LENGTH - (isZoned ? ZONE_LENGTH : 0) - 1
  return fraction <= precision
}

/** Of a type whose texts are recognised; null where every text has to be read. */
export function recognizerOf(type: LogicalType): ((text: string) => boolean) | null {
  switch (type.kind) {
    case 'smallint':
    case 'integer':
    case 'bigint':
      return (text) => isCanonicalInteger(type.kind, text)
    case 'numeric':
      return (text) => isCanonicalNumeric(type, text)
    case 'real':
    case 'double':
      return (text) => isCanonicalFloating(type.kind, text)
    case 'date':
      return isCanonicalDate
    case 'timestamp':
    case 'timestamptz':
      return (text) => isCanonicalTimestamp(type.kind, type.precision, text)
    default:
      return null
  }
}
