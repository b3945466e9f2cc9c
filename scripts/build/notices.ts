/** The modules of a bundle -> the notices that the licenses of their packages ask for. */
import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'

interface PackageFile {
  readonly name: string
  readonly version: string
  readonly license: string
}

const LICENSE = /^licen[cs]e(?:\.(?:md|txt))?$/iu

/** Markdown. Throws for a package that says nothing of its license: it must not be shipped. */
export function noticesOf(modules: readonly string[]): string {
  const folders = new Set(modules.flatMap((id) => folderOf(id) ?? []))
  const notices = [...folders].sort().map((folder) => {
    const manifest = readFileSync(path.join(folder, 'package.json'), 'utf8')
    const { name, version, license } = JSON.parse(manifest) as PackageFile
    return `## ${name} ${version} (${license})\n\n${indented(licenseText(folder, name))}\n`
  })
  return [
    '# Packages within this one',
    'The files in this folder hold code of these packages, under their own licenses.',
    ...notices,
  ].join('\n\n')
}

/** The package's folder, of a module that is in one. */
function folderOf(id: string): string | undefined {
  return /^.*\/node_modules\/(?:@[^/]+\/)?[^/]+/u.exec(id)?.[0]
}

function licenseText(folder: string, name: string): string {
  const file = readdirSync(folder).find((each) => LICENSE.test(each))
  if (file !== undefined) return readFileSync(path.join(folder, file), 'utf8').trim()
  const readme = readdirSync(folder).find((each) => /^readme\.md$/iu.test(each))
  const text = readme === undefined ? '' : readFileSync(path.join(folder, readme), 'utf8')
  const section = /^#+ *licen[cs]e\b[\s\S]*/imu.exec(text)?.[0]
  if (section === undefined) throw new Error(`the package ${name} has no license text`)
  return section.trim()
}

/** As a block of code, in which nothing is markup. */
function indented(text: string): string {
  return text.replaceAll(/^(?=.)/gmu, '    ')
}
