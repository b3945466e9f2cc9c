/** Reading YAML: the tree, the places, and every way in which YAML differs from what was meant. */
import { describe, expect, it } from 'vitest'
import type { YamlNode, YamlScalar } from '../../../src/base/yaml-node.ts'
import { toJson } from '../../../src/base/yaml-json.ts'
import { cellOf, valueAt } from '../../../src/base/yaml-node.ts'
import { parseYaml } from '../../../src/base/yaml.ts'

function read(text: string): YamlNode {
  const { value, diagnostics } = parseYaml('loan.yaml', text)
  expect(diagnostics).toEqual([])
  if (value === undefined) throw new Error('no value')
  return value
}

function scalar(text: string, key = 'x'): YamlScalar {
  const node = valueAt(read(text), key)
  if (node?.kind !== 'scalar') throw new Error('no scalar')
  return node
}

function problems(text: string): string[] {
  return parseYaml('loan.yaml', text).diagnostics.map(
    ({ code, line, column }) => `${code} ${line}:${column}`,
  )
}

/** The text of each line of a scalar, and what stands in the file at the line's place. */
function linesOf(text: string): (readonly [string, string])[] {
  const { layout } = scalar(text)
  const fileLines = text.split(/\r?\n/u)
  expect(layout.lines).toHaveLength(layout.text.split('\n').length)
  return layout.text.split('\n').map((line, index) => {
    const at = layout.lines[index]
    if (at === undefined) throw new Error('no place')
    const there = fileLines[at.line - 1] ?? ''
    return [line, there.slice(at.column - 1, at.column - 1 + line.length)] as const
  })
}

describe('scalars', () => {
  it.each(['01', '1e3', '0.10', '12345678901234567890', '0000-00-00', '0x1F', '.inf', 'yes'])(
    'keep what was written: %s',
    (written) => {
      expect(cellOf(scalar(`x: ${written}\n`))).toBe(written)
      expect(toJson(read(`x: ${written}\n`), 'text')).toEqual({ x: written })
    },
  )

  it('know NULL from the text null', () => {
    expect([`null`, `~`, `'null'`, `"null"`].map((text) => cellOf(scalar(`x: ${text}\n`)))).toEqual(
      [null, null, 'null', 'null'],
    )
  })

  it('have the values of the core schema in JSON, and never Infinity', () => {
    const node = read("a: 1\nb: true\nc: yes\nd: null\ne: '1'\nf: .inf\n")
    expect(toJson(node)).toEqual({ a: 1, b: true, c: 'yes', d: null, e: '1', f: '.inf' })
  })

  it('become JSON without a prototype', () => {
    const json = toJson(read('__proto__: 1\nconstructor: 2\n')) as object
    expect(Object.keys(json)).toEqual(['__proto__', 'constructor'])
    expect(Object.getPrototypeOf(json)).toBeNull()
  })

  it('keep null and the text null apart as keys', () => {
    const node = read("null: a\n'null': b\n")
    expect(toJson(node)).toEqual({ null: 'a', "'null'": 'b' })
    expect(problems('null: a\n~: b\n')).toEqual(['YAML_DUPLICATE_KEY 2:1'])
  })

  it('may be repeated by an alias', () => {
    const node = read('a: &branch Main Street\nb: *branch\n')
    expect(toJson(node)).toEqual({ a: 'Main Street', b: 'Main Street' })
    expect(valueAt(node, 'b')?.at).toMatchObject({ line: 2, column: 4 })
  })
})

describe('places', () => {
  it('are given for every key and value', () => {
    const node = read('\uFEFFa: one\r\nb:\r\n  - two\r\n  - c: three\r\n')
    const list = valueAt(node, 'b')
    const items = list?.kind === 'sequence' ? list.items : []
    expect(valueAt(node, 'a')?.at).toEqual({ file: 'loan.yaml', line: 1, column: 4, endColumn: 7 })
    expect(items.map(({ at }) => [at.line, at.column])).toEqual([
      [3, 5],
      [4, 5],
    ])
    expect(valueAt(items[1], 'c')?.at).toMatchObject({ line: 4, column: 8, endColumn: 13 })
  })

  it.each([
    ['plain', 'x: concat(l.a,\n  l.b,\n\n    l.c) # why\n'],
    ['plain below its key', 'x:\n  concat(l.a,\n    l.b)\n'],
    ['with CRLF', 'x: concat(l.a,\r\n  l.b)\r\n'],
    ['quoted', "x: 'concat(l.a,\n  l.b)'\n"],
    ['double quoted', 'x: "concat(l.a, l.b)"\n'],
    ['literal block', 'x: |\n  concat(l.a,\n    l.b)\n'],
    ['literal block with an indent', 'x: |2-\n    concat(l.a,\n  l.b)\n'],
    ['folded block', 'x: >-\n  concat(l.a,\n\n    l.b)\n\n\ny: 1\n'],
  ])('lead from each line of a text to the file: %s', (_, text) => {
    const lines = linesOf(text)
    expect(lines.map(([line]) => line)).toEqual(lines.map(([, there]) => there))
    expect(lines.map(([line]) => line.trim()).join('')).toMatch(/^concat\(l\.a,.*\)$/u)
  })

  it('leave a literal that goes over a fold as YAML folds it', () => {
    const { text, layout } = scalar("x: l.a || 'one\n  two' || l.b\n")
    expect(layout.text).toBe("l.a || 'one two' || l.b")
    expect(layout.text).toBe(text)
    expect(layout.lines).toHaveLength(1)
  })

  it('keep the line breaks of a literal in a literal block', () => {
    expect(scalar("x: |\n  l.a || 'one\n  two'\n").layout.text).toBe("l.a || 'one\ntwo'")
  })
})

