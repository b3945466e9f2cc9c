/** The package as npm packs it, installed into a folder beside its production dependencies. */
import { execFileSync } from 'node:child_process'
import { mkdirSync, readFileSync, symlinkSync } from 'node:fs'
import path from 'node:path'
import { repositoryRoot } from './cli-world.ts'

/** The paths of the tarball, without the folder that npm puts them into. */
export function packPackage(folder: string): {
  readonly tarball: string
  readonly files: readonly string[]
} {
  const args = ['pack', '--json', '--ignore-scripts', '--pack-destination', folder]
  const options = { cwd: repositoryRoot, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }
  const printed = execFileSync('npm', args, options as { encoding: 'utf8' })
  const name = /"filename":\s*"([^"]+)"/u.exec(printed)?.[1]
  if (name === undefined) throw new Error(`npm pack has printed no file name: ${printed}`)
  const tarball = path.join(folder, name)
  const listed = execFileSync('tar', ['-tzf', tarball], { encoding: 'utf8' })
  const files = listed.trim().split('\n')
  return { tarball, files: files.map((file) => file.replace(/^package\//u, '')).sort() }
}

/**
 * As `npm install TARBALL` would leave it, without asking a registry: what package.json does not
 * name among `dependencies` is not there, so a forgotten one is noticed.
 */
export function installPackage(tarball: string, folder: string): string {
  const home = path.join(folder, 'node_modules/mapwright')
  mkdirSync(home, { recursive: true })
  execFileSync('tar', ['-xzf', tarball, '-C', home, '--strip-components=1'])
  const manifest = JSON.parse(readFileSync(path.join(home, 'package.json'), 'utf8')) as {
    readonly dependencies: Readonly<Record<string, string>>
    readonly bin: { readonly mapwright: string }
  }
  for (const name of Object.keys(manifest.dependencies)) {
    const link = path.join(folder, 'node_modules', name)
    mkdirSync(path.dirname(link), { recursive: true })
    symlinkSync(path.join(repositoryRoot, 'node_modules', name), link)
  }
  const bin = path.join(folder, 'node_modules/.bin/mapwright')
  mkdirSync(path.dirname(bin))
  symlinkSync(path.join(home, manifest.bin.mapwright), bin)
  return bin
}
