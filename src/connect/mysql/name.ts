/** Turns names and texts into quoted SQL, for statements that Kysely does not write. */

export function quoteName(name: string): string {
  return `\`${name.replaceAll('`', '``')}\``
}

const SPECIAL = /['\\\0]/u
const WRITTEN: Readonly<Record<string, string>> = { "'": "\\'", '\\': '\\\\', '\0': '\\0' }

/** A literal of a session whose sql_mode lets a backslash escape, which ours all do. */
export function quoteText(text: string): string {
  if (!SPECIAL.test(text)) return `'${text}'`
  return `'${text.replace(/['\\\0]/gu, (sign) => WRITTEN[sign] ?? sign)}'`
}
