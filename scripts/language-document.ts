/** The schemas and the declarations of functions -> docs/language.md. */
import type { JsonSchema } from '../src/base/schema.ts'
import type { LogicalType } from '../src/catalog/logical-type.ts'
import { formatType } from '../src/catalog/type-name.ts'
import type { FunctionDeclaration, Signature } from '../src/expression/function-table.ts'
import { families, rowFamilies, type Family } from '../src/function/table.ts'
import { bundleSchema } from '../src/mapping/bundle-schema.ts'
import { mappingSchema } from '../src/mapping/mapping-schema.ts'
import { DIFFERENCES } from '../test/oracle/differences.ts'

const INTRODUCTION = `# The mapping language

A mapping is one YAML file in \`mappings/\`, and says how one target table is filled. Its rules are
PostgreSQL's scalar expressions: the worker computes them, and they mean what PostgreSQL 18 would have
meant. This page is written from the declarations that the program uses itself; its examples are run
as tests, and random expressions are compared with what a PostgreSQL server gives.

## Keys of a mapping
`

const BUNDLES = `## Keys of a bundle

A bundle is a file for tables that are copied as they are: each becomes a mapping as if it had a file
of its own, \`source: legacy.actor as actor\`, \`target: shop.actor\`, \`copy: actor\`. Its name is the
target table's, which selections and \`actor.test.yaml\` use. A table with any exception gets a file
of its own.
`

const FUNCTIONS = `## Functions and operators

Beside these, an expression may use AND, OR, NOT, CASE, COALESCE, NULLIF, IN, BETWEEN, IS NULL,
IS TRUE, \`array[...]\`, \`::type\`, \`cast(... as type)\`, and \`x = any (array)\` or
\`x <> all (array)\` with any operator that gives a truth value. Arrays have one dimension. A \\* says
that some values are refused: a rule that uses it says what becomes of them (\`on_error\`), unless
constants rule that out. The last digit of \`exp\`, \`ln\`, \`log\` and \`power\` of a binary fraction is
rounded right, which not every build of PostgreSQL does.
`

const ROWS = `## Several rows

\`each\` takes a function that gives rows; the examples show its items as an array. The rules of a
mapping with \`group_by\` may use aggregates, with DISTINCT, ORDER BY and FILTER; the examples are
about a group of four rows, whose x are 3, NULL, 1 and 2.
`

const APART = `## Where it differs from PostgreSQL

\`npm run oracle\` compiles random expressions of everything below, nested, and holds every cell and
every refusal against what a PostgreSQL 18 server makes of the same text (UTF-8, the locale
PG_UNICODE_FAST, the time zone UTC). What differs is known, and this is all of it:

${DIFFERENCES.map(({ reason }) => `- ${reason}`).join('\n')}
- PostgreSQL computes what reads no row while it plans, and its error ends the statement. Here such a
  part refuses the rows that come to it.

What the language leaves out altogether is refused when a mapping is compiled.
`

export function languageDocument(): string {
  // Where a list is the same as its only item, both have the same keys.
  const keys = [...new Set(keysOf(mappingSchema, ''))].join('\n')
  const bundled = [BUNDLES, keysOf(bundleSchema, '').join('\n'), '']
  const functions = [APART, FUNCTIONS, ...families.map(section)]
  const rows = [ROWS, ...rowFamilies.map(section)]
  return [INTRODUCTION, keys, '', ...bundled, ...functions, ...rows].join('\n')
}

/** A line a key, those within it below it. */
function keysOf(schema: JsonSchema, within: string): readonly string[] {
  const properties = (schema['properties'] ?? {}) as Readonly<Record<string, JsonSchema>>
  const own = Object.entries(properties).flatMap(([key, value]) => {
    const path = within === '' ? key : `${within}.${key}`
    const items = (value['items'] ?? {}) as JsonSchema
    const named = path === 'columns' ? (value['additionalProperties'] as JsonSchema) : {}
    return [
      line(path, value),
      ...keysOf(value, path),
      ...keysOf(items, path),
      ...keysOf(named, `${path}.NAME`),
    ]
  })
  // What there is depends on what is written: all of it is listed.
  const branches = [schema['else'], schema['then']].flatMap((branch) =>
    branch === undefined ? [] : keysOf(branch as JsonSchema, within),
  )
  return [...own, ...branches]
}

function line(path: string, schema: JsonSchema): string {
  const [example] = (schema['examples'] ?? []) as readonly unknown[]
  const given = schema['default']
  const parts = [
    `\`${path}\`: ${String(schema['description'])}`,
    ...(given === undefined ? [] : [`Default: \`${flow(given)}\`.`]),
    ...(example === undefined ? [] : [`Example: \`${flow(example)}\``]),
  ]
  return `- ${parts.join(' ')}`
}

/** A value as YAML has it within a line. */
function flow(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(flow).join(', ')}]`
  if (typeof value === 'object' && value !== null) {
    return `{${Object.entries(value)
      .map(([key, inner]) => `${flow(key)}: ${flow(inner)}`)
      .join(', ')}}`
  }
  if (typeof value !== 'string') return String(value)
  return /^[\w.*/:-]+$/u.test(value) ? value : JSON.stringify(value)
}

function section({ title, declarations }: Family): string {
  const rows = declarations.map((declaration) => {
    const { summary, examples, signatures } = declaration
    const forms = [...new Set(signatures.map((signature) => formOf(declaration, signature)))]
    const shown = examples.map(([text, cell]) => `${code(text)} → ${shownCell(cell)}`)
    const refuses = signatures.some(({ fallible }) => fallible) ? ' \\*' : ''
    return `| ${forms.map(code).join('<br>')}${refuses} | ${escaped(summary)} | ${shown.join('<br>')} |`
  })
  return [
    `### ${title}`,
    '',
    '| form | what it gives | examples |',
    '|---|---|---|',
    ...rows,
    '',
  ].join('\n')
}

function formOf({ kind, name }: FunctionDeclaration, signature: Signature): string {
  const types = signature.parameters.map(({ type, optional }) =>
    optional === true ? `[${type}]` : type,
  )
  if (signature.variadic === true) types.push('...')
  const { returns } = signature
  const result = typeof returns === 'function' ? 'the same type' : typeName(returns)
  const call =
    kind === 'operator'
      ? operatorForm(name, types)
      : kind === 'prefix'
        ? `${name}${types[0] ?? ''}`
        : `${name}(${types.join(', ')})`
  return `${call} → ${result}`
}

function operatorForm(name: string, types: readonly string[]): string {
  const [first = '', second = '', third] = types
  if (name.startsWith('[')) return `${first}[${types.slice(1).join(':')}]`
  const escape = third === undefined ? '' : ` escape ${third}`
  return `${first} ${name} ${second}${escape}`
}

function typeName(type: LogicalType): string {
  return formatType(type).replace(/\(6\)/u, '')
}

/** A pipe would end the cell of the table, also within a code span. */
function code(text: string): string {
  const marks = text.includes('`') ? '``' : '`'
  return `${marks}${text.replaceAll('|', String.raw`\|`)}${marks}`
}

function shownCell(cell: string | null): string {
  if (cell === null) return 'NULL'
  return cell === '' ? 'an empty text' : code(cell)
}

function escaped(text: string): string {
  return text.replaceAll('|', String.raw`\|`)
}
