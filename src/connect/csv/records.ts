/** Turns one file, packed or not, into records in bounded memory. */
import { createReadStream } from 'node:fs'
import type { Readable } from 'node:stream'
import { createGunzip } from 'node:zlib'
import { EngineError } from '../../base/error.ts'
import { FileDecoder, UndecodableQueue } from './decoder.ts'
import type { CsvFormat } from './settings.ts'
import type { CsvRecord } from './splitter.ts'
import { RecordSplitter } from './splitter.ts'

export interface FileRecords {
  readonly records: readonly CsvRecord[]
  /** The WHATWG name of the encoding. */
  readonly encoding: string
  /** To be asked for every field of every record, in order. */
  readonly undecodable: UndecodableQueue
  /** False when no field of the records can hold a NUL. */
  readonly mayHoldNul: boolean
  /** Bytes of the text so far, and of the file itself that they were unpacked from. */
  readonly bytes: number
  readonly packedBytes: number
}

export interface FileRequest {
  readonly file: string
  readonly format: CsvFormat
  readonly encoding: string
  /** Hears the bytes of the file itself. */
  readonly onBytes?: (bytes: Buffer) => void
}

const READ_BYTES = 1 << 16

/** A record longer than this is taken for a quote that was never closed. */
const RECORD_CHARACTERS_MAX = 1 << 24

/** So many bad bytes in one record are no slip of the pen, but a file of another kind. */
const UNDECODABLE_MAX = 1 << 18

/** Gives the records in groups, as the file is read. */
export async function* readRecords(request: FileRequest): AsyncGenerator<FileRecords> {
  const decoder = new FileDecoder(request.encoding)
  const splitter = new RecordSplitter(request.format)
  const undecodable = new UndecodableQueue()
  const { encoding } = decoder
  const packed = createReadStream(request.file, { highWaterMark: READ_BYTES })
  const onBytes = (bytes: Buffer | string) => request.onBytes?.(bytes as Buffer)
  const isPacked = request.file.endsWith('.gz')
  const unpacked = isPacked ? unpack(packed.on('data', onBytes)) : packed
  let bytes = 0
  let mayHoldNul = false
  const next = (piece: Buffer | null): FileRecords => {
    const decoded = decoder.decode(piece)
    undecodable.add(decoded.undecodable)
    if (undecodable.length > UNDECODABLE_MAX) throw notDecodable(encoding)
    bytes += piece?.length ?? 0
    const packedBytes = unpacked === packed ? bytes : packed.bytesRead
    mayHoldNul = decoded.mayHoldNul || (mayHoldNul && splitter.pending > 0)
    const records = splitter.split(decoded.text, piece === null)
    return { records, encoding, undecodable, mayHoldNul, bytes, packedBytes }
  }
  try {
    for await (const piece of unpacked) {
      if (!isPacked) onBytes(piece as Buffer)
      yield next(piece as Buffer)
      if (splitter.pending > RECORD_CHARACTERS_MAX) throw tooLong(splitter.line)
    }
    yield next(null)
  } catch (error) {
    throw fileFailure(error, request.file)
  } finally {
    packed.destroy()
  }
}

function unpack(packed: Readable): Readable {
  const unpacked = packed.pipe(createGunzip({ chunkSize: READ_BYTES }))
  packed.once('error', (error) => unpacked.destroy(error))
  return unpacked
}

function tooLong(line: number): EngineError {
  const message =
    `The record that begins on line ${line} has more than ${RECORD_CHARACTERS_MAX} characters; ` +
    'look for a quote that is never closed, or at the declared quote and record separator.'
  return new EngineError('CONNECT_FILE_RECORD', message)
}

function notDecodable(encoding: string): EngineError {
  const message =
    `More than ${UNDECODABLE_MAX} bytes of one record are not ${encoding}; ` +
    'look at the declared encoding.'
  return new EngineError('CONNECT_FILE_ENCODING', message)
}

/** Every message names the file. */
export function fileFailure(error: unknown, file: string): unknown {
  if (error instanceof EngineError) {
    return new EngineError(error.code, `${file}: ${error.message}`, { cause: error })
  }
  const reason = error instanceof Error && 'code' in error ? String(error.code) : ''
  const fail = (code: string, what: string): EngineError =>
    new EngineError(code, `${file}: ${what}.`, { cause: error })
  if (reason.startsWith('Z_')) return fail('CONNECT_FILE_GZIP', 'the gzip data are damaged')
  if (reason === 'ENOENT') return fail('CONNECT_FILE_MISSING', 'there is no such file')
  if (!reason.startsWith('E')) return error
  return fail('CONNECT_FILE_UNREADABLE', `the file cannot be read (${reason})`)
}
