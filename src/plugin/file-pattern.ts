/** Tells whether the path of a file table may name several files. */
import { existsSync } from 'node:fs'

/** A file of exactly that name is that file. */
export function isPattern(file: string): boolean {
  return /[*?[{]/.test(file) && !existsSync(file)
}
