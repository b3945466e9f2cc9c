/** How calls are written: infix, by name, and in the ways of the grammar. */
import type { FunctionDeclaration, Signature } from '../../../src/expression/function-table.ts'
import type { Random } from './random.ts'

type Write = (parts: readonly string[]) => string

const list: (name: string) => Write = (name) => (parts) => `${name}(${parts.join(', ')})`

/** One of several spellings that mean the same. */
const SPELLINGS: Readonly<Record<string, readonly Write[]>> = {
  extract: [([field, moment]) => `extract(${field} from ${moment})`],
  position: [([text, part]) => `position(${part} in ${text})`],
  substring: [
    list('substring'),
    ([text, from, length]) =>
      `substring(${text} from ${from}${length === undefined ? '' : ` for ${length}`})`,
  ],
  overlay: [
    list('overlay'),
    ([text, other, from, length]) => {
      const count = length === undefined ? '' : ` for ${length}`
      return `overlay(${text} placing ${other} from ${from}${count})`
    },
  ],
  btrim: [list('btrim'), trimmed('both')],
  ltrim: [list('ltrim'), trimmed('leading')],
  rtrim: [list('rtrim'), trimmed('trailing')],
  timezone: [([zone, moment]) => `(${moment} at time zone ${zone})`],
  is_normalized: [([text, form = '']) => `(${text} is ${form} normalized)`],
  '[]': [([array, index]) => `(${array})[${index}]`],
  '[:]': [([array, from, to]) => `(${array})[${from}:${to}]`],
  'similar to': [similar('similar to')],
  'not similar to': [similar('not similar to')],
  overlaps: [([start, end, other, last]) => `((${start}, ${end}) overlaps (${other}, ${last}))`],
  '~~': [infix('~~'), infix('like')],
  '!~~': [infix('!~~'), infix('not like')],
  '~~*': [infix('~~*'), infix('ilike')],
  '!~~*': [infix('!~~*'), infix('not ilike')],
  '<>': [infix('<>'), infix('!=')],
}

function infix(sign: string): Write {
  return ([left, right]) => `(${left} ${sign} ${right})`
}

function similar(words: string): Write {
  return ([text, pattern, escape]) => {
    const behind = escape === undefined ? '' : ` escape ${escape}`
    return `(${text} ${words} ${pattern}${behind})`
  }
}

function trimmed(side: string): Write {
  return ([text, characters = '']) => `trim(${side} ${characters} from ${text})`
}

/** Their last digits depend on a library of the server: see `differences.ts`. */
const OF_A_LIBRARY: ReadonlySet<string> = new Set(['exp', 'ln', 'log', 'log10', 'power', '^'])

export function spellingOf(
  declaration: FunctionDeclaration,
  signature: Signature,
  random: Random,
): Write {
  const write = plainSpelling(declaration, signature, random)
  const { returns } = signature
  const isBinary = typeof returns !== 'function' && returns.kind === 'double'
  if (!isBinary || !OF_A_LIBRARY.has(declaration.name)) return write
  return (parts) => `((${write(parts)})::real)::double precision`
}

function plainSpelling(
  { name, kind }: FunctionDeclaration,
  signature: Signature,
  random: Random,
): Write {
  const known = SPELLINGS[name]
  if (known !== undefined) return random.pick(known)
  if (kind === 'prefix') return ([operand]) => `(${name} ${operand})`
  if (kind === 'operator') return infix(name)
  const takesNames = signature.parameters.some(({ optional }) => optional === true)
  return takesNames || NAMED.has(name) ? byNames(name, signature) : list(name)
}

const NAMED: ReadonlySet<string> = new Set(['parse_boolean'])

/** All by name but a first that is always there; what is left out is written as nothing. */
function byNames(name: string, { parameters }: Signature): Write {
  return (parts) => {
    const given = parts.flatMap((part, index) => {
      if (index === 0 && parameters[0]?.optional !== true) return [part]
      return part === '' ? [] : [`${parameters[index]?.name} => ${part}`]
    })
    return list(name)(given)
  }
}
