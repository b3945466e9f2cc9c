/** Fields of COPY's binary format -> cells. */
import type { Cell } from '../../base/cell.ts'
import { formatDate, formatTime } from '../../catalog/codec/date.ts'
import { formatFloating } from '../../catalog/codec/float.ts'
import { formatTimestamp } from '../../catalog/codec/timestamp.ts'
import type { LogicalType } from '../../catalog/logical-type.ts'
import { daysOf, momentOf } from './packed-moment.ts'
import { decodeNumeric } from './packed-numeric.ts'

/** `view` and `bytes` are over the same memory; the field stands from `start` to `end`. */
export type FieldDecoder = (bytes: Buffer, view: DataView, start: number, end: number) => string

const UUID_GROUPS = /^(.{8})(.{4})(.{4})(.{4})(.{12})$/u

/** null: the type has no binary form that is read here. */
export function fieldDecoder(type: LogicalType): FieldDecoder | null {
  switch (type.kind) {
    case 'text':
    case 'json':
    case 'enum':
      return decodeText
    case 'jsonb':
      // Behind its version.
      return (bytes, view, start, end) => decodeText(bytes, view, start + 1, end)
    case 'boolean':
      return (bytes, _, start) => (bytes[start] === 0 ? 'f' : 't')
    case 'smallint':
      return (_, view, start) => String(view.getInt16(start))
    case 'integer':
      return (_, view, start) => String(view.getInt32(start))
    case 'bigint':
      return (_, view, start) => String(view.getBigInt64(start))
    case 'real':
      return (_, view, start) => formatFloating('real', view.getFloat32(start))
    case 'double':
      return (_, view, start) => formatFloating('double', view.getFloat64(start))
    case 'numeric':
      return (_, view, start) => decodeNumeric(view, start)
    case 'date':
      return (_, view, start) => formatDate(daysOf(view.getInt32(start)))
    case 'time':
      return (_, view, start) => formatTime(Number(view.getBigInt64(start)))
    case 'timestamp':
    case 'timestamptz':
      return (_, view, start) =>
        formatTimestamp(momentOf(view.getBigInt64(start)), type.kind === 'timestamptz')
    case 'uuid':
      return (bytes, _, start, end) =>
        bytes.toString('hex', start, end).replace(UUID_GROUPS, '$1-$2-$3-$4-$5')
    case 'bytea':
      return (bytes, _, start, end) => `\\x${bytes.toString('hex', start, end)}`
    default:
      return null
  }
}

function decodeText(bytes: Buffer, _: DataView, start: number, end: number): string {
  return bytes.toString('utf8', start, end)
}

/** The cells of a row whose first field's length stands at `start`. */
export function decodeRow(bytes: Buffer, start: number, decoders: readonly FieldDecoder[]): Cell[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length)
  let at = start
  return decoders.map((decode) => {
    const length = view.getInt32(at)
    at += 4
    if (length === -1) return null
    const from = at
    at += length
    return decode(bytes, view, from, at)
  })
}
