/** Counts what was asked about, and what one of both sides did not take at all. */
import { operandsOf } from '../../../src/expression/fallible.ts'
import type { TypedExpression } from '../../../src/expression/tree.ts'
import { declarations } from '../../../src/function/table.ts'
import { isCompiled, type Compiled } from '../../support/evaluate.ts'
import type { Own } from './own.ts'
import type { ServerAnswers } from './server.ts'

/** Why expressions were not compared, with the shortest of them. */
export interface Reason {
  readonly count: number
  readonly example: string
}

const FORMS = [
  'and',
  'or',
  'not',
  'in',
  'case',
  'coalesce',
  'array',
  'any',
  'all',
  'cast',
  'isNull',
  'isNotNull',
  'isTrue',
  'isNotTrue',
  'isFalse',
  'isNotFalse',
] as const

export class Coverage {
  /** By key of a signature or kind of a form: expressions that gave a value on some row. */
  readonly counts = new Map<string, number>([
    ...declarations.flatMap(({ signatures }) => signatures.map(({ key }) => [key, 0] as const)),
    ...FORMS.map((form) => [form, 0] as const),
  ])
  readonly refusedHere = new Map<string, Reason>()
  readonly refusedThere = new Map<string, Reason>()
  compared = 0

  count(text: string, own: Own, answer: ServerAnswers): void {
    const isTakenThere = answer.kind === 'answers'
    if (!('crashed' in own) && !isCompiled(own)) {
      if (isTakenThere) add(this.refusedHere, reasonOf(own.wrong[0] ?? ''), text)
    } else if (!isTakenThere) {
      add(this.refusedThere, `${answer.error} ${reasonOf(answer.message)}`, text)
    } else if ('tree' in own) {
      this.compared += 1
      if (answer.answers.some((each) => 'cell' in each)) this.#countParts(own)
    }
  }

  #countParts({ tree }: Compiled): void {
    for (const name of namesOf(tree)) this.counts.set(name, (this.counts.get(name) ?? 0) + 1)
  }

  /** Expressions that one side alone refuses. */
  get refused(): number {
    const all = [...this.refusedHere.values(), ...this.refusedThere.values()]
    return all.reduce((sum, { count }) => sum + count, 0)
  }
}

function namesOf(tree: TypedExpression, names = new Set<string>()): ReadonlySet<string> {
  names.add(tree.kind === 'call' ? tree.key : tree.kind)
  names.delete('constant')
  names.delete('reference')
  names.delete('tested')
  for (const operand of operandsOf(tree)) namesOf(operand, names)
  return names
}

function add(reasons: Map<string, Reason>, reason: string, text: string): void {
  const known = reasons.get(reason)
  const example = known !== undefined && known.example.length < text.length ? known.example : text
  reasons.set(reason, { count: (known?.count ?? 0) + 1, example })
}

/** The message without what it quotes. */
function reasonOf(message: string): string {
  return message.replaceAll(/"[^"]*"|'[^']*'|\d+/gu, '…').slice(0, 100)
}
