/** Turns a JSON Schema into a check of YAML trees that speaks to people, with line and column. */
import type { ErrorObject } from 'ajv/dist/2020.js'
import { didYouMean } from './closest.ts'
import type { Diagnostic, Place } from './diagnostic.ts'
import { compileValidator, type JsonSchema, type SchemaValidator } from './schema-validator.ts'
import { jsonEntries, toJson } from './yaml-json.ts'
import type { YamlNode } from './yaml-node.ts'

export type { JsonSchema }

/** What is wrong with a tree; places carry the file the tree was read from. */
export type SchemaCheck = (node: YamlNode) => readonly Diagnostic[]

/** The check of a schema, compiled when it first has something to check. */
export function compileSchema(schema: JsonSchema): SchemaCheck {
  let validate: SchemaValidator | undefined
  return (node) => {
    validate ??= compileValidator(schema)
    if (validate(toJson(node))) return []
    const failures = (validate.errors ?? []).map((error) => {
      return { ...error, parentSchema: parentOf(schema, error.schemaPath) }
    })
    return withoutEchoes(failures.map((failure) => explain(node, failure)))
  }
}

/** An error with the part of the schema whose keyword it is of. */
type Failure = ErrorObject & { readonly parentSchema: JsonSchema }

/** Ajv's own `verbose` would double the code of every check. */
function parentOf(schema: JsonSchema, path: string): JsonSchema {
  let part: unknown = schema
  for (const step of path.split('/').slice(1, -1)) {
    part = (part as JsonSchema)[decodeURIComponent(unescaped(step))]
  }
  return part as JsonSchema
}

/** What a path of the instance leads to, and the key it hangs on. */
interface Found {
  readonly node: YamlNode
  readonly key: Place | undefined
}

/** Keywords that only say that a part within has failed, which has said so itself. */
const FRAMES = new Set(['if', 'propertyNames', 'dependentSchemas', 'allOf', '$ref'])

function explain(root: YamlNode, error: Failure): Diagnostic | undefined {
  if (FRAMES.has(error.keyword)) return undefined
  const found = locate(root, error.instancePath)
  const params = error.params as Readonly<Record<string, unknown>>
  switch (error.keyword) {
    case 'additionalProperties':
    case 'unevaluatedProperties':
      return unknownKey(found, error, textOf(params['additionalProperty']))
    case 'required':
    case 'dependentRequired':
      return missingKey(found, textOf(params['missingProperty']), params['property'])
    case 'type':
      return problem('YAML_WRONG_TYPE', found.node.at, wrongType(found.node, params['type']))
    case 'enum':
      return wrongChoice(found, error, params['allowedValues'])
    default:
      return wrongValue(found, error)
  }
}

function locate(root: YamlNode, path: string): Found {
  let found: Found = { node: root, key: undefined }
  for (const part of path.split('/').slice(1)) {
    const name = unescaped(part)
    const { node } = found
    if (node.kind === 'map') {
      const entry = jsonEntries(node).get(name)
      if (entry === undefined) return found
      found = { node: entry.value, key: entry.key.at }
    } else if (node.kind === 'sequence') {
      const item = node.items[Number(name)]
      if (item === undefined) return found
      found = { node: item, key: undefined }
    }
  }
  return found
}

/** A step of a JSON pointer. */
function unescaped(step: string): string {
  return step.replaceAll('~1', '/').replaceAll('~0', '~')
}

function unknownKey(found: Found, error: Failure, name: string): Diagnostic {
  const properties = (error.parentSchema['properties'] ?? {}) as Record<string, unknown>
  const known = Object.keys(properties)
  const suggestion = didYouMean(name, known)
  const list = known.length === 0 ? '' : ` Known here: ${known.join(', ')}.`
  const message = `There is no key "${name}" here.${suggestion === '' ? list : suggestion}`
  return problem('YAML_UNKNOWN_KEY', keyPlace(found, name), message)
}

