/** Every format of a report: readable, aligned, and no way in for what stands in a database. */
import { describe, expect, test } from 'vitest'
import {
  figure,
  table,
  type ReportDocument,
  type ReportFormat,
} from '../../../src/report/document.ts'
import { render } from '../../../src/report/render.ts'

const HOSTILE: readonly string[] = [
  '<script>alert(1)</script>',
  '"><img src=x onerror=alert(1)>',
  `' onclick='alert(1)`,
  '</td></table>',
  ']]></failure>',
  '<!-- -->',
  '&lt;b&gt; & &amp;',
  '| a pipe || and \\| one more \\',
  'line\nbreak\r\nand\rreturn',
  '`code` ``` ~~~',
  '[link](https://example.org) ![image](x)',
  '# heading',
  '- item',
  '1. item',
  '\u001b[31mred\u001b[0m \u0007 \u0000',
  '\ud800 alone',
  '\ufffe \uffff',
  'Zoë Müller 図書館 😀',
]

function documentOf(values: readonly string[]): ReportDocument {
  return {
    title: values.join(' '),
    verdict: { tone: 'bad', sentence: values[0] ?? '' },
    blocks: values.flatMap((value) => [
      { kind: 'heading', text: value },
      { kind: 'paragraph', text: value, tone: 'bad' },
      { kind: 'list', items: [value] },
      { kind: 'code', text: value },
      table([value, 'rows:end'], [{ cells: [value, '1'], tone: 'attention' }]),
    ]),
    cases: values.map((value) => ({
      suite: value,
      name: value,
      state: 'failed',
      message: value,
      ms: 1234,
    })),
    data: { values },
  }
}

function shown(format: ReportFormat, values: readonly string[]): string {
  return render(documentOf(values), format, { color: false, host: null })
}

