/** Turns a constraint without a name into the name that PostgreSQL would choose for it. */

// NAMEDATALEN - 1
const NAME_BYTES_MAX = 63

const encoder = new TextEncoder()
const decoder = new TextDecoder()

/** `member_email_key`: cut as the server cuts it, numbered when the name is taken. */
export function chooseName(
  table: string,
  columns: readonly string[],
  label: 'key' | 'fkey' | 'check' | 'idx',
  isTaken: (name: string) => boolean,
): string {
  const middle = columns.length === 0 ? null : cut(columns.join('_'), NAME_BYTES_MAX)
  for (let pass = 0; ; pass += 1) {
    const name = joinName(table, middle, pass === 0 ? label : `${label}${pass}`)
    if (!isTaken(name)) return name
  }
}

/** The longer of the two parts gives way first, byte by byte. */
function joinName(table: string, middle: string | null, label: string): string {
  const overhead = byteLength(label) + 1 + (middle === null ? 0 : 1)
  let first = byteLength(table)
  let second = middle === null ? 0 : byteLength(middle)
  while (first + second > NAME_BYTES_MAX - overhead) {
    if (first > second) first -= 1
    else second -= 1
  }
  const parts = [cut(table, first), ...(middle === null ? [] : [cut(middle, second)]), label]
  return parts.join('_')
}

/** At most `bytes` bytes of a text, no character cut in half. */
function cut(text: string, bytes: number): string {
  const whole = encoder.encode(text)
  if (whole.length <= bytes) return text
  let end = bytes
  while (end > 0 && ((whole[end] ?? 0) & 0xc0) === 0x80) end -= 1
  return decoder.decode(whole.subarray(0, end))
}

function byteLength(text: string): number {
  return encoder.encode(text).length
}
