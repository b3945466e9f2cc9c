/** A temporary folder that lives as long as a test file. */
import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll } from 'vitest'

/** Made now, so that its path serves while tests are collected; removed after the file's tests. */
export function useTempFolder(): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'mapwright-test-'))
  // An embedded server that root starts runs as another user, who must get in.
  chmodSync(folder, 0o755)
  afterAll(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}
