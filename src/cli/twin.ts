/** Turns what commander read, and the MAPWRIGHT_* variables, into the options of a verb. */
import { Option } from 'commander'
import type { OptionDefinition } from './verb.ts'
import { UsageError } from './usage.ts'

type Options = Readonly<Record<string, string | true | undefined>>

const YES = ['1', 'true', 'yes', 'on']
const NO = ['0', 'false', 'no', 'off']

/** What is given on the command line wins over its twin. Throws UsageError for a wrong twin. */
export function resolveOptions(
  definitions: readonly OptionDefinition[],
  given: Readonly<Record<string, string | boolean | undefined>>,
  env: Readonly<Record<string, string | undefined>>,
): Options {
  const options: Record<string, string | true | undefined> = {}
  for (const definition of definitions) {
    const { name, value } = readGiven(definition, given)
    const twin = env[definition.variable] ?? ''
    options[name] = value ?? (twin === '' ? undefined : readTwin(definition, twin))
  }
  return options
}

/** A negated option is called `noColor`; commander would call it `color`, and set it to true. */
function readGiven(
  definition: OptionDefinition,
  given: Readonly<Record<string, string | boolean | undefined>>,
): { readonly name: string; readonly value: string | true | undefined } {
  const option = new Option(definition.flags)
  const attribute = option.attributeName()
  const value = given[attribute]
  if (!option.negate) return { name: attribute, value: value === false ? undefined : value }
  const name = `no${attribute.charAt(0).toUpperCase()}${attribute.slice(1)}`
  return { name, value: value === false ? true : undefined }
}

function readTwin(
  { flags, variable, choices }: OptionDefinition,
  twin: string,
): string | true | undefined {
  const takesValue = /[<[]/u.test(flags)
  if (takesValue && choices?.includes(twin) !== false) return twin
  if (!takesValue && YES.includes(twin.toLowerCase())) return true
  if (!takesValue && NO.includes(twin.toLowerCase())) return undefined
  const known = takesValue ? (choices ?? []) : ['1', '0']
  throw new UsageError(`${variable} is "${twin}"; it may be ${known.join(', ')}.`)
}
