/** Type-checks values fetched by key: from a table, from a crosswalk, or a new surrogate. */
import type { Place } from '../base/diagnostic.ts'
import type { Column } from '../catalog/catalog.ts'
import { BIGINT, TEXT, type LogicalType } from '../catalog/logical-type.ts'
import { boundsOfType } from '../expression/bounds.ts'
import type { TypedExpression } from '../expression/tree.ts'
import type { ExpressionText, Outcome, Rule, RuleSource } from '../mapping/document.ts'
import { didYouMean } from '../base/closest.ts'
import { findColumn, findTable, type KnownTable } from './context.ts'
import {
  mayBeNull,
  type Destination,
  type RuleEnvironment,
  type ValueCheck,
} from './environment.ts'
import { isInteger } from './equality.ts'
import type { Findings } from './findings.ts'
import { asKey } from './key-value.ts'
import { checkOutcome, givesNull, REJECT, treesOf } from './outcome.ts'
import type { LookupSpec } from './program.ts'
import { provenKeys } from './row-keys.ts'
import { isStaged, placeLookup } from './staging.ts'

type Source<Kind> = Extract<RuleSource, { readonly kind: Kind }>

/** The name under which the found cell stands in the tree that converts it. */
export const FOUND = '(found)'

export function checkLookup(
  rule: Rule,
  source: Source<'lookup'>,
  into: Destination | null,
  environment: RuleEnvironment,
): ValueCheck | undefined {
  const { context, findings } = environment
  const table = findTable(source.table, context, findings)
  if (table === undefined) return undefined
  const reads = placeLookup(table, source.table.at, findings)
  if (reads === undefined) return undefined
  const take = findColumn(source.take, table, findings)
  const by: Column[] = []
  const key: TypedExpression[] = []
  for (const { column: written, expression } of source.by) {
    const column = findColumn(written, table, findings)
    if (column === undefined) continue
    const tree = checkKey(rule, expression, keyType(column.type), environment)
    by.push(column)
    if (tree !== undefined) key.push(tree)
  }
  if (take === undefined || key.length < source.by.length) return undefined
  if (isStaged({ reads }) && !areFound(by, source.table.at, findings)) return undefined
  const names = by.map(({ name }) => name)
  const unique = provenKeys(table).some((set) => set.every((name) => names.includes(name)))
  const name = { schema: table.table.schema, name: table.table.name }
  const { connection } = table
  const from = { connection, table: name, reads }
  const spec: LookupSpec = { kind: 'table', ...from, by, take: [take], unique }
  const fetched = { spec, known: table, key, type: take.type, nullable: take.nullable }
  return checkFetched(rule, fetched, source.missing, { into, environment })
}

/** The stage compares texts: of such a type 1.5 and 1.50 are two, and one value. */
function areFound(by: readonly Column[], at: Place, findings: Findings): boolean {
  const loose = by.find(({ type }) => type.kind === 'numeric' && type.precision === null)
  if (loose === undefined) return true
  const message =
    `A file cannot be looked up by "${loose.name}", which is numeric with any number of digits. ` +
    'Declare how many in the catalog of its connection, as numeric(10,2).'
  findings.error('COMPILE_LOOKUP_KEY_TYPE', at, message)
  return false
}

export function checkCrosswalk(
  rule: Rule,
  source: Source<'crosswalk'>,
  into: Destination | null,
  environment: RuleEnvironment,
): ValueCheck | undefined {
  const { findings, crosswalk, mappingNames } = environment
  const { value: mapping, at } = source.mapping
  const shape = crosswalk(mapping)
  if (shape === undefined || shape === null) {
    const arms = mappingNames.filter((name) => name.startsWith(`${mapping}.`))
    const message =
      shape === null
        ? `The mapping "${mapping}" keeps no crosswalk: none of its columns is a surrogate.`
        : arms.length > 0
          ? `"${mapping}" is a union, and each arm of it keeps a crosswalk. Write one of: ` +
            `${arms.join(', ')}.`
          : `There is no mapping "${mapping}".${didYouMean(mapping, mappingNames)}`
    findings.error('COMPILE_UNKNOWN_CROSSWALK', at, message)
    return undefined
  }
  if (shape.key.length !== source.key.length) {
    const message =
      `The key of crosswalk "${mapping}" has ${shape.key.length} parts, not ` +
      `${source.key.length}.`
    findings.error('COMPILE_CROSSWALK_KEY', at, message)
    return undefined
  }
  const key = source.key.map((text, index) =>
    checkKey(rule, text, crosswalkType(shape.key[index] ?? TEXT), environment),
  )
  const whole = key.filter((tree) => tree !== undefined)
  if (whole.length < key.length) return undefined
  const spec: LookupSpec = { kind: 'crosswalk', mapping, ofMembers: shape.ofMembers }
  const fetched = { spec, known: null, key: whole, type: shape.value, nullable: false }
  return checkFetched(rule, fetched, source.missing, { into, environment })
}

