/** Chooses mappings by the patterns of --select and --exclude. Pure. */
import type { Program } from '../compile/program.ts'

type Chosen = Pick<Program, 'name' | 'arm' | 'tags' | 'after' | 'settledWith'>

export interface Selection {
  /** Blank- or comma-separated patterns; null: all. */
  readonly select: string | null
  readonly exclude: string | null
  /** Names of what is stale; left out: not known. */
  readonly stale?: ReadonlySet<string>
}

/** The pattern of what is stale. */
export const STALE = 'state:stale'

/** True where it has to be known what is stale. */
export function asksForStale({ select, exclude }: Selection): boolean {
  return [select, exclude].some((text) => text?.includes(STALE) === true)
}

export interface Selected<P> {
  readonly programs: readonly P[]
  /** Patterns that match nothing: most likely misspelt. */
  readonly unmatched: readonly string[]
}

/**
 * `name*` is a glob over names, `tag:x` a tag, `state:stale` what has to run again; `+name` adds
 * what it needs, `name+` what needs it. The order of the programs is kept.
 */
export function selectPrograms<P extends Chosen>(
  programs: readonly P[],
  selection: Selection,
): Selected<P> {
  const unmatched: string[] = []
  const match = (text: string | null): Set<string> | null => {
    if (text === null) return null
    const names = new Set<string>()
    for (const pattern of text.split(/[\s,]+/u).filter((part) => part !== '')) {
      const found = matchPattern(pattern, programs, selection.stale)
      if (found.size === 0) unmatched.push(pattern)
      for (const name of found) names.add(name)
    }
    return names
  }
  const included = match(selection.select)
  const excluded = match(selection.exclude)
  return {
    programs: programs.filter(
      ({ name }) => (included?.has(name) ?? true) && excluded?.has(name) !== true,
    ),
    unmatched,
  }
}

function matchPattern(
  pattern: string,
  programs: readonly Chosen[],
  stale: ReadonlySet<string> = new Set(),
): Set<string> {
  const [, up = '', core = '', down = ''] = /^(\+?)(.*?)(\+?)$/u.exec(pattern) ?? []
  const tag = core.startsWith('tag:') ? core.slice('tag:'.length) : null
  const glob = globOf(tag ?? core)
  const isMeant = ({ name, arm, tags }: Chosen): boolean => {
    if (core === STALE) return stale.has(name)
    if (tag !== null) return tags.some((each) => glob.test(each))
    return glob.test(name) || (arm !== null && glob.test(arm.union))
  }
  // Arms of a union fill one table together: none is run or compared alone.
  const names = new Set(programs.filter(isMeant).flatMap(({ name, arm }) => arm?.all ?? [name]))
  const seeds = [...names]
  if (up !== '') {
    follow(seeds, names, (name) => {
      const program = programs.find((candidate) => candidate.name === name)
      if (program === undefined) return []
      return [...program.after, ...program.settledWith, ...(program.arm?.all ?? [])]
    })
  }
  if (down !== '') {
    follow(seeds, names, (name) =>
      programs
        .filter((program) => program.after.includes(name))
        .flatMap((program) => program.arm?.all ?? [program.name]),
    )
  }
  return names
}

function follow(
  seeds: readonly string[],
  names: Set<string>,
  next: (name: string) => readonly string[],
): void {
  const waiting = [...seeds]
  const seen = new Set(seeds)
  for (let name = waiting.pop(); name !== undefined; name = waiting.pop()) {
    for (const other of next(name)) {
      if (seen.has(other)) continue
      seen.add(other)
      names.add(other)
      waiting.push(other)
    }
  }
}

function globOf(text: string): RegExp {
  const body = text
    .replace(/[.+^${}()|[\]\\]/gu, String.raw`\$&`)
    .replaceAll('*', '.*')
    .replaceAll('?', '.')
  return new RegExp(`^${body}$`, 'u')
}
