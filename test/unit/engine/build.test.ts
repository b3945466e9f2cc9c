import { existsSync, utimesSync } from 'node:fs'
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
  for (const file of [first, second]) utimesSync(file, long, long)
  await writeModules({ directory, now }, [compiled('loan.2.mts')])
  expect(existsSync(first)).toBe(false)
  expect(existsSync(second)).toBe(true)
})
