/** Turns one entry of `connections` into settings whose secrets are still references. */
import type { Place } from '../base/diagnostic.ts'
import { valueAt, type YamlMap, type YamlNode } from '../base/yaml-node.ts'
import type { LogicalType } from '../catalog/logical-type.ts'
import { parseTypeName } from '../catalog/type-name.ts'
import type { ConnectionSettings, ConnectorKind } from '../plugin/connector.ts'
import { readFileTables } from './file-set.ts'
import { problem } from './folder.ts'
import { textAt, textsOf, type ProjectReading } from './reading.ts'
import { checkUrl, fillReferences, findReferences, kindOfUrl } from './reference.ts'

/** A connection as it stands in the file; its catalog is read afterwards. */
export interface ConnectionDraft {
  readonly settings: ConnectionSettings
  /** False while the url is a variable that is not set: the kind is then the snapshot's. */
  readonly kindIsTold: boolean
  readonly urlReference: string | null
  readonly at: Place
  /** Path of the DDL of a file set, with its place. */
  readonly ddl: { readonly path: string; readonly at: Place } | null
  readonly notes: readonly string[]
}

const SERVER_KEYS = ['tls', 'schemas']

/** Reads an entry that its schema has found right; undefined where its url is wrong. */
export async function readConnection(
  reading: ProjectReading,
  name: string,
  node: YamlMap,
): Promise<ConnectionDraft | undefined> {
  const url = textAt(node, 'url')
  const files = textAt(node, 'files')
  if (files !== undefined) refuseServerKeys(reading, node)
  const kind = url === undefined ? 'files' : readKind(reading, name, url)
  if (kind === 'wrong') return undefined
  const tls = (textAt(node, 'tls')?.text ?? 'verify-full') as ConnectionSettings['tls']
  const settings: ConnectionSettings = {
    name,
    kind: kind ?? 'postgres',
    url: null,
    directory: reading.directory,
    tls,
    types: readTypes(reading, valueAt(node, 'types')),
    zeroDates: textAt(node, 'zero_dates')?.text === 'null' ? 'null' : 'reject',
    nullTokens: readNullTokens(valueAt(node, 'null_tokens')),
    files: files === undefined ? [] : await readFileTables(reading, name, files, node),
    fileCatalog: null,
    schemas: textsOf(valueAt(node, 'schemas')),
    staged: [],
  }
  const ddl = textAt(node, 'catalog')
  return {
    settings,
    kindIsTold: kind !== undefined,
    urlReference: url?.text ?? null,
    at: url?.at ?? files?.at ?? node.at,
    ddl: ddl === undefined ? null : { path: ddl.text, at: ddl.at },
    notes: tlsNotes(name, tls, valueAt(node, 'tls')?.at),
  }
}

/**
 * The kind by the url's beginning. Where that is a variable, its value is looked at and not kept;
 * undefined while the variable is not set, which is no problem until the connection is opened.
 */
function readKind(
  reading: ProjectReading,
  name: string,
  url: { readonly text: string; readonly at: Place },
): ConnectorKind | 'wrong' | undefined {
  const { references, diagnostics } = findReferences(url.text, url.at)
  reading.diagnostics.push(...diagnostics)
  // What is wrong with the url itself has been said of the whole file.
  if (diagnostics.length > 0 || checkUrl(url.text, name, url.at).length > 0) return 'wrong'
  const values = new Map<string, string>()
  for (const { kind, name: variable, text } of references) {
    const value = kind === 'env' ? reading.variables[variable] : undefined
    if (value !== undefined) values.set(text, value)
  }
  const kind = kindOfUrl(fillReferences(url.text, values).trim())
  if (kind !== undefined) return kind
  if (references.length > values.size) return undefined
  const message =
    `The url of connection "${name}" does not say what it leads to. Write postgres://..., ` +
    `mysql://..., mariadb://..., sqlite:PATH, a path that ends in .sqlite or .db, or embedded:NAME.`
  reading.diagnostics.push(problem('PROJECT_URL', message, url.at))
  return 'wrong'
}

function refuseServerKeys(reading: ProjectReading, node: YamlMap): void {
  for (const { key } of node.entries.filter((entry) => SERVER_KEYS.includes(entry.key.text))) {
    const message = `"${key.text}" means something only beside "url". Take it out.`
    reading.diagnostics.push(problem('PROJECT_CONNECTION', message, key.at))
  }
}

function readTypes(
  reading: ProjectReading,
  node: YamlNode | undefined,
): Readonly<Record<string, LogicalType>> {
  if (node?.kind !== 'map') return {}
  const types = node.entries.flatMap(({ key, value }) => {
    const text = value.kind === 'scalar' ? value.text : ''
    const type = parseTypeName(text)
    if (type.kind !== 'unsupported') return [[key.text, type] as const]
    const message =
      `"${text}" is no type a value can be read as. ` +
      `Write one of PostgreSQL's, as numeric(10,2).`
    reading.diagnostics.push(problem('PROJECT_UNKNOWN_TYPE', message, value.at))
    return []
  })
  return Object.fromEntries(types)
}

function readNullTokens(node: YamlNode | undefined): ConnectionSettings['nullTokens'] {
  if (node?.kind !== 'map') return {}
  return Object.fromEntries(node.entries.map(({ key, value }) => [key.text, textsOf(value) ?? []]))
}

const TLS_MEANING: Readonly<Record<ConnectionSettings['tls'], string | null>> = {
  'verify-full': null,
  'verify-ca': "the name in the server's certificate is not checked",
  require: "the server's certificate is not checked",
  disable: 'nothing is encrypted',
}

function tlsNotes(name: string, tls: ConnectionSettings['tls'], at: Place | undefined): string[] {
  const meaning = TLS_MEANING[tls]
  if (meaning === null) return []
  return [`Connection "${name}" has tls: ${tls} (${at?.file}:${at?.line}): ${meaning}.`]
}
