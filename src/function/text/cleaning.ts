/** What legacy texts need most: null_if_blank, collapse_space; and uuid_v5 for new keys. */
import { nameUuid } from '../../base/digest.ts'
import type { FunctionDeclaration } from '../../expression/function-table.ts'
import { define, takes } from '../declare.ts'

const BLANK = /^\p{White_Space}*$/u
const BLANKS = /\p{White_Space}+/gu

function collapse(text: string): string {
  return text.replace(BLANKS, ' ').replace(/^ | $/gu, '')
}

export const cleaning: readonly FunctionDeclaration[] = [
  define('function', 'null_if_blank', {
    summary: 'NULL where the text has nothing but white space, else the text as it is.',
    examples: [
      ["null_if_blank('  ')", null],
      ["null_if_blank(' Ada ')", ' Ada '],
    ],
    signatures: [
      takes(['text'], 'text', (text) => (BLANK.test(text) ? null : text), { nullable: true }),
    ],
  }),
  define('function', 'collapse_space', {
    summary: 'The text with one blank for white space of any length, and none at its ends.',
    examples: [[String.raw`collapse_space(E' Ada \t  Lovelace\n')`, 'Ada Lovelace']],
    signatures: [takes(['text'], 'text', collapse)],
  }),
  define('function', 'uuid_v5', {
    summary: 'The UUID of a name in a namespace: the same for the same name, everywhere.',
    examples: [
      [
        "uuid_v5('6ba7b810-9dad-11d1-80b4-00c04fd430c8', 'python.org')",
        '886313e1-3b8a-5372-9b90-0c9aee199e5d',
      ],
    ],
    signatures: [takes(['uuid', 'text'], 'uuid', nameUuid, { names: ['namespace', 'name'] })],
  }),
]
