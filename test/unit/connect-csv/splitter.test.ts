/** Cutting text into records and fields, wherever the pieces of the file end. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { CsvFormat } from '../../../src/connect/csv/settings.ts'
import type { CsvRecord } from '../../../src/connect/csv/splitter.ts'
import { RecordSplitter } from '../../../src/connect/csv/splitter.ts'

const CSV: CsvFormat = { delimiter: ',', record: null, quote: '"' }

function split(pieces: readonly string[], format: CsvFormat = CSV): CsvRecord[] {
  const splitter = new RecordSplitter(format)
  const records = pieces.flatMap((piece) => Array.from(splitter.split(piece, false)))
  return [...records, ...splitter.split('', true)]
}

function fields(text: string, format: CsvFormat = CSV): (readonly string[])[] {
  return split([text], format).map((record) => record.fields)
}

describe('records', () => {
  it('end at \\n, \\r\\n and \\r, and the last one at the end of the file', () => {
    expect(fields('1,Ada\n2,Ben\r\n3,Cy\r4,Dee')).toEqual([
      ['1', 'Ada'],
      ['2', 'Ben'],
      ['3', 'Cy'],
      ['4', 'Dee'],
    ])
    expect(fields('1,Ada\n')).toEqual([['1', 'Ada']])
    expect(fields('')).toEqual([])
  })

  it('keep blanks, empty fields and a blank line', () => {
    expect(fields(' 1 ,, Ada\n\n,\n')).toEqual([[' 1 ', '', ' Ada'], [''], ['', '']])
  })

  it('end only at the declared separator where there is one', () => {
    const format: CsvFormat = { delimiter: '||', record: '|;\r\n', quote: null }
    expect(fields('1||a\nb|c|;\r\n2||"|;\r\n', format)).toEqual([
      ['1', 'a\nb|c'],
      ['2', '"'],
    ])
    expect(fields('1,a\r\n', { ...CSV, record: '\n' })).toEqual([['1', 'a\r']])
  })

  it('know the line they begin on', () => {
    const lines = split(['a,b\n"x\ny\r\nz",1\r\n2,3\r4']).map((record) => record.line)
    expect(lines).toEqual([1, 2, 5, 6])
  })
})

describe('quotes', () => {
  it('hold delimiters, line ends and doubled quotes', () => {
    expect(fields('"a,b","say ""hi""","x\r\ny",""\n')).toEqual([['a,b', 'say "hi"', 'x\r\ny', '']])
  })

  it('are remembered by field', () => {
    expect(split(['"",\n'])[0]).toMatchObject({ fields: ['', ''], quoted: [true, false] })
  })

  it('are characters like any other within a field that does not begin with one', () => {
    expect(fields(`36'37.8"N, "x"\n1,2`)).toEqual([
      [`36'37.8"N`, ' "x"'],
      ['1', '2'],
    ])
  })

  it('are a problem where text follows a closing one, and the record still ends', () => {
    const [first, second] = split(['1,"Ada" L,x\n2,b,y'])
    expect(first?.fields).toEqual(['1', 'Ada L', 'x'])
    expect(first?.quoteProblem).toBe('On line 1 text follows a closing quote.')
    expect(second).toMatchObject({ fields: ['2', 'b', 'y'], quoteProblem: null })
  })

  it('are a problem with its line where one is never closed', () => {
    const [, second] = split(['1,Ada\n2,x,"Ben\n3,Cy\n'])
    expect(second?.fields).toEqual(['2', 'x', 'Ben\n3,Cy\n'])
    expect(second?.quoteProblem).toBe('The quote opened on line 2 is never closed.')
  })

  it('mean nothing where none are declared', () => {
    expect(fields('"a\tb"\n', { delimiter: '\t', record: null, quote: null })).toEqual([
      ['"a', 'b"'],
    ])
  })
})

describe('random tables', () => {
  const formats: readonly CsvFormat[] = [
    CSV,
    { delimiter: ';', record: '\n', quote: "'" },
    { delimiter: '\t', record: null, quote: '"' },
    { delimiter: '||', record: '\r\n', quote: '"' },
    { delimiter: '<>', record: '#\n', quote: '"' },
    { delimiter: '§', record: '¶¶', quote: '"' },
  ]
  const cell = fc.string({
    unit: fc.constantFrom(
      'a',
      'é',
      '😀',
      ' ',
      ',',
      ';',
      '|',
      '"',
      "'",
      '\n',
      '\r',
      '\t',
      '§',
      '#',
      '<',
      '>',
    ),
    maxLength: 6,
  })
  const table = fc
    .integer({ min: 1, max: 5 })
    .chain((width) =>
      fc.array(fc.array(cell, { minLength: width, maxLength: width }), { maxLength: 12 }),
    )

  it('are read back equal, however the file is cut into pieces', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...formats),
        table,
        fc.array(fc.nat({ max: 400 }), { maxLength: 8 }),
        fc.boolean(),
        (format, rows, cuts, endsInSeparator) => {
          const text = write(rows, format, endsInSeparator)
          const read = split(cut(text, cuts), format)
          expect(read.map((record) => record.fields)).toEqual(rows)
          expect(read.every((record) => record.quoteProblem === null)).toBe(true)
        },
      ),
      { numRuns: 2000 },
    )
  })

  it('give the same records from one piece as from many, whatever the text is', () => {
    const text = fc.string({
      unit: fc.constantFrom('a', ',', '"', '\n', '\r', '|', ' '),
      maxLength: 60,
    })
    fc.assert(
      fc.property(
        fc.constantFrom(CSV, { delimiter: '||', record: '|\n', quote: '"' }),
        text,
        fc.array(fc.nat({ max: 60 }), { maxLength: 8 }),
        (format, anything, cuts) => {
          expect(split(cut(anything, cuts), format)).toEqual(split([anything], format))
        },
      ),
      { numRuns: 5000 },
    )
  })
})

/** Quotes what needs it, by the rule of RFC 4180 and nothing of the code under test. */
function write(rows: string[][], format: CsvFormat, endsInSeparator: boolean): string {
  const quote = format.quote ?? ''
  const end = format.record ?? '\r\n'
  const special = [...format.delimiter, ...end, quote, '\r', '\n']
  const field = (text: string, width: number): string =>
    special.some((sign) => text.includes(sign)) || (text === '' && width === 1)
      ? `${quote}${text.replaceAll(quote, quote + quote)}${quote}`
      : text
  const lines = rows.map((row) => row.map((text) => field(text, row.length)).join(format.delimiter))
  return lines.join(end) + (endsInSeparator && rows.length > 0 ? end : '')
}

function cut(text: string, places: readonly number[]): string[] {
  const ends = [...places.filter((place) => place < text.length).sort((a, b) => a - b), text.length]
  return ends.map((end, index) => text.slice(ends[index - 1] ?? 0, end))
}
