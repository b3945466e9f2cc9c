/** Where the files of this package lie: beside its sources, or beside what was built of them. */
import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'

/** The folder of package.json. The build puts this module elsewhere, so it is looked for. */
export function packageFolder(): string {
  let folder = import.meta.dirname
  while (!existsSync(path.join(folder, 'package.json'))) {
    const parent = path.dirname(folder)
    if (parent === folder) throw new Error(`no package.json is above ${import.meta.dirname}`)
    folder = parent
  }
  return folder
}

/** The file of a module that is started or read by its path: TypeScript in `src`, or built. */
export function codeFile(module: string, built: '.js' | '.d.ts' = '.js'): string {
  const isSource = path.extname(import.meta.filename) === '.ts'
  const file = isSource ? path.join('src', `${module}.ts`) : path.join('dist', `${module}${built}`)
  return path.join(packageFolder(), file)
}

export function packageVersion(): string {
  const manifest = readFileSync(path.join(packageFolder(), 'package.json'), 'utf8')
  return (JSON.parse(manifest) as { version: string }).version
}
