/** Compares checked parts of a mapping by what they mean, wherever they stand. */

/** True where both are the same but for their places in the text. */
export function sameTree(one: unknown, other: unknown): boolean {
  return meaning(one) === meaning(other)
}

function meaning(value: unknown): string {
  return JSON.stringify(value, (key, inner: unknown) => (key === 'span' ? undefined : inner))
}
