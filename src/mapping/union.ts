/** Turns a mapping whose source is a union into the tree of a mapping for each of its arms. */
import type { Place } from '../base/diagnostic.ts'
import { valueAt, type YamlMap, type YamlNode } from '../base/yaml-node.ts'
import type { Arm } from './document.ts'
import { entriesOf, itemsOf, textAt } from './node.ts'
import { report, type Reader } from './reader.ts'
import { ARM_KEYS } from './union-schema.ts'

/** One arm, written out as a mapping of its own. */
export interface ArmMapping {
  readonly name: string
  readonly node: YamlNode
  readonly arm: Arm
}

type Entry = YamlMap['entries'][number]

/** Names that may stand bare in an expression. */
export function letNames(node: YamlNode): ReadonlySet<string> {
  const arms = entriesOf(unionOf(node)).map(({ value }) => value)
  return new Set(
    [node, ...arms].flatMap((each) => entriesOf(valueAt(each, 'let'))).map(({ key }) => key.text),
  )
}

/** undefined: its source is no union. */
export function expandUnion(
  reader: Reader,
  node: YamlNode,
  mapping: string | undefined,
): readonly ArmMapping[] | undefined {
  const union = unionOf(node)
  const arms = entriesOf(union)
  checkExamples(reader, node, union === undefined ? null : arms.map(({ key }) => key.text))
  if (union === undefined) return undefined
  if (mapping === undefined) return []
  checkShared(reader, node, arms)
  const all = arms.map(({ key }) => `${mapping}.${key.text}`)
  return arms.map(({ key, value }) => {
    const arm = { mapping, name: key.text, all, at: key.at, end: endOf(value) }
    return { name: `${mapping}.${key.text}`, node: armNode(node, { key, value }), arm }
  })
}

function unionOf(node: YamlNode): YamlNode | undefined {
  return valueAt(valueAt(node, 'source'), 'union')
}

/** What all arms say of their own is shared by none. */
function checkShared(reader: Reader, node: YamlNode, arms: readonly Entry[]): void {
  for (const part of ['columns', 'let']) {
    for (const { key } of entriesOf(valueAt(node, part))) {
      const isOverridden = arms.every(
        (arm) => valueAt(valueAt(arm.value, part), key.text) !== undefined,
      )
      if (!isOverridden) continue
      const message = `Every arm has a rule of its own for "${key.text}". Take this one out.`
      report(reader, 'MAPPING_SHARED_UNUSED', key.at, message)
    }
  }
}

function checkExamples(reader: Reader, node: YamlNode, arms: readonly string[] | null): void {
  for (const example of itemsOf(valueAt(node, 'examples'))) {
    const message = armProblem(textAt(example, 'arm')?.value ?? null, arms)
    if (message === null) continue
    report(reader, 'MAPPING_ARM', textAt(example, 'arm')?.at ?? example.at, message)
  }
}

/** What is wrong with the arm that is written, or not; null: nothing. `arms` null: no union. */
export function armProblem(written: string | null, arms: readonly string[] | null): string | null {
  if (arms === null) {
    return written === null ? null : 'The source of this mapping has no arms. Take "arm" out.'
  }
  if (written !== null && arms.includes(written)) return null
  const known = `There are: ${arms.join(', ')}.`
  return written === null
    ? `Which arm this is of is not said. Write arm: NAME. ${known}`
    : `The union has no arm "${written}". ${known}`
}

/** What the arm says goes before what all arms share. */
function armNode(node: YamlNode, { key, value }: Entry): YamlNode {
  const isOwn = (name: string) => (ARM_KEYS as readonly string[]).includes(name)
  const rows = entriesOf(value).filter((entry) => !isOwn(entry.key.text))
  const source: YamlMap = { kind: 'map', entries: rows, at: value.at }
  const shared = entriesOf(node).map((entry): Entry => {
    const name = entry.key.text
    if (name === 'source') return { key: entry.key, value: source }
    if (name === 'examples') return { key: entry.key, value: examplesOf(entry.value, key.text) }
    const own = valueAt(value, name)
    return own === undefined || !isOwn(name)
      ? entry
      : { key: entry.key, value: merged(name, own, entry.value) }
  })
  const names = new Set(shared.map((entry) => entry.key.text))
  const added = entriesOf(value).filter((entry) => {
    return isOwn(entry.key.text) && !names.has(entry.key.text)
  })
  return { kind: 'map', entries: [...shared, ...added], at: key.at }
}

function examplesOf(examples: YamlNode, arm: string): YamlNode {
  const items = itemsOf(examples).filter((example) => textAt(example, 'arm')?.value === arm)
  return { kind: 'sequence', items, at: examples.at }
}

/** Rules by their names; of reasons, checks and hazards those of both. */
function merged(name: string, own: YamlNode, shared: YamlNode): YamlNode {
  if (name === 'check' || name === 'accept') {
    return { kind: 'sequence', items: [...itemsOf(own), ...itemsOf(shared)], at: own.at }
  }
  if (own.kind !== 'map' || shared.kind !== 'map' || name === 'on_error') return own
  const names = new Set(own.entries.map(({ key }) => key.text))
  const others = shared.entries.filter(({ key }) => name === 'drop' || !names.has(key.text))
  return { ...own, entries: [...own.entries, ...others] }
}

/** The last place of a tree. */
function endOf(node: YamlNode): Place {
  const within =
    node.kind === 'map'
      ? node.entries.flatMap(({ key, value }) => [key.at, endOf(value)])
      : node.kind === 'sequence'
        ? node.items.map(endOf)
        : node.layout.lines
  return within.reduce((last, place) => (isAfter(place, last) ? place : last), node.at)
}

function isAfter(one: Place, other: Place): boolean {
  return one.line > other.line || (one.line === other.line && one.column > other.column)
}

/** True for a place within the arm: nobody shares it. */
export function isWithin(place: Place, { at, end }: Arm): boolean {
  return !isAfter(at, place) && !isAfter(place, end)
}
