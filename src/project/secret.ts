/** Turns a connection's secret references into the settings that a connector opens. */
import { readFile, stat } from 'node:fs/promises'
import path from 'node:path'
import type { Checked, Diagnostic } from '../base/diagnostic.ts'
import { Secret } from '../base/secret.ts'
import type { ConnectionSettings } from '../plugin/connector.ts'
import { noteReadable, readVariables, type Variables } from './environment.ts'
import { problem } from './folder.ts'
import type { Project, ProjectConnection } from './project.ts'
import { fillReferences, findReferences, kindOfUrl, type SecretReference } from './reference.ts'

const SECRET_BYTES_MAX = 64 * 1024

/** A reference's value, or what is wrong with it. */
type Resolved =
  | { readonly value: string; readonly note?: string | undefined }
  | { readonly code: string; readonly message: string }

/**
 * The settings with the url in them. Called where a connection is opened, and nowhere before:
 * until then no secret is read. `env` are the variables of the process.
 */
export async function resolveSecrets(
  project: Pick<Project, 'directory'>,
  connection: ProjectConnection,
  env: Variables,
): Promise<Checked<ConnectionSettings>> {
  const { urlReference, settings, at, name } = connection
  if (urlReference === null) return { value: settings, diagnostics: [] }
  const { references, diagnostics: broken } = findReferences(urlReference, at)
  const diagnostics: Diagnostic[] = [...broken]
  const variables = await readVariables(project.directory, env)
  const values = new Map<string, string>()
  for (const reference of references) {
    const resolved = await resolve(reference, name, { directory: project.directory, variables })
    if ('code' in resolved) {
      diagnostics.push(problem(resolved.code, resolved.message, at))
      continue
    }
    values.set(reference.text, resolved.value)
    if (resolved.note !== undefined) {
      const { note } = resolved
      diagnostics.push({ ...problem('PROJECT_SECRET_READABLE', note, at), severity: 'warning' })
    }
  }
  if (values.size < new Set(references.map(({ text }) => text)).size || broken.length > 0) {
    return { value: undefined, diagnostics }
  }
  const url = fillReferences(urlReference, values).trim()
  const kind = kindOfUrl(url)
  if (kind === undefined) {
    const message =
      `The url of connection "${name}" does not say what it leads to. It begins with ` +
      `postgres://, mysql://, mariadb://, sqlite: or embedded:, or is a path that ends in ` +
      `.sqlite or .db.`
    return { value: undefined, diagnostics: [...diagnostics, problem('PROJECT_URL', message, at)] }
  }
  return { value: { ...settings, kind, url: new Secret(url) }, diagnostics }
}

async function resolve(
  reference: SecretReference,
  connection: string,
  from: { readonly directory: string; readonly variables: Variables },
): Promise<Resolved> {
  if (reference.kind === 'file') return readSecretFile(reference, connection, from.directory)
  const value = from.variables[reference.name]
  if (value !== undefined && value !== '') return { value }
  const message =
    `Connection "${connection}" needs the variable ${reference.name}, which is ` +
    `${value === undefined ? 'not set' : 'empty'}. Set it in the environment, or in the file ` +
    `.env: ${reference.name}=...`
  return { code: 'PROJECT_SECRET_MISSING', message }
}

/** The text of a file without the one line break that editors and `echo` leave at its end. */
async function readSecretFile(
  { name }: SecretReference,
  connection: string,
  directory: string,
): Promise<Resolved> {
  const file = path.resolve(directory, name)
  const size = await stat(file).then(
    (stats) => (stats.isFile() ? stats.size : undefined),
    () => undefined,
  )
  if (size === undefined || size > SECRET_BYTES_MAX) {
    const what = size === undefined ? 'there is none' : `it has more than ${SECRET_BYTES_MAX} bytes`
    const need = `Connection "${connection}" needs the file "${name}"`
    const message = `${need}, and ${what}. Correct its path.`
    return { code: 'PROJECT_SECRET_FILE', message }
  }
  try {
    const text = await readFile(file, 'utf8')
    return { value: text.replace(/\r?\n$/u, ''), note: await noteReadable(file, name) }
  } catch {
    const message = `Connection "${connection}" needs the file "${name}", which cannot be read.`
    return { code: 'PROJECT_SECRET_FILE', message }
  }
}