function aliases(count: number): string {
  return `a: &a 1\nb: [${Array(count).fill('*a').join(', ')}]\n`
}

describe('limits', () => {
  it('refuse a file of more than a mebibyte', () => {
    expect(problems(`x: ${'a'.repeat(1024 * 1024)}\n`)).toEqual(['YAML_TOO_LARGE 1:1'])
  })

  it.each([100, 20_000])('refuse %s nested lists', (depth) => {
    expect(problems('['.repeat(depth) + ']'.repeat(depth))[0]).toMatch(/^YAML_TOO_DEEP/u)
  })

  it('allow a hundred aliases', () => {
    expect(problems(aliases(100))).toEqual([])
    expect(problems(aliases(5000))).toEqual(['YAML_TOO_MANY_ALIASES 2:405'])
  })
})

describe('what YAML would read otherwise than it was meant', () => {
  it.each([
    ["x: l.doc #>> '{a}'\n", 'YAML_COMMENT_CUTS 1:10'],
    ["x: l.doc\n  #>> '{a}'\ny: 1\n", 'YAML_COMMENT_CUTS 2:3'],
    ["x: l.doc #- '{a}'\n", 'YAML_COMMENT_CUTS 1:10'],
    ['x: {value: coalesce(l.a, l.b), check: a}\n', 'YAML_FLOW_SPLIT 1:12'],
    ["x: [l.a || 'b,c' || l.d]\n", 'YAML_FLOW_SPLIT 1:5'],
    ["x: {value: l.a || ', ' || l.b}\n", 'YAML_FLOW_SPLIT 1:12'],
    ['x: [l.a, coalesce(l.b, l.c)]\n', 'YAML_FLOW_SPLIT 1:10'],
    ['x: {value: l.tags[1]}\n', 'YAML_FLOW_SPLIT 1:18'],
    ['x: {that: l.a{5}}\n', 'YAML_FLOW_SPLIT 1:14'],
    ["x: 'Dr ' || l.name\n", 'YAML_PLAIN_START 1:10'],
    ['x: "Name" || l.name\n', 'YAML_PLAIN_START 1:11'],
    ['x: * 2\n', 'YAML_PLAIN_START 1:4'],
    ['x: %a\n', 'YAML_PLAIN_START 1:4'],
    ['x: @a\n', 'YAML_PLAIN_START 1:4'],
    ['x: - l.fine\n', 'YAML_PLAIN_START 1:4'],
    ['x: | l.fine\n', 'YAML_PLAIN_START 1:6'],
    ['x: *fine\n', 'YAML_ALIAS 1:4'],
    ['a: &a [1]\nx: *a\n', 'YAML_ALIAS 2:4'],
    ['x: !l.open\n', 'YAML_TAG 1:4'],
    ['x: !!str 5\n', 'YAML_TAG 1:4'],
    ["x: l.a || ': ' || l.b\n", 'YAML_COLON_WITHIN 1:12'],
    ['x: case: b\n', 'YAML_COLON_WITHIN 1:8'],
    ['x: "\\d+"\n', 'YAML_ESCAPE 1:5'],
    ['x: "l.a\n', 'YAML_UNCLOSED_QUOTE 1:4'],
    ['x: {a: , b: 1}\n', 'YAML_EMPTY_VALUE 1:5'],
    ['x:\n  - \n  - 1\n', 'YAML_EMPTY_VALUE 2:5'],
    ['x: 1\n\ty: 2\n', 'YAML_SYNTAX 2:1'],
    ['x: 1\n  y: 2\n', 'YAML_SYNTAX 1:4'],
  ])('is said: %j', (text, problem) => {
    expect(problems(text)).toEqual([problem])
  })

  it.each([
    'x: l.a # why\n',
    'x: l.a #why\n',
    'x: l.a\n#- y: 1\n',
    'x: l.a #------\n',
    "x: {name: O'Hara, book: Smith's, note: one (of two}\n",
    "x: [O'Hara, D'Angelo]\n",
    'x: {a: f(1), b: [1, 2]}\n',
    'x: -l.fine\n',
    "x: l.url like 'http://%'\n",
    "x: l.a ? 'b'\n",
    "x: |\n  l.doc #>> '{a}' || ': ' || '\\d'\n",
  ])('is not seen where there is none: %j', (text) => {
    expect(problems(text)).toEqual([])
  })

  it('is all listed, in the order of the file', () => {
    expect(problems('a: 1\nb:\na: 2\nc: !x y\n')).toEqual([
      'YAML_EMPTY_VALUE 2:1',
      'YAML_DUPLICATE_KEY 3:1',
      'YAML_TAG 4:4',
    ])
  })
})
