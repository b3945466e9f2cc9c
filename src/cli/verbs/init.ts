/** `mapwright init`: writes a small project that works as it is, to be changed into one's own. */
import type { Verb, VerbContext, VerbResult } from '../verb.ts'

/** Template name -> name in the project; npm would rename or drop the dotted ones when packing. */
const FILES: Readonly<Record<string, string>> = {
  'mapwright.yaml': 'mapwright.yaml',
  'data/members.csv': 'data/members.csv',
  'schema/legacy.sql': 'schema/legacy.sql',
  'schema/target.sql': 'schema/target.sql',
  'migrations/0001_create_member.sql': 'migrations/0001_create_member.sql',
  'migrations/0001_create_member.down.sql': 'migrations/0001_create_member.down.sql',
  'mappings/member.yaml': 'mappings/member.yaml',
  'mappings/member.test.yaml': 'mappings/member.test.yaml',
  gitignore: '.gitignore',
  'env.example': '.env.example',
  'package.json.txt': 'package.json',
}

/** Kept as they are where they exist: a project may be started in a folder that has them. */
const SHARED = ['.gitignore', 'package.json']

const NEXT = ['validate', 'test', 'migrate up', 'run', 'reconcile']

export const initVerb: Verb = {
  name: 'init',
  summary: 'write a small project that works as it is',
  args: [{ name: '[dir]', summary: 'the folder (default: this one)' }],
  options: [],
  run: init,
}

async function init(context: VerbContext): Promise<VerbResult> {
  const { access, copyFile, mkdir, readFile, writeFile } = await import('node:fs/promises')
  const path = await import('node:path')
  const { packageFolder } = await import('../../run/installation.ts')
  const { UsageError } = await import('../usage.ts')
  const templates = path.join(packageFolder(), 'templates/project')
  const directory = path.resolve(context.directory, context.args[0] ?? '.')
  const exists = (file: string) =>
    access(path.join(directory, file)).then(
      () => true,
      () => false,
    )
  if (await exists('mapwright.yaml')) {
    throw new UsageError(`${directory} has a mapwright.yaml already. Nothing was written.`)
  }
  // All is looked at before anything is written: a half-made project would be in the way.
  const files: (readonly [template: string, file: string])[] = []
  for (const [template, file] of Object.entries(FILES)) {
    if (!(await exists(file))) files.push([template, file])
    else if (!SHARED.includes(file)) {
      throw new UsageError(`${file} exists already in ${directory}. Choose an empty folder.`)
    }
  }
  const home = await modulesHome(directory)
  for (const [template, file] of files) {
    const [from, to] = [path.join(templates, template), path.join(directory, file)]
    await mkdir(path.dirname(to), { recursive: true })
    if (!file.endsWith('.yaml')) await copyFile(from, to)
    else {
      const up = path.relative(path.dirname(to), home).split(path.sep).join('/')
      await writeFile(to, withSchema(await readFile(from, 'utf8'), up))
    }
  }
  const written = files.map(([, file]) => file)
  return {
    exitCode: 0,
    report: {
      title: 'A new project',
      verdict: { tone: 'good', sentence: `A project that works as it is stands in ${directory}.` },
      blocks: [
        { kind: 'list', items: written },
        { kind: 'paragraph', text: 'Try it, then make it yours:' },
        { kind: 'code', text: NEXT.map((verb) => `npx mapwright ${verb}`).join('\n') },
      ],
      cases: [],
      data: { directory, written },
    },
  }
}

/**
 * The folder above whose node_modules has this package, as in a workspace; the project's own where
 * it is not installed yet.
 */
async function modulesHome(directory: string): Promise<string> {
  const { access } = await import('node:fs/promises')
  const path = await import('node:path')
  for (let folder = directory; ; folder = path.dirname(folder)) {
    const isThere = await access(path.join(folder, 'node_modules/mapwright')).then(
      () => true,
      () => false,
    )
    if (isThere) return folder
    if (path.dirname(folder) === folder) return directory
  }
}

const SCHEMA = /^(?<head># yaml-language-server: \$schema=)(?:\.\.\/)*(?=node_modules\/)/u

/** The first line of a YAML file tells editors by which schema it is checked. */
function withSchema(text: string, up: string): string {
  return text.replace(SCHEMA, `$<head>${up === '' ? '' : `${up}/`}`)
}
