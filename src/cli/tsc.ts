/** Runs TypeScript's own compiler over the emitted modules. */
import { execFile } from 'node:child_process'
import { writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { buildFolder } from '../engine/build.ts'
import { codeFile } from '../run/installation.ts'
import { UsageError } from './usage.ts'

/** What tsc prints about modules in the project's build folder; empty when nothing is wrong. */
export async function checkModules(directory: string, files: readonly string[]): Promise<string> {
  const folder = buildFolder(directory)
  const tsconfig = path.join(folder, 'tsconfig.json')
  await writeFile(tsconfig, `${JSON.stringify({ ...compilerOptions(), files }, null, 2)}\n`)
  const tsc = findCompiler(directory)
  return await new Promise((resolve, reject) => {
    execFile(process.execPath, [tsc, '-p', tsconfig], { cwd: directory }, (error, stdout) => {
      if (error === null) resolve('')
      else if (stdout.trim() === '') reject(error)
      else resolve(stdout.trim())
    })
  })
}

/** The project's own compiler, else the one beside Mapwright. */
function findCompiler(directory: string): string {
  for (const from of [path.join(directory, 'package.json'), import.meta.filename]) {
    try {
      const manifest = createRequire(from).resolve('typescript/package.json')
      return path.join(path.dirname(manifest), 'bin', 'tsc')
    } catch {
      // Not there: the next place may have it.
    }
  }
  throw new UsageError('compile --check needs TypeScript. Install it: npm install -D typescript')
}

/** The modules name `kysely` and `mapwright/...`; wherever the project lies, these are meant. */
function compilerOptions(): object {
  const kysely = fileURLToPath(import.meta.resolve('kysely')).replace(/\.js$/u, '.d.ts')
  // A star of tsconfig's paths: `mapwright/expression/x` is that module's source or declaration.
  const own = codeFile('*', '.d.ts')
  return {
    compilerOptions: {
      noEmit: true,
      strict: true,
      target: 'es2024',
      module: 'nodenext',
      moduleResolution: 'nodenext',
      skipLibCheck: true,
      allowImportingTsExtensions: true,
      types: [],
      paths: { kysely: [kysely], 'mapwright/*': [own] },
    },
  }
}
