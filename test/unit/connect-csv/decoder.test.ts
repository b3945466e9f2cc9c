/** Decoding a file piece by piece: nothing replaced, every bad byte named. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { FileDecoder } from '../../../src/connect/csv/decoder.ts'

interface Decoded {
  readonly text: string
  readonly bad: readonly (readonly [offset: number, shown: string])[]
}

function decode(label: string, pieces: readonly Uint8Array[]): Decoded {
  const decoder = new FileDecoder(label)
  const parts = [...pieces.map((piece) => Buffer.from(piece)), null].map((piece) =>
    decoder.decode(piece),
  )
  return {
    text: parts.map((part) => part.text).join(''),
    bad: parts.flatMap((part) => part.undecodable.map(({ offset, shown }) => [offset, shown])),
  }
}

function bytes(...parts: (string | number)[]): Buffer {
  return Buffer.concat(
    parts.map((part) => (typeof part === 'number' ? Buffer.from([part]) : Buffer.from(part))),
  )
}

describe('a byte that cannot be decoded', () => {
  it('is named by its offset, and what stands around it is kept', () => {
    const { text, bad } = decode('utf-8', [bytes('Zo', 0xeb, ',é', 0xff, '\n')])
    expect(bad).toEqual([
      [2, '\\xEB'],
      [6, '\\xFF'],
    ])
    expect(text.replace(/\p{Cs}/gu, '?')).toBe('Zo?,é?\n')
  })

  it('has the same offset wherever the pieces are cut', () => {
    const whole = bytes('\ufeffäöü', 0xe2, 0x82, ',ß€😀', 0xf0, 0x9f, '\n', 'Zoë', 0xc3)
    for (let at = 0; at <= whole.length; at += 1) {
      const cut = decode('utf-8', [whole.subarray(0, at), whole.subarray(at)])
      expect(cut).toEqual(decode('utf-8', [whole]))
    }
    const offsets = decode('utf-8', [whole]).bad.map(([offset]) => offset)
    expect(offsets).toEqual([9, 10, 21, 22, 28])
  })

  it('is found in encodings of one byte, where some have no character', () => {
    expect(decode('windows-1253', [bytes(0xc1, 0xaa, 'x')])).toMatchObject({
      bad: [[1, '\\xAA']],
    })
  })

  it('is found in encodings whose later bytes can be ASCII', () => {
    // 0xA5 0x5C is one Big5 character, whose second byte is a backslash; 0xFF begins none.
    const { text, bad } = decode('big5', [bytes(0xa5, 0x5c, '|', 0xff, ',x')])
    expect(text.replace(/\p{Cs}/gu, '?')).toBe('功|?,x')
    expect(bad).toEqual([[3, '\\xFF']])
  })

  it('is one that only a private character could stand for', () => {
    expect(decode('big5', [bytes('a', 0x87, 0x40)]).bad).toEqual([[1, '\\x87']])
    expect(decode('shift_jis', [bytes('a', 0xa0)]).bad).toEqual([[1, '\\xA0']])
  })

  it('is not a control character of Shift_JIS', () => {
    const controls = bytes(0x1a, 0x1c, 0x7f, 0x8a, 0xd9)
    expect(decode('shift_jis', [controls])).toEqual({ text: '\x1a\x1c\x7f館', bad: [] })
  })

  it('is half a pair or half a unit in UTF-16', () => {
    const le = Buffer.from('\ufeffa\ud83db😀', 'utf16le')
    const whole = Buffer.concat([le, Buffer.from([0x41])])
    for (let at = 0; at <= whole.length; at += 1) {
      expect(decode('utf-16le', [whole.subarray(0, at), whole.subarray(at)]).bad).toEqual([
        [4, '\\uD83D'],
        [12, '\\x41'],
      ])
    }
  })
})

describe('a byte order mark', () => {
  it('is taken off once, at the start of the file', () => {
    expect(decode('utf-8', [bytes('\ufeff\ufeffa')]).text).toBe('\ufeffa')
    expect(decode('utf-16be', [Buffer.from([0xfe, 0xff, 0, 0x61])]).text).toBe('a')
  })

  it('of another encoding is refused', () => {
    const bytesOfUtf16 = Buffer.from([0xff, 0xfe, 0x61, 0])
    expect(() => decode('utf-8', [bytesOfUtf16])).toThrow(
      'byte order mark of utf-16le, but utf-8 is declared',
    )
  })
})

it('refuses a label that is no encoding', () => {
  expect(() => new FileDecoder('ebcdic')).toThrow('There is no encoding "ebcdic"')
})

it('gives the same text as a decoder of the whole, for every encoding and any cut', () => {
  const labels = ['utf-8', 'utf-16le', 'utf-16be', 'windows-1252', 'big5', 'gb18030', 'gbk']
  labels.push('shift_jis', 'euc-jp', 'euc-kr', 'koi8-r', 'iso-8859-2')
  fc.assert(
    fc.property(
      fc.constantFrom(...labels),
      fc.uint8Array({ maxLength: 40 }),
      fc.nat({ max: 40 }),
      (label, whole, at) => {
        let expected: string
        try {
          const mark = /^(\xef\xbb\xbf|\xff\xfe|\xfe\xff)/.test(
            Buffer.from(whole).toString('latin1'),
          )
          if (mark) return
          expected = new TextDecoder(label, { fatal: true }).decode(whole)
          if (/[\ue000-\uf8ff]/.test(expected) || label === 'shift_jis') return
        } catch {
          expect(decode(label, [whole]).bad).not.toEqual([])
          return
        }
        const { text, bad } = decode(label, [whole.subarray(0, at), whole.subarray(at)])
        expect(bad).toEqual([])
        expect(text).toBe(expected)
      },
    ),
    { numRuns: 20_000 },
  )
})
