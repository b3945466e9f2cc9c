/** The page about the language is what the declarations say. */
import path from 'node:path'
import { format } from 'prettier'
import { expect, it } from 'vitest'
import { languageDocument } from '../../scripts/language-document.ts'
import { repositoryRoot } from '../support/cli-world.ts'

it('docs/language.md is the same (vitest -u writes it anew)', async () => {
  const text = await format(languageDocument(), { parser: 'markdown', printWidth: 100 })
  await expect(text).toMatchFileSnapshot(path.join(repositoryRoot, 'docs/language.md'))
})
