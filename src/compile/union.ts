/** Arms of a union: what they have to have in common, and whose target keys may be the same. */
import type { Diagnostic } from '../base/diagnostic.ts'
import { WORK } from '../catalog/work-name.ts'
import type { Arm, MappingDocument } from '../mapping/document.ts'
import { isWithin } from '../mapping/union.ts'
import type { CheckedMapping, CheckedRule } from './checked.ts'
import { createFindings, type Findings } from './findings.ts'
import type { LoadOrder } from './order.ts'
import type { Program } from './program.ts'

type Check = (document: MappingDocument, findings: Findings) => CheckedMapping | undefined

/** Checks each document. What arms share is read by each of them, and spoken of once. */
export function checkEach(
  documents: readonly MappingDocument[],
  check: Check,
  findings: Findings,
): readonly CheckedMapping[] {
  const unions = Map.groupBy(documents, ({ arm, name }) => arm?.mapping ?? name)
  return [...unions.values()].flatMap((arms) => {
    const said: (readonly [arm: Arm | null, list: readonly Diagnostic[]])[] = []
    const checked: (CheckedMapping | undefined)[] = []
    let errors = 0
    for (const document of arms) {
      // Whoever corrects as many as that will ask again.
      if (errors > ERRORS_MAX) break
      const own = createFindings()
      checked.push(check(document, own))
      said.push([document.arm, own.list])
      errors += own.errors()
    }
    findings.take(togetherSaid(said))
    return checked.filter((mapping) => mapping !== undefined)
  })
}

/** A stranger's file may have errors without end, and as many arms that share them. */
const ERRORS_MAX = 1000

/** An error is one in any arm; what is shared is a leftover only where it is one in all of them. */
function togetherSaid(
  said: readonly (readonly [arm: Arm | null, list: readonly Diagnostic[]])[],
): readonly Diagnostic[] {
  const placeOf = ({ code, file, line, column }: Diagnostic) =>
    JSON.stringify([code, file, line, column])
  const places = said.map(([, list]) => new Set(list.map(placeOf)))
  const taken = new Map<string, Diagnostic>()
  for (const [arm, list] of said) {
    for (const diagnostic of list) {
      const isOwn = arm === null || isWithin(diagnostic, arm)
      const isOfAll = places.every((each) => each.has(placeOf(diagnostic)))
      if (diagnostic.severity !== 'error' && !isOwn && !isOfAll) continue
      const id = `${placeOf(diagnostic)} ${diagnostic.message}`
      if (!taken.has(id)) taken.set(id, diagnostic)
    }
  }
  return [...taken.values()]
}

/** Mappings that fill one table have to be arms of one union, and to fill it alike. */
export function reportShared(mappings: readonly CheckedMapping[], findings: Findings): void {
  const filled = new Map<unknown, CheckedMapping>()
  for (const mapping of mappings) {
    const { document, target } = mapping
    const { schema, name } = target.table
    // Not every database tells names apart by case.
    const id = JSON.stringify(target.work === null ? [schema, name] : [WORK, name.toLowerCase()])
    const other = filled.get(id)
    if (other === undefined) filled.set(id, mapping)
    else if (isSameUnion(mapping, other)) reportUnlike(mapping, other, findings)
    else {
      const message =
        `The mapping "${other.document.name}" fills this table already. ` +
        'A table is filled by one mapping; several sources are the arms of its union.'
      findings.error('COMPILE_TARGET_SHARED', document.target.into.at, message)
    }
  }
}

function isSameUnion({ document }: CheckedMapping, other: CheckedMapping): boolean {
  return document.arm !== null && document.arm.mapping === other.document.arm?.mapping
}