export function checkSurrogate(
  rule: Rule,
  source: Source<'surrogate'>,
  into: Destination | null,
  environment: RuleEnvironment,
): ValueCheck | undefined {
  const { checker, document, findings, scope, lookups } = environment
  const name = rule.name.value
  const fits = into !== null && isSurrogateType(into.type, source.as)
  if (!fits) {
    const message =
      `A surrogate as ${source.as} cannot feed "${name}". It needs a column of type ` +
      `${source.as === 'uuid' ? 'uuid' : 'smallint, integer or bigint'}.`
    findings.error('COMPILE_SURROGATE_TYPE', rule.name.at, message)
    return undefined
  }
  if (lookups.some(({ spec }) => spec.kind === 'surrogate')) {
    const message = 'A mapping has one crosswalk, so only one of its columns may be a surrogate.'
    findings.error('COMPILE_SURROGATE_TWICE', rule.name.at, message)
    return undefined
  }
  const key = source.key.map((text) => checker.check(text, scope, name))
  const whole = key.filter((tree) => tree !== undefined)
  if (whole.length < key.length) return undefined
  const { as } = source
  const spec: LookupSpec = { kind: 'surrogate', mapping: document.name, as, column: into.name }
  const fetched = { spec, known: null, key: whole, type: into.type, nullable: false }
  return checkFetched(rule, fetched, { kind: 'reject' }, { into, environment })
}

function isSurrogateType(type: LogicalType, as: 'integer' | 'uuid'): boolean {
  return as === 'uuid' ? type.kind === 'uuid' : isInteger(type)
}

interface Fetched {
  readonly spec: LookupSpec
  readonly known: KnownTable | null
  readonly key: readonly TypedExpression[]
  readonly type: LogicalType
  readonly nullable: boolean
}

function checkFetched(
  rule: Rule,
  { spec, known, key, type, nullable }: Fetched,
  missing: Outcome | null,
  given: { readonly into: Destination | null; readonly environment: RuleEnvironment },
): ValueCheck | undefined {
  const { into, environment } = given
  const { checker, document, lookups } = environment
  const { value: name, at } = rule.name
  const keyIsNull = spec.kind !== 'surrogate' && key.some((tree) => mayBeNull(tree, environment))
  const result = into ?? { name, type, nullable: true }
  const span = { start: 0, end: 0 }
  const reference = { kind: 'name', name: FOUND } as const
  const found: TypedExpression = {
    kind: 'reference',
    reference,
    type,
    nullable,
    fallible: false,
    span,
  }
  const taken = checker.assign(found, result, name, at)
  if (taken === undefined) return undefined
  const written = missing ?? rule.onError ?? document.onError
  const outcome = written === null ? REJECT : checkOutcome(written, result, at, environment)
  const index = lookups.length
  lookups.push({ spec, known, key: key.map(asKey), line: at.line })
  return {
    value: { kind: 'lookup', index, missing: outcome, found: type, taken },
    type: result.type,
    nullable: nullable || keyIsNull || givesNull(outcome),
    bounds: boundsOfType(result.type),
    trees: [...key, taken, ...treesOf(outcome)],
    usesOnError: missing === null,
    undeclared: written === null ? 'a key may not be found' : null,
    decides: outcome.kind === 'reject' || outcome.kind === 'fail' || !isUnique(spec),
  }
}

/** A key that two rows may have refuses the row that asks for it. */
function isUnique(spec: LookupSpec): boolean {
  return spec.kind !== 'table' || spec.unique
}

function checkKey(
  rule: Rule,
  text: ExpressionText,
  type: LogicalType,
  { checker, scope }: RuleEnvironment,
): TypedExpression | undefined {
  const { value: name } = rule.name
  const tree = checker.check(text, scope, name)
  return tree === undefined
    ? undefined
    : checker.assign(tree, { name, type, nullable: true }, name, text)
}

/** The type keys are compared in: a text that is too long is not found, it is no error. */
function keyType(type: LogicalType): LogicalType {
  return type.kind === 'text' && !type.fixed ? TEXT : type
}

/** Crosswalk keys are kept as text: an integer is the same one in every width. */
function crosswalkType(type: LogicalType): LogicalType {
  return isInteger(type) ? BIGINT : keyType(type)
}
