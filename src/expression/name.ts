/** Finds what a name in an expression means: a column of an alias, or a named value. */
import type { ColumnRef } from '@pgsql/types'
import { didYouMean } from '../base/closest.ts'
import { report, spanOf, type CheckContext } from './context.ts'
import type { Reference, TypedExpression } from './tree.ts'

interface Name {
  readonly text: string
  readonly isQuoted: boolean
}

/** `alias.column`, or a bare name of the scope. */
export function checkName(node: ColumnRef, context: CheckContext): TypedExpression | undefined {
  const names = namesAt(node, context)
  const [first, second, ...more] = names
  if (first === undefined || more.length > 0 || (node.fields ?? []).some((f) => 'A_Star' in f)) {
    const message = 'Write a column as alias.column: one alias, one column.'
    return report(context, 'EXPRESSION_NOT_ALLOWED', node.location, message)
  }
  if (second === undefined) return checkBareName(first, node, context)
  const table = pick(first, context.scope.tables, (item) => item.alias)
  if (table === undefined) {
    const aliases = context.scope.tables.map((item) => item.alias)
    const known = aliases.length === 0 ? '' : ` Known here: ${aliases.join(', ')}.`
    const message = `There is no alias "${first.text}".${didYouMean(first.text, aliases)}${known}`
    return report(context, 'EXPRESSION_UNKNOWN_NAME', node.location, message)
  }
  if (table === 'several') return ambiguous(first, node, context)
  const column = pick(second, table.columns, (item) => item.name)
  if (column === 'several') return ambiguous(second, node, context)
  if (column === undefined) {
    const columns = table.columns.map((item) => item.name)
    const hint = didYouMean(second.text, columns)
    const message = `"${table.alias}" has no column "${second.text}".${hint}`
    return report(context, 'EXPRESSION_UNKNOWN_COLUMN', node.location, message)
  }
  const reference = { kind: 'column', alias: table.alias, column: column.name } as const
  context.references.push(reference)
  return {
    kind: 'reference',
    reference,
    type: column.type,
    nullable: column.nullable,
    fallible: false,
    span: spanOf(context, node.location),
  }
}

function checkBareName(
  name: Name,
  node: ColumnRef,
  context: CheckContext,
): TypedExpression | undefined {
  const known = [...context.scope.names]
  const found = pick(name, known, ([key]) => key)
  if (found === 'several') return ambiguous(name, node, context)
  if (found === undefined) {
    const owner = context.scope.tables.find((table) =>
      table.columns.some((column) => column.name.toLowerCase() === name.text.toLowerCase()),
    )
    const advice =
      owner === undefined
        ? didYouMean(
            name.text,
            known.map(([key]) => key),
          )
        : ` Columns are written with their alias: ${owner.alias}.${name.text}.`
    const message = `There is no name "${name.text}" here.${advice}`
    return report(context, 'EXPRESSION_UNKNOWN_NAME', node.location, message)
  }
  const [key, { type, nullable, column }] = found
  const reference: Reference = column ?? { kind: 'name', name: key }
  context.references.push(reference)
  const span = spanOf(context, node.location)
  return { kind: 'reference', reference, type, nullable, fallible: false, span }
}

function ambiguous(name: Name, node: ColumnRef, context: CheckContext): undefined {
  const message = `"${name.text}" means several names that differ in case. Quote the one meant.`
  report(context, 'EXPRESSION_AMBIGUOUS_NAME', node.location, message)
}

/** Quoted: exact. Unquoted: exact, else the one name equal but for case. */
function pick<T>(
  name: Name,
  items: readonly T[],
  nameOf: (item: T) => string,
): T | 'several' | undefined {
  const exact = items.find((item) => nameOf(item) === name.text)
  if (exact !== undefined || name.isQuoted) return exact
  const wanted = name.text.toLowerCase()
  const alike = items.filter((item) => nameOf(item).toLowerCase() === wanted)
  return alike.length > 1 ? 'several' : alike[0]
}

const NAME = /\s*(?:"((?:[^"]|"")+)"|([\p{L}_][\p{L}\p{N}_$]*))\s*/uy

/** The names as they were written: the parser has folded them, and tells no more of quotes. */
function namesAt(node: ColumnRef, { source, offsetOf }: CheckContext): readonly Name[] {
  const parsed = (node.fields ?? []).flatMap((field) =>
    'String' in field ? [field.String.sval ?? ''] : [],
  )
  const names: Name[] = []
  NAME.lastIndex = offsetOf(node.location)
  for (const text of parsed) {
    const match = NAME.exec(source.text)
    // Comments between the parts: the parser's own names serve, as if unquoted.
    if (match === null) return parsed.map((name) => ({ text: name, isQuoted: false }))
    const quoted = match[1]?.replaceAll('""', '"')
    names.push({ text: quoted ?? match[2] ?? text, isQuoted: quoted !== undefined })
    if (source.text[NAME.lastIndex] === '.') NAME.lastIndex += 1
  }
  return names
}