function reportUnlike(mapping: CheckedMapping, other: CheckedMapping, findings: Findings): void {
  const at = mapping.document.arm?.at ?? mapping.document.target.into.at
  const missing = other.rules.filter((rule) => !feeds(mapping, rule)).map(({ name }) => name)
  const added = mapping.rules.filter((rule) => !feeds(other, rule)).map(({ name }) => name)
  const [column] = [...missing, ...added]
  if (column !== undefined) {
    const [does, doesNot] = missing.length > 0 ? [other, mapping] : [mapping, other]
    const message =
      `The arm "${does.document.arm?.name}" feeds "${column}", and the arm ` +
      `"${doesNot.document.arm?.name}" does not. Give it a rule there, too: ` +
      `${column}: {const: null} where there is nothing to say.`
    findings.error('COMPILE_UNION_COLUMNS', at, message)
    return
  }
  const [one, two] = [surrogateOf(mapping), surrogateOf(other)]
  if (one === null || two === null || one === two) return
  const message =
    `The arm "${other.document.arm?.name}" makes new keys for "${two}", this one for "${one}". ` +
    'Arms share what numbers there are, so the surrogates of all feed one column.'
  findings.error('COMPILE_UNION_SURROGATE', at, message)
}

/** Whether there is a rule of that column, be it one with an error of its own. */
function feeds({ document, rules }: CheckedMapping, { name }: CheckedRule): boolean {
  const names = [
    ...rules.map((rule) => rule.name),
    ...document.columns.map((rule) => rule.name.value),
  ]
  return names.includes(name)
}

function surrogateOf({ lookups }: CheckedMapping): string | null {
  const spec = lookups.map((lookup) => lookup.spec).find(({ kind }) => kind === 'surrogate')
  return spec?.kind === 'surrogate' ? spec.column : null
}

/** What is settled is told by its table from what was there before: arms have one together. */
export function reportSettledArms(
  mappings: readonly CheckedMapping[],
  order: LoadOrder,
  findings: Findings,
): void {
  for (const { document } of mappings) {
    const { arm, name } = document
    if (arm?.all[0] !== name || (order.get(name)?.settledWith ?? []).length === 0) continue
    const message =
      `"${arm.mapping}" is a union, and its table is in a circle of references of which one is ` +
      'suspended. Only a table that one source fills can be settled afterwards: load the arms ' +
      'into tables of their own first, and this one from there.'
    findings.error('COMPILE_UNION_SUSPENDS', arm.at, message)
  }
}

/** What the program of an arm knows of the others; null: the mapping has no arms. */
export function armOf(
  mapping: CheckedMapping,
  mappings: readonly CheckedMapping[],
): Program['arm'] {
  const { arm, name } = mapping.document
  if (arm === null) return null
  const before = arm.all.slice(0, arm.all.indexOf(name))
  const rivals = mappings.filter(
    (other) => before.includes(other.document.name) && !areApart(mapping, other),
  )
  const { mapping: union, all } = arm
  return { union, name: arm.name, all, rivals: rivals.map(({ document }) => document.name) }
}

/** True where no row of one arm can have the target key of a row of the other. */
function areApart(one: CheckedMapping, other: CheckedMapping): boolean {
  return one.key.some((name) => {
    const [rule, twin] = [one, other].map(({ rules }) => rules.find((each) => each.name === name))
    if (rule === undefined || twin === undefined) return false
    if (isSurrogate(rule, one) && isSurrogate(twin, other)) return true
    const [cell, constant] = [rule, twin].map(plainConstant)
    return typeof cell === 'string' && typeof constant === 'string' && cell !== constant
  })
}

function isSurrogate({ value }: CheckedRule, { lookups }: CheckedMapping): boolean {
  return value.kind === 'lookup' && lookups[value.index]?.spec.kind === 'surrogate'
}

const PLAIN = new Set(['smallint', 'integer', 'bigint', 'uuid', 'date', 'boolean', 'enum', 'text'])

/** null: there is none, or equal values of its type may have several texts. */
function plainConstant({ value, type }: CheckedRule): string | null {
  if (value.kind !== 'const' || value.cell === null || !PLAIN.has(type.kind)) return null
  // A collation may tell neither case nor blanks apart.
  return type.kind === 'text' ? value.cell.trim().toLowerCase() : value.cell
}
