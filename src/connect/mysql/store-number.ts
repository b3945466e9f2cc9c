/** Turns numbers, booleans and bits into the texts that MySQL takes for exactly these. */
import type { LogicalType } from '../../catalog/logical-type.ts'
import type { CellWriter, Written } from './cell-writer.ts'
import type { NativeType } from './native-type.ts'

export function numberWriter(native: NativeType, type: LogicalType): CellWriter {
  const write = plainWriter(native)
  if (type.kind !== 'boolean') return { carrier: 'text', write }
  return { carrier: 'text', write: (cell) => (cell === 't' ? '1' : cell === 'f' ? '0' : cell) }
}

function plainWriter({ base, numbers }: NativeType): (cell: string) => Written {
  switch (base) {
    case 'decimal':
    case 'numeric':
      return (cell) => writeDecimal(cell, numbers[1] ?? 0)
    case 'float':
      return (cell) => writeFloating(cell, numbers[1] ?? null, Math.fround)
    case 'double':
    case 'real':
      return (cell) => writeFloating(cell, numbers[1] ?? null, (number) => number)
    case 'year':
      return writeYear
    default:
      return writeInteger
  }
}

const NO_NUMBER = { code: 'VALUE_TYPE', message: 'The text is no number of this column.' }

/** Whether it is in range the server says itself. */
function writeInteger(cell: string): Written {
  return /^-?\d+$/u.test(cell) ? cell : NO_NUMBER
}

/** A number below 100 would be taken for a year of this or the last century. */
function writeYear(cell: string): Written {
  if (!/^-?\d+$/u.test(cell)) return NO_NUMBER
  if (cell === '0') return '0000'
  if (Number(cell) >= 1901 && Number(cell) <= 2155) return cell
  return { code: 'VALUE_OUT_OF_RANGE', message: `${cell} is no YEAR: those are 1901 to 2155.` }
}

function writeDecimal(cell: string, scale: number): Written {
  const [, whole, fraction = ''] = /^(-?\d+)(?:\.(\d+))?$/u.exec(cell) ?? []
  if (whole === undefined) return NO_NUMBER
  if (fraction.length <= scale || /^0*$/u.test(fraction.slice(scale))) return cell
  const message = `The column keeps ${scale} digits after the point, and ${cell} has more.`
  return { code: 'VALUE_NOT_EXACT', message }
}

/** `digits` of a FLOAT(7,2): what it rounds to. */
function writeFloating(
  cell: string,
  digits: number | null,
  narrow: (number: number) => number,
): Written {
  const number = Number(cell)
  if (cell === '' || !Number.isFinite(number)) {
    const message = `MySQL has no ${cell === '' ? 'empty number' : cell}.`
    return { code: 'VALUE_TYPE', message }
  }
  const kept = digits === null ? number : Number(number.toFixed(digits))
  // MariaDB keeps no sign of a zero.
  if (narrow(kept) === number && !Object.is(number, -0)) return cell
  return { code: 'VALUE_NOT_EXACT', message: `The column would not give ${cell} back as it is.` }
}

export function bitWriter({ numbers }: NativeType, type: LogicalType): CellWriter {
  const width = numbers[0] ?? 1
  const write = (cell: string): Written => {
    if (type.kind === 'boolean') return cell === 't' ? '1' : cell === 'f' ? '0' : NO_NUMBER
    const isBytes = cell.startsWith('\\x')
    if (!isBytes && !/^\d+$/u.test(cell)) return NO_NUMBER
    if (isBytes && cell.length - 2 !== Math.ceil(width / 8) * 2) {
      const message = `A BIT(${width}) is ${Math.ceil(width / 8)} bytes.`
      return { code: 'VALUE_NOT_EXACT', message }
    }
    const bits = BigInt(isBytes ? `0x${cell.slice(2)}` : cell)
    if (bits < 1n << BigInt(width)) return String(bits)
    return { code: 'VALUE_OUT_OF_RANGE', message: `The value has more than ${width} bits.` }
  }
  return { carrier: 'bits', write }
}
