/** Decides whether something this machine lacks skips a suite or fails it (MAPWRIGHT_REQUIRE). */
import { existsSync } from 'node:fs'
import path from 'node:path'
import { root } from './tidy/sources.ts'

export type Requirement = 'docker' | 'mariadb' | 'data'

/** True when MAPWRIGHT_REQUIRE, a list with commas, names it. */
export function isRequired(what: Requirement): boolean {
  return (process.env['MAPWRIGHT_REQUIRE'] ?? '').split(',').includes(what)
}

/** The folder of real data sets, null (skip the suite) where the machine has none. */
export function dataFolder(...parts: readonly string[]): string | null {
  const base = process.env['MAPWRIGHT_DATA'] ?? path.resolve(root, '../shared/data')
  const folder = path.join(base, ...parts)
  if (existsSync(folder)) return folder
  if (isRequired('data')) throw new Error(`MAPWRIGHT_REQUIRE names data, and ${folder} is absent`)
  return null
}
