/** Type-checks one mapping against the catalogs: a document in, a checked mapping out. */
import { knowing, nothingKnown } from '../expression/certainty.ts'
import { impliedBy } from '../expression/implied.ts'
import type { MappingDocument } from '../mapping/document.ts'
import { unquote } from '../mapping/table-name.ts'
import { checkAccepted } from './accept.ts'
import type {
  AliasTable,
  CheckedCheck,
  CheckedFilter,
  CheckedLookup,
  CheckedMapping,
  CheckedRule,
  CheckedSource,
  OpenLookup,
} from './checked.ts'
import type { CompileContext, KnownTable } from './context.ts'
import { mayThrow, type CrosswalkShape, type RuleEnvironment } from './environment.ts'
import { createExpressionChecker, firstPlace } from './expressions.ts'
import type { Findings } from './findings.ts'
import { knownOfKept, knownOfMatches } from './kept.ts'
import { createLevels, highest, type LevelOf } from './levels.ts'
import { warnOfDefault, warnOfFilter, warnOfUnused } from './lint.ts'
import { outcomeMissing } from './outcome.ts'
import { reportShape } from './parts.ts'
import { checkCheck, checkColumnRule } from './rule.ts'
import { openScopes } from './scopes.ts'
import { checkSource, isCondition } from './source.ts'
import { checkSuspended, triggerHazards } from './suspend.ts'
import { findTarget, pairTarget, type TargetRules } from './target.ts'
import { fillsWork, inferWork } from './work.ts'

export interface MappingNames {
  readonly names: readonly string[]
  readonly crosswalk: (mapping: string) => CrosswalkShape | null | undefined
}

export function checkMapping(
  document: MappingDocument,
  context: CompileContext,
  mappings: MappingNames,
  findings: Findings,
): CheckedMapping | undefined {
  const errorsBefore = findings.errors()
  const checker = createExpressionChecker(context, findings)
  const source = checkSource(document, context, checker, findings)
  const isWork = fillsWork(document)
  const own = isWork ? undefined : findTarget(document, context, findings)
  if (source === undefined || (own === undefined && !isWork)) return undefined
  const shared = {
    document,
    context,
    checker,
    findings,
    tables: tablesOf(source),
    lookups: [] as OpenLookup[],
    crosswalk: mappings.crosswalk,
    mappingNames: mappings.names,
  }
  let known = nothingKnown(context.functions)
  const scopes = openScopes({ ...shared, known: () => known })
  const { shape: open, lets } = scopes
  known = { ...known, names: lets.bounds }
  const base = { ...shared, throwing: lets.throwing, scope: scopes.rowScope }
  checkMatches({ ...base, known }, source)
  known = knowing(known, knownOfMatches(source))
  const keeping = checkFilters({ ...base, known })
  // Lets that the filters have not asked for are only made for rows that are kept.
  known = { ...known, notNull: knownOfKept(known.notNull, keeping, source) }
  const checkedLets = lets.finish()
  const environment = { ...base, known, scope: scopes.ruleScope }
  const table = own ?? workTarget(environment, source)
  if (table === undefined) return undefined
  const paired = pairTarget(document, table, source, { context, findings })
  const rules = checkRules(paired, environment)
  const checks = checkRowChecks(environment)
  const shape = open.finish()
  if (shape === undefined) return undefined
  const levelOf = createLevels(shape.made, checkedLets)
  const filters = keeping.map((filter) => ({ ...filter, level: levelOf(filter.keep) }))
  const parts = { source, shape, filters, lets: checkedLets, rules, checks }
  reportShape({ ...parts, levelOf }, environment)
  // A rule that did not resolve may be the one that reads it.
  if (findings.errors() === errorsBefore) {
    warnOfUnused(parts, environment)
  }
  const triggersOff = checkSuspended(document, paired, findings)
  const hazards = [...checker.hazards, ...triggerHazards(document, paired, triggersOff)]
  checkAccepted(document, hazards, paired, findings)
  return {
    document,
    ...parts,
    lookups: withLevels(environment.lookups, levelOf),
    target: table,
    key: paired.key,
    covered: paired.covered,
    triggersOff,
  }
}

/** Later arms of a union fill the table that the first one makes. */
function workTarget(environment: RuleEnvironment, source: CheckedSource): KnownTable | undefined {
  const { document, context } = environment
  const { arm, name, target } = document
  if (arm === null || arm.all[0] === name) return inferWork(environment, source)
  const table = context.work.find(unquote(target.into.table))
  return typeof table === 'string' ? undefined : table
}

function tablesOf({ from, joins }: CheckedSource): readonly AliasTable[] {
  return [from, ...joins.map(({ table }) => table)]
}

function withLevels(lookups: readonly OpenLookup[], levelOf: LevelOf): readonly CheckedLookup[] {
  return lookups.map((lookup) => ({ ...lookup, level: highest(lookup.key, levelOf) }))
}

function checkRules(
  { fed, key }: TargetRules,
  environment: RuleEnvironment,
): readonly CheckedRule[] {
  return fed.flatMap(({ column, rule }) => {
    const checked = checkColumnRule(rule, column, key.includes(column.name), environment)
    if (checked !== undefined) warnOfDefault(checked, rule.name.at, environment)
    return checked === undefined ? [] : [checked]
  })
}

/** A filter is asked for rows that those before it keep. */
function checkFilters(environment: RuleEnvironment): readonly Omit<CheckedFilter, 'level'>[] {
  const { checker, document, findings, scope, throwing } = environment
  let { known } = environment
  return document.source.where.flatMap(({ keep, reason }) => {
    const tree = checker.check(keep, scope, 'where')
    if (tree === undefined) return []
    const at = firstPlace(keep)
    if (!isCondition(tree.type)) {
      findings.error('COMPILE_NOT_CONDITION', at, 'A where must be true or false.')
      return []
    }
    if (mayThrow(tree, { known, throwing }) && document.onError === null) {
      outcomeMissing('The where', 'a value may not convert or compute', at, findings)
    }
    warnOfFilter(tree, at, { findings, known })
    known = knowing(known, impliedBy(tree, 'true'))
    return [{ keep: tree, text: keep.text, line: at.line, reason }]
  })
}

function checkRowChecks(environment: RuleEnvironment): readonly CheckedCheck[] {
  const { document, findings } = environment
  return document.checks.flatMap((check) => {
    const checked = checkCheck(check, environment, null, null)
    if (checked === undefined) return []
    if (mayThrow(checked.that, environment) && document.onError === null) {
      const at = firstPlace(check.that)
      outcomeMissing('The check', 'a value may not convert or compute', at, findings)
    }
    return [checked]
  })
}

function checkMatches(environment: RuleEnvironment, source: CheckedSource): void {
  const { document, findings } = environment
  for (const { match, table } of source.joins) {
    if (!mayThrow(match, environment) || document.onError !== null) continue
    const written = document.source.joins.find((join) => join.table.alias === table.alias)
    if (written === undefined) continue
    const at = firstPlace(written.match)
    outcomeMissing('The match', 'a value may not convert or compute', at, findings)
  }
}
