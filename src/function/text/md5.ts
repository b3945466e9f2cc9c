/** The MD5 digest of a text: RFC 1321, in plain code because functions may not reach for Node's. */

const SHIFTS = [
  [7, 12, 17, 22],
  [5, 9, 14, 20],
  [4, 11, 16, 23],
  [6, 10, 15, 21],
] as const

const SINES = Int32Array.from({ length: 64 }, (_, index) =>
  Math.floor(Math.abs(Math.sin(index + 1)) * 2 ** 32),
)

const BLOCK_BYTES = 64
const encoder = new TextEncoder()

export function md5(text: string): string {
  const words = paddedWords(encoder.encode(text))
  const state = Int32Array.of(0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476)
  for (let start = 0; start < words.length; start += BLOCK_BYTES / 4) addBlock(state, words, start)
  return Array.from(new Uint8Array(state.buffer), (byte) =>
    byte.toString(16).padStart(2, '0'),
  ).join('')
}

/** A one bit, zeros, and the length in bits, up to whole blocks; words are little endian. */
function paddedWords(bytes: Uint8Array): Int32Array {
  const blocks = Math.ceil((bytes.length + 9) / BLOCK_BYTES)
  const padded = new Uint8Array(blocks * BLOCK_BYTES)
  padded.set(bytes)
  padded[bytes.length] = 0x80
  const view = new DataView(padded.buffer)
  view.setBigUint64(padded.length - 8, BigInt(bytes.length) * 8n, true)
  return Int32Array.from({ length: padded.length / 4 }, (_, index) =>
    view.getInt32(index * 4, true),
  )
}

function addBlock(state: Int32Array, words: Int32Array, start: number): void {
  let [a = 0, b = 0, c = 0, d = 0] = state
  for (let step = 0; step < 64; step += 1) {
    const round = step >> 4
    const word = words[start + wordOf(round, step)] ?? 0
    const sum = (a + mix(round, b, c, d) + word + (SINES[step] ?? 0)) | 0
    const shift = SHIFTS[round]?.[step & 3] ?? 0
    const next = (b + ((sum << shift) | (sum >>> (32 - shift)))) | 0
    a = d
    d = c
    c = b
    b = next
  }
  for (const [index, value] of [a, b, c, d].entries()) {
    state[index] = ((state[index] ?? 0) + value) | 0
  }
}

function mix(round: number, b: number, c: number, d: number): number {
  if (round === 0) return (b & c) | (~b & d)
  if (round === 1) return (d & b) | (~d & c)
  return round === 2 ? b ^ c ^ d : c ^ (b | ~d)
}

function wordOf(round: number, step: number): number {
  if (round === 0) return step
  if (round === 1) return (5 * step + 1) & 15
  return round === 2 ? (3 * step + 5) & 15 : (7 * step) & 15
}
