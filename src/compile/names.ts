/** Finds what a written name means among the names there are. */
import { didYouMean } from '../base/closest.ts'
import { unquote } from '../mapping/table-name.ts'

export type Match<T> =
  | { readonly kind: 'one'; readonly item: T }
  | { readonly kind: 'several'; readonly items: readonly T[] }
  /** `hint`: ` Did you mean "x"?`, or empty. */
  | { readonly kind: 'none'; readonly hint: string }

/**
 * A quoted name is exact. An unquoted one means the exact name, else the one name equal but for
 * case.
 */
export function matchName<T>(
  written: string,
  items: readonly T[],
  nameOf: (item: T) => string,
): Match<T> {
  const name = unquote(written)
  const exact = items.find((item) => nameOf(item) === name)
  if (exact !== undefined) return { kind: 'one', item: exact }
  const folded = name.toLowerCase()
  const alike =
    name === written ? items.filter((item) => nameOf(item).toLowerCase() === folded) : []
  const only = alike[0]
  if (alike.length === 1 && only !== undefined) return { kind: 'one', item: only }
  if (alike.length > 1) return { kind: 'several', items: alike }
  return { kind: 'none', hint: didYouMean(name, items.map(nameOf)) }
}