/** Elements by name and their attributes; throws for what is no well-formed XML of that kind. */
function parseXml(text: string): readonly { name: string; attributes: Record<string, string> }[] {
  const found: { name: string; attributes: Record<string, string> }[] = []
  const open: string[] = []
  const token = new RegExp(
    String.raw`<\?xml [^<>]*\?>|(?<text>[^<]+)|` +
      String.raw`<(?<end>/)?(?<name>[a-z]+)(?<rest>(?: [a-z]+="[^"<]*")*)(?<empty>/)?>`,
    'guy',
  )
  let position = 0
  for (const match of text.matchAll(token)) {
    const { end, name, rest = '', empty, text: between = '' } = match.groups ?? {}
    position += match[0].length
    if (/&(?!(?:amp|lt|gt|quot|#\d+);)/u.test(rest + between))
      throw new Error(`bad entity: ${rest}`)
    if (name === undefined) continue
    if (end !== undefined) {
      if (open.pop() !== name) throw new Error(`</${name}> closes nothing`)
      continue
    }
    const pairs = [...rest.matchAll(/ ([a-z]+)="([^"]*)"/gu)]
    const attributes = Object.fromEntries(pairs.map((pair) => [pair[1] ?? '', decoded(pair[2])]))
    found.push({ name, attributes })
    if (empty === undefined) open.push(name)
  }
  if (position !== text.length || open.length > 0) throw new Error(`cut off at ${position}`)
  return found
}

function decoded(text = ''): string {
  return text
    .replace(/&#(\d+);/gu, (_, code: string) => String.fromCodePoint(Number(code)))
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&amp;', '&')
}

test.each(HOSTILE)('HTML shows %j as text, and loads nothing', (value) => {
  const plain = shown('html', ['plain'])
  const html = shown('html', [value])
  const tags = (text: string) => text.match(/<[^>]*>/gu)
  expect(tags(html)).toEqual(tags(plain))
  expect(html).toContain("default-src 'none'")
  expect(html).not.toMatch(/<(?:script|link|img|iframe)|url\(|@import/iu)
})

test.each(HOSTILE)('JUnit holds %j and stays well-formed', (value) => {
  const elements = parseXml(shown('junit', [value]))
  expect(elements.map(({ name }) => name)).toEqual([
    'testsuites',
    'testsuite',
    'testcase',
    'failure',
  ])
  const clean = value.replace(/[\u0000-\u0008\u000e-\u001f\ufffe\uffff]/gu, '\ufffd')
  expect(elements[2]?.attributes['name']).toBe(clean)
  expect(elements[3]?.attributes['message']).toBe(clean)
  expect(elements[1]?.attributes).toMatchObject({ tests: '1', failures: '1', skipped: '0' })
})

test.each(HOSTILE)('Markdown keeps %j within its cell', (value) => {
  const lines = shown('markdown', [value]).split(/\r\n|\r|\n/u)
  const start = lines.indexOf('|---|---:|') - 1
  const cells = lines.slice(start, start + 3).map((line) => line.match(/(?<!\\)(?:\\\\)*\|/gu))
  expect(cells.map((pipes) => pipes?.length)).toEqual([3, 3, 3])
  const outside = lines.filter((line) => !line.startsWith('```') && line !== value)
  // A sign that begins markup never stands there unescaped.
  expect(outside.join('\n').replace(/\\[\\`*_{}[\]<>#|~$+=-]/gu, '')).not.toMatch(/[<`[\]]/u)
})

test('Markdown fences a code block with more backticks than it holds', () => {
  expect(shown('markdown', ['a\n```\nb'])).toContain('````text\na\n```\nb\n````')
})

test.each(HOSTILE)('text shows %j without commands to the terminal', (value) => {
  const text = shown('text', [value])
  expect(text.replaceAll('\n', '')).not.toMatch(/\p{Cc}/u)
})

describe('text', () => {
  test('aligns columns by what a terminal shows', () => {
    const report: ReportDocument = {
      ...documentOf([]),
      blocks: [
        table(
          ['name', 'loans:end'],
          [
            { cells: ['図書館', '7'] },
            { cells: ['Zoe\u0308', '12'] },
            { cells: ['two\nlines', '345'] },
            { cells: ['all', '364'], isTotal: true },
          ],
        ),
      ],
      verdict: { tone: 'good', sentence: 'Fine.' },
    }
    expect(render(report, 'text', { color: false, host: null })).toBe(
      [
        '  name       loans',
        '  図書館         7',
        '  Zoe\u0308           12',
        '  two lines    345',
        '  all          364',
        '',
        '✓ Fine.',
        '',
      ].join('\n'),
    )
    expect(render(report, 'text', { color: true, host: null })).toContain(
      '\u001b[32m✓ Fine.\u001b[0m',
    )
  })

  test('shows rows that no terminal is wide enough for one under the other', () => {
    const long = 'a long way down '.repeat(12).trim()
    const report: ReportDocument = {
      ...documentOf([]),
      blocks: [table(['member', 'note'], [{ cells: ['1', long] }, { cells: ['2', ''] }])],
    }
    expect(render(report, 'text', { color: false, host: null }).split('\n').slice(0, 4)).toEqual([
      '  member  1',
      `  note    ${long}`,
      '',
      '  member  2',
    ])
  })
})

test('JSON is the data and nothing else, in a stable order', () => {
  const text = shown('json', HOSTILE)
  expect(JSON.parse(text)).toEqual({ values: HOSTILE })
  expect(text).toBe(shown('json', HOSTILE))
  expect(text.endsWith('}\n')).toBe(true)
})

test('a report without cases has its verdict as a case', () => {
  const report = { ...documentOf(['Members']), cases: [] }
  const elements = parseXml(render(report, 'junit', { color: false, host: null }))
  expect(elements.map(({ name }) => name)).toContain('failure')
})

test.each([0, 7, 999, 1000, 12_345, 1_234_567, -1, -999, -1000, -123_456, 1234.5, 2 ** 53, NaN])(
  'the figure %d stands as people of one language write it',
  (value) => {
    expect(figure(value)).toBe(value.toLocaleString('en-US'))
  },
)
