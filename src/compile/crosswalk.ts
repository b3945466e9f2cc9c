/** Finds what a mapping's crosswalk leads from and to, for the mappings that look it up. */
import type { MappingDocument } from '../mapping/document.ts'
import { unquote } from '../mapping/table-name.ts'
import { findTarget } from './target.ts'
import { fillsWork } from './work.ts'
import { findColumn, type CompileContext } from './context.ts'
import type { CrosswalkShape } from './environment.ts'
import { nothingKnown } from '../expression/certainty.ts'
import { createExpressionChecker } from './expressions.ts'
import { createFindings } from './findings.ts'
import { openScopes } from './scopes.ts'
import { checkSource } from './source.ts'

/**
 * Answers for every mapping of the project: undefined where there is none of that name, null where
 * it has no surrogate. What is wrong with that mapping is reported where it is compiled.
 */
export function createCrosswalks(
  documents: readonly MappingDocument[],
  context: CompileContext,
): (mapping: string) => CrosswalkShape | null | undefined {
  const shapes = new Map<string, CrosswalkShape | null>()
  const shapeOf = (name: string): CrosswalkShape | null | undefined => {
    const known = shapes.get(name)
    if (known !== undefined) return known
    const document = documents.find((candidate) => candidate.name === name)
    if (document === undefined) return undefined
    // A circle of crosswalks ends here; that it is one is reported as a cycle of mappings.
    shapes.set(name, null)
    const shape = computeShape(document, context, shapeOf)
    shapes.set(name, shape)
    return shape
  }
  return shapeOf
}

function computeShape(
  document: MappingDocument,
  context: CompileContext,
  crosswalk: (mapping: string) => CrosswalkShape | null | undefined,
): CrosswalkShape | null {
  const rule = document.columns.find(({ source }) => source.kind === 'surrogate')
  if (rule?.source.kind !== 'surrogate') return null
  const findings = createFindings()
  const checker = createExpressionChecker(context, findings)
  const source = checkSource(document, context, checker, findings)
  const target = fillsWork(document)
    ? context.work.find(unquote(document.target.into.table))
    : findTarget(document, context, findings)
  if (source === undefined || target === undefined || typeof target === 'string') return null
  const column = findColumn(rule.name, target, findings)
  const tables = [source.from, ...source.joins.map((join) => join.table)]
  const shared = {
    document,
    context,
    checker,
    findings,
    tables,
    crosswalk,
    lookups: [],
    mappingNames: [],
    known: () => nothingKnown(context.functions),
  }
  const { rowScope, ruleScope } = openScopes(shared)
  const members = document.source.grouping?.members ?? []
  const key = (members.length > 0 ? members : rule.source.key).map(
    (text) => checker.check(text, members.length > 0 ? rowScope : ruleScope, rule.name.value)?.type,
  )
  const types = key.filter((type) => type !== undefined)
  if (column === undefined || types.length < key.length) return null
  return { key: types, value: column.type, ofMembers: members.length > 0 }
}
