/** Finds the references in a url, `${env:NAME}` and `${file:PATH}`, and secrets that are none. */
import { didYouMean } from '../base/closest.ts'
import type { Diagnostic, Place } from '../base/diagnostic.ts'
import type { ConnectorKind } from '../plugin/connector.ts'
import { problem } from './folder.ts'

export interface SecretReference {
  readonly kind: 'env' | 'file'
  /** The variable's name, or the file's path. */
  readonly name: string
  /** As written. */
  readonly text: string
}

const KINDS = ['env', 'file'] as const
const VARIABLE_NAME = /^[a-z_]\w*$/iu
const REFERENCE = /\$\{([^}]*)\}/gu
// A character of the private use area stands for a reference while a URL is taken apart.
const MARK = '\uE000'
const SECRET_PARAMETERS = /^(?:password|passwd|pass|pwd|sslpassword|secret|token)$/iu

/** The references of a text, in order; a broken one is reported. */
export function findReferences(
  text: string,
  at: Place,
): { readonly references: SecretReference[]; readonly diagnostics: Diagnostic[] } {
  const references: SecretReference[] = []
  const diagnostics: Diagnostic[] = []
  for (const [whole, inner = ''] of text.matchAll(REFERENCE)) {
    const colon = inner.indexOf(':')
    const word = colon === -1 ? inner : inner.slice(0, colon)
    const name = colon === -1 ? '' : inner.slice(colon + 1)
    const kind = KINDS.find((known) => known === word)
    const isNamed = kind === 'env' ? VARIABLE_NAME.test(name) : name.trim() !== ''
    if (kind !== undefined && isNamed) {
      references.push({ kind, name, text: whole })
      continue
    }
    // What is not understood may be the very secret: it is not repeated.
    const message =
      kind === 'env' && name.trim() !== ''
        ? 'The name of a variable is letters, digits and "_". Write ${env:NAME} and nothing else ' +
          'within the braces: a default would be a secret in this file.'
        : kind === undefined
          ? `"${word}" is no kind of secret reference.${didYouMean(word, KINDS)} ` +
            'There are ${env:NAME} and ${file:PATH}.'
          : `"${whole}" names nothing. Write \${${kind}:${kind === 'env' ? 'NAME' : 'PATH'}}.`
    diagnostics.push(problem('PROJECT_SECRET_REFERENCE', message, at))
  }
  return { references, diagnostics }
}

/**
 * Puts a value in place of each reference. In the user, the password and the parameters of a URL
 * it is URL-encoded, because a password may hold `@` and `/`; anywhere else it is put as it is.
 */
export function fillReferences(text: string, values: ReadonlyMap<string, string>): string {
  // No character of a reference may be taken for one of the URL.
  const masked = text.replace(REFERENCE, (whole) => MARK.repeat(whole.length))
  const userEnd = /^[a-z][a-z0-9+.-]*:\/\/[^/?#]*@/iu.exec(masked)?.[0].length ?? 0
  const queryStart = masked.includes('://') ? masked.indexOf('?') : -1
  return text.replace(REFERENCE, (whole, _inner, offset: number) => {
    const value = values.get(whole) ?? ''
    const isPart = offset < userEnd || (queryStart !== -1 && offset > queryStart)
    return isPart ? encodeURIComponent(value) : value
  })
}

/**
 * What is wrong with a URL as it stands in the file. Its text is never part of a message: it may
 * hold the very password that should not be there.
 */
export function checkUrl(text: string, connection: string, at: Place): Diagnostic[] {
  const masked = text.trim().replace(REFERENCE, MARK)
  const authority = /^[a-z][a-z0-9+.-]*:\/\/([^/?#]*)/iu.exec(masked)?.[1] ?? ''
  const user = authority.includes('@') ? authority.slice(0, authority.lastIndexOf('@')) : ''
  const password = user.includes(':') ? user.slice(user.indexOf(':') + 1) : ''
  const query = masked.includes('?') ? masked.slice(masked.indexOf('?') + 1) : ''
  const parameters = query.split(/[&#]/u).map((part) => part.split('='))
  const isSecret = (name = ''): boolean => SECRET_PARAMETERS.test(decoded(name))
  const secrets = [
    password,
    ...parameters.filter(([name]) => isSecret(name)).map(([, value]) => value),
  ]
  const isLiteral = secrets.some((secret = '') => secret.replaceAll(MARK, '') !== '')
  if (isLiteral) {
    const variable = `${connection.toUpperCase().replace(/[^A-Z0-9]+/gu, '_')}_PASSWORD`
    const message =
      `The url of connection "${connection}" holds a password. Put it into .env, and write ` +
      `\${env:${variable}} in its place.`
    return [problem('PROJECT_LITERAL_PASSWORD', message, at)]
  }
  // Past the port of a host nothing but digits may stand: a password with a slash in it would.
  if (!authority.includes('@') && /:[^\]]*[^\d\uE000\]]/u.test(authority)) {
    const message =
      `The url of connection "${connection}" cannot be read: its port is no number. ` +
      'In a user or a password, write "/" as %2F, "@" as %40, "#" as %23.'
    return [problem('PROJECT_URL', message, at)]
  }
  return []
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}

/** The connector that a url is for, undefined where its beginning says nothing. */
export function kindOfUrl(url: string): ConnectorKind | undefined {
  if (/^postgres(?:ql)?:\/\//iu.test(url) || /^embedded:./iu.test(url)) return 'postgres'
  if (/^(?:mysql|mariadb):\/\//iu.test(url)) return 'mysql'
  if (/^sqlite:./iu.test(url)) return 'sqlite'
  const isPath = !/^[a-z][a-z0-9+.-]+:/iu.test(url)
  return isPath && /\.(?:sqlite3?|db)$/iu.test(url) ? 'sqlite' : undefined
}
