/** Turns a compiled query and its parameters into SQL text with literals, for COPY takes none. */
import { type CompiledQuery, PostgresQueryCompiler } from 'kysely'
import { EngineError } from '../../base/error.ts'

/**
 * A value as a literal of unknown type, quoted: what it is, the server infers from its place, as it
 * does for a parameter that comes as text. Needs standard_conforming_strings.
 */
export function literal(value: unknown): string {
  if (value === null || value === undefined) return 'null'
  return quote(textOf(value))
}

/** The query's own SQL, its parameters written in their places. */
export function inlineParameters(query: CompiledQuery): string {
  const compiler = new LiteralCompiler()
  const { sql } = compiler.compileQuery(query.query, query.queryId)
  if (compiler.literals !== query.parameters.length) {
    throw new Error('A query of raw text has parameters in no known places; build it with Kysely.')
  }
  return sql
}

class LiteralCompiler extends PostgresQueryCompiler {
  literals = 0

  protected override appendValue(parameter: unknown): void {
    this.literals += 1
    this.append(literal(parameter))
  }
}

function quote(text: string): string {
  if (text.includes('\0') || !text.isWellFormed()) {
    throw new EngineError(
      'CONNECT_LITERAL',
      'A value of the query holds a NUL character or half of a surrogate pair, which no text of ' +
        'PostgreSQL can hold. Correct the value in the mapping.',
    )
  }
  return `'${text.replaceAll("'", "''")}'`
}

function textOf(value: unknown): string {
  if (typeof value === 'string') return value
  if (typeof value === 'number' || typeof value === 'bigint') return String(value)
  if (typeof value === 'boolean') return value ? 't' : 'f'
  if (value instanceof Uint8Array) return `\\x${Buffer.from(value).toString('hex')}`
  if (value instanceof Date) return value.toISOString()
  if (Array.isArray(value)) return `{${value.map(elementOf).join(',')}}`
  throw new Error(`A value of type ${typeof value} has no literal.`)
}

function elementOf(value: unknown): string {
  if (value === null || value === undefined) return 'NULL'
  if (Array.isArray(value)) return textOf(value)
  return `"${textOf(value).replace(/["\\]/gu, String.raw`\$&`)}"`
}
