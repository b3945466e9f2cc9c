/** Checks the splits of the project: which mappings share out the rows of a table. */
import { didYouMean } from '../base/closest.ts'
import type { Place } from '../base/diagnostic.ts'
import { tableId } from '../catalog/catalog.ts'
import { readTable } from '../mapping/table-name.ts'
import type { Reader } from '../mapping/reader.ts'
import type { ProjectSplit } from '../project/project.ts'
import type { CheckedMapping } from './checked.ts'
import { findTable, type CompileContext, type KnownTable } from './context.ts'
import type { Findings } from './findings.ts'

/** A table, and the programs of which exactly one takes each of its rows. */
export interface Split {
  /** `connection.table`. */
  readonly table: string
  /** Names of programs. */
  readonly members: readonly string[]
}

/** Those that are right. */
export function checkSplits(
  mappings: readonly CheckedMapping[],
  context: CompileContext,
  findings: Findings,
): readonly Split[] {
  return context.splits.flatMap((split) => {
    const reader: Reader = { diagnostics: [], lets: new Set() }
    const reference = readTable(reader, split.table)
    findings.take(reader.diagnostics)
    const table = reference === undefined ? undefined : findTable(reference, context, findings)
    if (table === undefined) return []
    const members = split.members.map((member) => membersOf(member, table, mappings, findings))
    if (!members.every((names) => names !== undefined)) return []
    const names = members.flat()
    const isSound =
      reportTwice(names, split, findings) && reportKey(split, names, mappings, findings)
    return isSound ? [{ table: `${table.connection}.${tableId(table.table)}`, members: names }] : []
  })
}

/** A union stands for those of its arms that read the table. */
function membersOf(
  { value, at }: { readonly value: string; readonly at: Place },
  table: KnownTable,
  mappings: readonly CheckedMapping[],
  findings: Findings,
): readonly string[] | undefined {
  const named = mappings.filter(
    ({ document: { name, arm } }) => name === value || arm?.mapping === value,
  )
  const where = `${table.connection}.${table.table.name}`
  if (named.length === 0) {
    const known = mappings.map(({ document }) => document.name)
    const message =
      `There is no mapping "${value}" that could take rows of ${where}.` + didYouMean(value, known)
    findings.error('COMPILE_SPLIT_MEMBER', at, message)
    return undefined
  }
  const reading = named.filter(({ source: { from } }) => {
    return from.connection === table.connection && from.table === table.table
  })
  if (reading.length > 0) return reading.map(({ document }) => document.name)
  const message =
    `"${value}" does not take its rows from ${where}, so none of that table's rows can go ` +
    'there. Name mappings with that table under "from".'
  findings.error('COMPILE_SPLIT_MEMBER', at, message)
  return undefined
}

function reportTwice(
  names: readonly string[],
  { table, members }: ProjectSplit,
  findings: Findings,
): boolean {
  const twice = names.find((name, index) => names.indexOf(name) < index)
  if (twice === undefined && names.length > 1) return true
  const message =
    twice === undefined
      ? 'A split is between two mappings at least.'
      : `"${twice}" is named twice. Take it out once.`
  const again = members.findLast(({ value }) => value === twice)
  findings.error('COMPILE_SPLIT_MEMBER', again?.at ?? table.at, message)
  return false
}

/** Where rows have no names, it cannot be said which of them went where. */
function reportKey(
  { table }: ProjectSplit,
  names: readonly string[],
  mappings: readonly CheckedMapping[],
  findings: Findings,
): boolean {
  const keyless = mappings.find(({ document, source }) => {
    const isNumbered = source.from.connector === 'files'
    return names.includes(document.name) && source.key.length === 0 && !isNumbered
  })
  if (keyless === undefined) return true
  const message =
    `Rows of ${table.value} cannot be told apart, so nobody could say where each of them goes: ` +
    'it has no key. Give it a primary key, or a unique one without NULLs.'
  findings.error('COMPILE_SPLIT_KEY', table.at, message)
  return false
}
