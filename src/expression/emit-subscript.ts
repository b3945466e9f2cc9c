/** Emits subscripts: of an array that is NULL they are not computed, as in PostgreSQL. */
import type { Emitter } from './emit.ts'

/** The end of a slice is computed before its start. */
const WITHIN =
  '(array, take, places) => (array === null ? null : take(array, ...places().reverse()))'

/** True for `a[1]` and `a[1:2]`, by the names that they are declared by. */
export function isSubscript(name: string): boolean {
  return name === '[]' || name === '[:]'
}

/** `take` and the operands are JavaScript text, the array first. */
export function emitSubscript(
  take: string,
  [array = 'null', ...places]: readonly string[],
  emitter: Emitter,
): string {
  const within = emitter.hoist(WITHIN, 'within')
  return `${within}(${array}, ${take}, () => [${places.toReversed().join(', ')}])`
}
