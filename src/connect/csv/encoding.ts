/** Turns an encoding's label into a reader that decodes bytes wholly or not at all. */
import { isUtf8 } from 'node:buffer'
import { TextDecoder } from 'node:util'
import { EngineError } from '../../base/error.ts'

export interface StrictReader {
  /** The WHATWG name of the encoding. */
  readonly encoding: string
  /** null where a byte is not allowed. A byte order mark is a character. */
  read(bytes: Buffer): string | null
}

/**
 * Where Node's converters (ICU's) give a private character for bytes to which the standard gives
 * another one, or none: nobody could tell what such a character was.
 */
const PRIVATE: Readonly<Record<string, RegExp>> = {
  big5: /[\ue000-\uf8ff]/,
  'euc-kr': /[\ue000-\uf8ff]/,
  shift_jis: /[\uf8f0-\uf8ff]/,
}

/** ICU's Shift_JIS is IBM's, which exchanges three control characters. */
const EXCHANGED: Readonly<Record<string, string>> = {
  '\u001a': '\u007f',
  '\u001c': '\u001a',
  '\u007f': '\u001c',
}

/** `label` is a WHATWG encoding label; throws CONNECT_FILE_ENCODING for any other. */
export function strictReader(label: string): StrictReader {
  const decoder = openDecoder(label)
  const { encoding } = decoder
  if (encoding === 'utf-8') {
    return { encoding, read: (bytes) => (isUtf8(bytes) ? bytes.toString('utf8') : null) }
  }
  const foreign = PRIVATE[encoding]
  return {
    encoding,
    read: (bytes) => {
      const text = decoder.decode(bytes)
      // A decoder that throws takes ten times as long to say no.
      if (text.includes('\ufffd') || foreign?.test(text) === true) return null
      if (encoding !== 'shift_jis') return text
      // oxlint-disable-next-line no-control-regex -- these are what is exchanged
      return text.replace(/[\u001a\u001c\u007f]/g, (sign) => EXCHANGED[sign] ?? sign)
    },
  }
}

function openDecoder(label: string): TextDecoder {
  try {
    return new TextDecoder(label, { ignoreBOM: true })
  } catch (cause) {
    const known = 'https://encoding.spec.whatwg.org/#names-and-labels'
    const message = `There is no encoding "${label}"; see ${known}.`
    throw new EngineError('CONNECT_FILE_ENCODING', message, { cause })
  }
}
