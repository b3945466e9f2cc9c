/** The MD5 digest of a text: RFC 1321, in plain code because functions may not reach for Node's. */

const SHIFTS = [
  [7, 12, 17, 22],
  [5, 9, 14, 20],
  [4, 11, 16, 23],
  [6, 10, 15, 21],
] as const

const STEPS = 64

/** By step: by how many bits is turned, which word is taken, and what is added. */
const TURNS = Uint8Array.from({ length: STEPS }, (_, step) => SHIFTS[step >> 4]?.[step & 3] ?? 0)
const WORDS = Uint8Array.from({ length: STEPS }, (_, step) => wordOf(step >> 4, step))
const SINES = Int32Array.from({ length: STEPS }, (_, step) =>
  Math.floor(Math.abs(Math.sin(step + 1)) * 2 ** 32),
)
const HEXADECIMAL = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'))

const BLOCK_BYTES = 64
const encoder = new TextEncoder()
/** Of texts as they mostly are; longer ones get a buffer of their own. */
const kept = new Uint8Array(32 * BLOCK_BYTES)

export function md5(text: string): string {
  const bytesMax = text.length * 3
  const buffer = bytesMax + 9 <= kept.length ? kept : new Uint8Array(bytesMax + BLOCK_BYTES + 9)
  const { written } = encoder.encodeInto(text, buffer)
  const length = padded(buffer, written)
  const view = new DataView(buffer.buffer)
  const state = Int32Array.of(0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476)
  for (let start = 0; start < length; start += BLOCK_BYTES) addBlock(state, view, start)
  let digest = ''
  for (const word of state) {
    digest +=
      `${HEXADECIMAL[word & 255]}${HEXADECIMAL[(word >>> 8) & 255]}` +
      `${HEXADECIMAL[(word >>> 16) & 255]}${HEXADECIMAL[word >>> 24]}`
  }
  return digest
}

/** A one bit, zeros, and the length in bits, up to whole blocks; words are little endian. */
function padded(buffer: Uint8Array, length: number): number {
  const end = Math.ceil((length + 9) / BLOCK_BYTES) * BLOCK_BYTES
  buffer.fill(0, length, end)
  buffer[length] = 0x80
  let bits = length * 8
  for (let index = end - 8; bits > 0; index += 1) {
    buffer[index] = bits % 256
    bits = Math.floor(bits / 256)
  }
  return end
}

function addBlock(state: Int32Array, view: DataView, start: number): void {
  let [a = 0, b = 0, c = 0, d = 0] = state
  for (let step = 0; step < STEPS; step += 1) {
    const word = view.getInt32(start + (WORDS[step] as number) * 4, true)
    const sum = (a + mix(step >> 4, b, c, d) + word + (SINES[step] as number)) | 0
    const turn = TURNS[step] as number
    a = d
    d = c
    c = b
    b = (b + ((sum << turn) | (sum >>> (32 - turn)))) | 0
  }
  state[0] = (state[0] as number) + a
  state[1] = (state[1] as number) + b
  state[2] = (state[2] as number) + c
  state[3] = (state[3] as number) + d
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
