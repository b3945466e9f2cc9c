/** Turns src/ into dist/: bundled JavaScript and declarations, what the package ships. */
import { execFileSync } from 'node:child_process'
import { chmodSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { rolldown } from 'rolldown'
import { noticesOf } from './build/notices.ts'
import { validators } from './build/validators.ts'

const root = path.resolve(import.meta.dirname, '..')
const dist = path.join(root, 'dist')

/** What is started or imported by its path; all other modules go into chunks. */
const ENTRIES = {
  main: 'src/main.ts',
  index: 'src/index.ts',
  'worker/entry': 'src/worker/entry.ts',
}

/** Bundled although it is a dependency: only its types are needed beside the package. */
const BUNDLED = ['kysely']

/** Modules that bundled packages ask for where they find them; nobody installs them with us. */
const OPTIONAL = ['pg-native']

interface Manifest {
  readonly dependencies: Readonly<Record<string, string>>
}

rmSync(dist, { recursive: true, force: true })
writeDeclarations()
await bundle()
chmodSync(path.join(dist, 'main.js'), 0o755)

function writeDeclarations(): void {
  const tsc = path.join(root, 'node_modules/typescript/bin/tsc')
  execFileSync(process.execPath, [tsc, '-p', path.join(root, 'tsconfig.build.json')], {
    cwd: root,
    stdio: 'inherit',
  })
}

/**
 * Hundreds of small files take longer to find and load than the whole program does to start, so
 * each verb gets few large ones. Names stay as they are written: a stack must be readable.
 */
async function bundle(): Promise<void> {
  const manifest = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')) as Manifest
  const loaded = Object.keys(manifest.dependencies).filter((name) => !BUNDLED.includes(name))
  const build = await rolldown({
    cwd: root,
    input: ENTRIES,
    platform: 'node',
    plugins: [validators],
    transform: { target: 'es2024' },
    external: (id) => [...loaded, ...OPTIONAL].includes(packageName(id)),
    onLog(level, log) {
      if (level === 'warn') throw new Error(log.message)
    },
  })
  const { output } = await build.write({
    dir: dist,
    format: 'esm',
    entryFileNames: '[name].js',
    chunkFileNames: 'chunks/[name].js',
    minify: false,
    // Half of some packages is documentation, which every start would read.
    comments: false,
    codeSplitting: { groups: [{ name: ownChunkOf, debugName: 'packages' }] },
  })
  const modules = output.flatMap((file) => (file.type === 'chunk' ? file.moduleIds : []))
  writeFileSync(path.join(dist, 'notices.md'), noticesOf(modules))
}

/** `kysely` of `kysely/helpers/postgres`; `@scope/name` of what has a scope. */
function packageName(id: string): string {
  return id.split('/', id.startsWith('@') ? 2 : 1).join('/')
}

/**
 * A package's chunk has its name: stacks say where they come from, and tests what was loaded. So
 * has the large code of the schemas, which none of its readers wants in between.
 */
function ownChunkOf(id: string): string | null {
  if (id.endsWith('/src/base/schema-validator.ts')) return 'validators'
  const [, inside] = id.split(/.*\/node_modules\//u)
  return inside === undefined ? null : packageName(inside)
}
