/** Turns a name into SQL text that means exactly this name. */

/** `say "hi"` becomes `"say ""hi"""`. */
export function quoteName(name: string): string {
  return `"${name.replaceAll('"', '""')}"`
}
