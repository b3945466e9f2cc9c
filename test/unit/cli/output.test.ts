/** Where a result goes: stdout, or the file that is named. */
import { readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { silentLogger } from '../../../src/base/logger.ts'
import { runCli } from '../../../src/cli/cli.ts'
import { useTempFolder } from '../../support/temp-folder.ts'

const folder = useTempFolder()

async function mapwright(...argv: readonly string[]) {
  const said = { stdout: '', stderr: '' }
  const code = await runCli({
    argv,
    env: {},
    cwd: folder,
    stdout: { write: (text) => (said.stdout += text) },
    stderr: { write: (text) => (said.stderr += text) },
    signal: new AbortController().signal,
    createLog: async () => silentLogger,
  })
  return { code, ...said }
}

describe('--output', () => {
  it('writes the result to the file, in a folder that it makes', async () => {
    const { code, stdout } = await mapwright(
      'init',
      'one',
      '--output',
      'made/init.md',
      '--format',
      'markdown',
    )
    expect([code, stdout]).toEqual([0, ''])
    expect(readFileSync(path.join(folder, 'made/init.md'), 'utf8')).toContain('# A new project')
  })

  it('says when the file cannot be written', async () => {
    writeFileSync(path.join(folder, 'file'), '')
    const { code, stderr } = await mapwright('init', 'two', '--output', 'file/init.md')
    expect(code).toBe(4)
    expect(stderr).toContain('CLI_OUTPUT')
  })
})
