/**
 * Compares the hazards of a mapping with those its `accept` names: none may be left, none extra.
 */
import type { Place } from '../base/diagnostic.ts'
import { didYouMean } from '../base/closest.ts'
import type { MappingDocument } from '../mapping/document.ts'
import type { NamedHazard } from './expressions.ts'
import type { Findings } from './findings.ts'
import type { TargetRules } from './target.ts'

export function checkAccepted(
  document: MappingDocument,
  hazards: readonly NamedHazard[],
  target: TargetRules,
  findings: Findings,
): void {
  const accepted = new Set(document.accept.map(({ value }) => value))
  const reported = new Set<string>()
  for (const { name, message, at } of hazards) {
    const id = `${name} ${at.line}:${at.column} ${message}`
    if (accepted.has(name) || reported.has(id)) continue
    reported.add(id)
    const todo = `Change it, or accept it by name: accept: [${name}].`
    findings.error('COMPILE_HAZARD', at, `${message} ${todo}`)
  }
  const names = new Set(hazards.map(({ name }) => name))
  for (const { value, at } of document.accept) {
    if (names.has(value)) continue
    // Whether a reference closes a circle, all mappings together tell.
    if (value.startsWith('suspends:') && isColumn(value, target)) continue
    reportUnused(value, at, subjectsOf(document, target), findings)
  }
}

function isColumn(value: string, { table }: TargetRules): boolean {
  return table.columns.some(({ name }) => name === subjectOf(value))
}

function subjectOf(value: string): string {
  return value.slice(value.indexOf(':') + 1)
}

/** What the part after the colon may name. */
function subjectsOf(document: MappingDocument, { table }: TargetRules): readonly string[] {
  return [
    ...table.columns.map(({ name }) => name),
    ...table.table.triggers.map(({ name }) => name),
    ...document.lets.map(({ name }) => name.value),
    ...document.source.joins.map((join) => join.table.alias),
    'where',
    'check',
  ]
}

function reportUnused(
  value: string,
  at: Place,
  subjects: readonly string[],
  findings: Findings,
): void {
  const subject = subjectOf(value)
  if (!subjects.includes(subject)) {
    const message = `"${value}" names nothing of this mapping.${didYouMean(subject, subjects)}`
    findings.error('COMPILE_ACCEPT_UNKNOWN', at, message)
  } else {
    const message = `There is nothing to accept as "${value}". Take it out.`
    findings.warn('COMPILE_ACCEPT_UNUSED', at, message)
  }
}
