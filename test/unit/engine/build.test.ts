import { existsSync, readFileSync, utimesSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import type { CompiledProgram } from '../../../src/compile/compile.ts'
import { writeModules } from '../../../src/engine/build.ts'
import { useTempFolder } from '../../support/temp-folder.ts'

const directory = useTempFolder()
const now = () => new Date('2026-03-31T12:00:00Z')

function compiled(module: string): CompiledProgram {
  return { program: { module }, text: `// ${module}` } as CompiledProgram
}

test('modules stay for a run at work when their mapping is edited, and go in the end', async () => {
  const [first] = await writeModules({ directory, now }, [compiled('loan.1.mts')])
  const [second] = await writeModules({ directory, now }, [compiled('loan.2.mts')])
  if (first === undefined || second === undefined) throw new Error('two modules were written')
  expect([first, second].map((file) => path.basename(file))).toEqual(['loan.1.mts', 'loan.2.mts'])
  expect(existsSync(first)).toBe(true)
  const long = new Date('2026-02-28T12:00:00Z')
  const executables = [first, second].map((file) => file.replace('.mts', '.mjs'))
  for (const file of [first, second, ...executables]) utimesSync(file, long, long)
  await writeModules({ directory, now }, [compiled('loan.2.mts')])
  expect(existsSync(first)).toBe(false)
  expect(existsSync(second)).toBe(true)
  expect(executables.map((file) => existsSync(file))).toEqual([false, true])
})

test('what runs is the module without its types, each word in its place', async () => {
  const text = 'export const extract: number = 1\nexport type Row = readonly string[]\n'
  const module = { program: { module: 'title.1.mts' }, text } as CompiledProgram
  const warnings: unknown[] = []
  const note = (warning: unknown) => warnings.push(warning)
  process.on('warning', note)
  const [file = ''] = await writeModules({ directory, now }, [module])
  expect(readFileSync(file, 'utf8')).toBe(text)
  const script = readFileSync(file.replace('.mts', '.mjs'), 'utf8')
  expect(script.trimEnd()).toBe('export const extract         = 1')
  await new Promise((resolve) => setImmediate(resolve))
  process.off('warning', note)
  expect(warnings).toEqual([])
})

test('a module that is there is not made again', async () => {
  const [file = ''] = await writeModules({ directory, now }, [compiled('genre.1.mts')])
  const executable = file.replace('.mts', '.mjs')
  writeFileSync(executable, 'export const extract = null\n')
  await writeModules({ directory, now }, [compiled('genre.1.mts')])
  expect(readFileSync(executable, 'utf8')).toBe('export const extract = null\n')
})
