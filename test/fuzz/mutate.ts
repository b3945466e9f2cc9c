/** Makes of a YAML text another that nobody would write: by characters, words, lines and nodes. */
import { parse, stringify } from 'yaml'
import type { Random } from '../oracle/random/random.ts'

type Mutation = (text: string, random: Random) => string

const CHARACTERS = [
  ...'\'"{}[]()&*!|>%@`#:,-?~.;$\\/=<>^\t\n\r 0aÉ',
  '\0',
  '\ud83d',
  '\u2028',
  '📚',
  '\ufeff',
]
const WORDS = [
  '__proto__',
  'constructor',
  'toString',
  'hasOwnProperty',
  'null',
  'true',
  '~',
  '01',
  '1e999',
  '.inf',
  '&a',
  '*a',
  '<<:',
  '!!js/function',
  '---',
  '...',
  '%YAML 1.1',
  "''",
  '""',
  '{}',
  '[]',
  '[[[[[[[[',
  '{a: {a: {a: {a: ',
  'c.',
  '::',
  "'; drop table x; --",
  "repeat('x', 2147483647)",
  '(select 1)',
  '1 / 0',
  'x'.repeat(3000),
  '('.repeat(300),
  '- '.repeat(200),
]

function splice(text: string, at: number, cut: number, inserted: string): string {
  return text.slice(0, at) + inserted + text.slice(at + cut)
}

const byCharacter: Mutation = (text, random) =>
  splice(
    text,
    random.below(text.length + 1),
    random.below(4),
    random.chance(0.3) ? '' : random.pick(CHARACTERS),
  )

const byWord: Mutation = (text, random) => {
  const words = [...text.matchAll(/[\w.]+|\S/gu)]
  const word = words.length === 0 ? undefined : random.pick(words)
  const other = words.length === 0 ? '' : (random.pick(words)[0] ?? '')
  const inserted = random.chance(0.5) ? random.pick(WORDS) : other
  return splice(text, word?.index ?? 0, random.chance(0.7) ? (word?.[0].length ?? 0) : 0, inserted)
}

const byLine: Mutation = (text, random) => {
  const lines = text.split('\n')
  const [at, to] = [random.below(lines.length), random.below(lines.length)]
  const line = lines[at] ?? ''
  const kept = random.chance(0.5) ? lines : lines.toSpliced(at, 1)
  const indent = ' '.repeat(random.below(7))
  return kept.toSpliced(to, 0, random.chance(0.5) ? line : indent + line.trimStart()).join('\n')
}

/** A node takes the place of another, or a key gets another name. */
const byNode: Mutation = (text, random) => {
  let tree: unknown
  try {
    tree = parse(text, { logLevel: 'silent' })
  } catch {
    return byWord(text, random)
  }
  const nodes = nodesOf(tree)
  if (nodes.length === 0) return byWord(text, random)
  const { holder, key } = random.pick(nodes)
  const other = random.chance(0.6) ? random.pick(nodes).value : random.pick<unknown>(WORDS)
  const value = structuredClone(other)
  if (random.chance(0.25)) delete holder[key]
  if (random.chance(0.25)) holder[random.pick(WORDS)] = value
  else holder[key] = value
  return stringify(tree, { aliasDuplicateObjects: false })
}

interface Node {
  readonly holder: Record<string, unknown>
  readonly key: string
  readonly value: unknown
}

function nodesOf(tree: unknown): readonly Node[] {
  if (typeof tree !== 'object' || tree === null) return []
  const holder = tree as Record<string, unknown>
  return Object.entries(holder).flatMap(([key, value]) => [
    { holder, key, value },
    ...nodesOf(value),
  ])
}

const MUTATIONS: readonly Mutation[] = [byCharacter, byWord, byWord, byLine, byNode, byNode]

/** One to four changes. */
export function mutate(text: string, random: Random): string {
  const count = 1 + random.below(4)
  let changed = text
  for (let index = 0; index < count; index += 1) changed = random.pick(MUTATIONS)(changed, random)
  return changed
}