function missingKey(found: Found, name: string, because: unknown): Diagnostic {
  const reason = because === undefined ? '' : ` It is needed beside "${textOf(because)}".`
  const message = `The key "${name}" is missing.${reason} Write it.`
  return problem('YAML_MISSING_KEY', found.key ?? found.node.at, message)
}

const TYPE_NAMES: Readonly<Record<string, string>> = {
  string: 'a text',
  number: 'a number',
  integer: 'a whole number',
  boolean: 'true or false',
  null: 'null',
  array: 'a list',
  object: 'keys with values',
}

function wrongType(node: YamlNode, type: unknown): string {
  const types = (Array.isArray(type) ? type : [type]).map(textOf)
  // A place that takes any value is a place for one text: the rest need not be listed.
  const anyScalar = types.includes('string') && types.includes('number')
  const listed = types.filter(
    (name) => !anyScalar || !['number', 'integer', 'boolean', 'null'].includes(name),
  )
  const names = listed.map((name) => TYPE_NAMES[name] ?? name)
  const advice = node.kind === 'scalar' && types.includes('string') ? ' Put it in quotes.' : ''
  return `Here belongs ${joinOr(names)}, not ${describe(node)}.${advice}`
}

function wrongChoice(found: Found, error: Failure, allowed: unknown): Diagnostic {
  const words = [...new Set((Array.isArray(allowed) ? allowed : []).map(textOf))]
  const { at, what, written } = subject(found, error)
  const message = `Here belongs ${joinOr(words)}, not ${what}.${didYouMean(written, words)}`
  return problem('YAML_WRONG_VALUE', at, message)
}

/** Patterns and bounds. The schema's `title` names what belongs there. */
function wrongValue(found: Found, error: Failure): Diagnostic {
  const title = error.parentSchema['title']
  const { at, what } = subject(found, error)
  const message =
    typeof title === 'string'
      ? `Here belongs ${title}, not ${what}.`
      : `The value here ${error.message ?? 'is not allowed'}. Correct ${what}.`
  return problem('YAML_WRONG_VALUE', at, message)
}

/** What an error is about: the value found, or one of its keys. */
function subject(found: Found, error: Failure): { at: Place; what: string; written: string } {
  const name = error.propertyName
  if (name !== undefined) {
    return { at: keyPlace(found, name), what: `the key "${name}"`, written: name }
  }
  const written = found.node.kind === 'scalar' ? found.node.text : ''
  return { at: found.node.at, what: describe(found.node), written }
}

function keyPlace(found: Found, name: string): Place {
  const entry = found.node.kind === 'map' ? jsonEntries(found.node).get(name) : undefined
  return entry?.key.at ?? found.node.at
}

const SHOWN_LENGTH_MAX = 40

function describe(node: YamlNode): string {
  if (node.kind === 'sequence') return 'a list'
  if (node.kind === 'map') return 'keys with values'
  if (typeof node.value === 'number') return `the number ${node.text}`
  if (typeof node.value !== 'string') return node.text
  // The url may hold a password.
  if (node.text.includes('://')) return 'a url'
  if (node.text.length <= SHOWN_LENGTH_MAX) return `"${node.text}"`
  return `"${node.text.slice(0, SHOWN_LENGTH_MAX)}..."`
}

function joinOr(names: readonly string[]): string {
  const last = names.at(-1) ?? 'nothing'
  return names.length < 2 ? last : `${names.slice(0, -1).join(', ')} or ${last}`
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value)
}

function problem(code: string, at: Place, message: string): Diagnostic {
  return { ...at, code, severity: 'error', message }
}

/** One complaint a place and code, in the order of the file. */
function withoutEchoes(found: readonly (Diagnostic | undefined)[]): Diagnostic[] {
  const seen = new Set<string>()
  return found
    .filter((diagnostic) => diagnostic !== undefined)
    .filter(({ line, column, code, message }) => {
      const identity =
        code === 'YAML_MISSING_KEY' ? `${line}:${column} ${message}` : `${line}:${column}`
      const isNew = !seen.has(identity)
      seen.add(identity)
      return isNew
    })
    .sort((one, other) => one.line - other.line || one.column - other.column)
}
