/** What MySQL's bytes become in a column read otherwise than by default, and what they refuse. */
import { describe, expect, it } from 'vitest'
import type { LogicalType } from '../../../src/catalog/logical-type.ts'
import { TEXT } from '../../../src/catalog/logical-type.ts'
import { createReader } from '../../../src/connect/mysql/cell.ts'
import { logicalType } from '../../../src/connect/mysql/native-type.ts'

const PLAIN = { nullTokens: {}, zeroDates: 'reject' } as const

function reader(
  native: string,
  type: LogicalType = logicalType(native, 'loan.column'),
  settings: Parameters<typeof createReader>[1] = PLAIN,
) {
  const table = { schema: null, name: 'loan' }
  const read = createReader({ name: 'column', native, type, table }, settings)
  return (value: string | Buffer) => read(typeof value === 'string' ? Buffer.from(value) : value)
}

describe('[mysql] cells', () => {
  it('refuses bytes that are no UTF-8, and shows them escaped', () => {
    const read = reader('varchar(20)')
    expect(read(Buffer.from([0x4d, 0xfc, 0x6c]))).toMatchObject({
      shown: 'M\\xfcl',
      code: 'VALUE_ENCODING',
    })
    expect(read('\uFFFD')).toBe('\uFFFD')
    expect(read('\uFEFFtitle')).toBe('\uFEFFtitle')
  })

  it('reads bytes as text or uuid where the project says so', () => {
    expect(reader('blob', TEXT)('Ada')).toBe('Ada')
    expect(reader('blob', TEXT)(Buffer.from([0xff]))).toMatchObject({ code: 'VALUE_ENCODING' })
    const bytes = Buffer.from('0123456789abcdef0123456789abcdef', 'hex')
    expect(reader('binary(16)', { kind: 'uuid' })(bytes)).toBe(
      '01234567-89ab-cdef-0123-456789abcdef',
    )
  })

  it('reads 0 and 1 as boolean where the project says so, and refuses 2', () => {
    const read = reader('tinyint(1)', { kind: 'boolean' })
    expect([read('0'), read('1')]).toEqual(['f', 't'])
    expect(read('2')).toMatchObject({ shown: '2' })
  })

  it('reads bits as a number where the project says so', () => {
    expect(reader('bit(12)', { kind: 'integer' })(Buffer.from([0x0a, 0xbc]))).toBe('2748')
  })

  it('reads spans of TIME where the project says so', () => {
    const read = reader('time', { kind: 'interval' })
    expect([read('25:00:00'), read('-01:30:00')]).toEqual(['25:00:00', '-01:30:00'])
  })

  it('advises zero_dates only where that would help', () => {
    const advice = (text: string) => JSON.stringify(reader('datetime')(text))
    expect(advice('0000-00-00 00:00:00')).toContain('zero_dates')
    expect(advice('0000-00-00 10:11:12')).toContain('null_tokens')
  })

  it('reads zero dates as NULL where the project says so, and no others', () => {
    const settings = { nullTokens: {}, zeroDates: 'null' } as const
    const day = reader('date', { kind: 'date' }, settings)
    expect(day('0000-00-00')).toBeNull()
    expect(day('2010-00-01')).toMatchObject({ shown: '2010-00-01', code: 'VALUE_ZERO_DATE' })
    expect(day('2010-01-00')).toMatchObject({ code: 'VALUE_ZERO_DATE' })
    const moment = reader('datetime(3)', { kind: 'timestamp', precision: 3 }, settings)
    expect(moment('0000-00-00 00:00:00.000')).toBeNull()
    expect(moment('0000-01-01 00:00:00.000')).toMatchObject({ code: 'VALUE_ZERO_DATE' })
  })

  it('refuses days that no calendar has', () => {
    expect(reader('date')('2023-02-29')).toMatchObject({ shown: '2023-02-29' })
    expect(reader('date')('2024-02-29')).toBe('2024-02-29')
    expect(reader('datetime')('2023-04-31 10:00:00')).toMatchObject({
      shown: '2023-04-31 10:00:00',
    })
  })

  it('reads null tokens of a type and of all types as NULL, whole values only', () => {
    const settings = { nullTokens: { date: ['0001-01-01'], '*': ['N/A'] }, zeroDates: 'reject' }
    const day = reader('date', { kind: 'date' }, settings as typeof PLAIN)
    expect(day('0001-01-01')).toBeNull()
    const text = reader('varchar(20)', undefined, settings as typeof PLAIN)
    expect([text('N/A'), text('N/A '), text('0001-01-01')]).toEqual([null, 'N/A ', '0001-01-01'])
  })

  it('refuses a text that is no label, such as the empty one of an invalid ENUM', () => {
    const read = reader("enum('loan','return')")
    expect(read('loan')).toBe('loan')
    expect(read('')).toMatchObject({ shown: '' })
  })
})
