/** Type-checks the functions of the project file, and puts them beside the built-in ones. */
import { checkExpression } from '../expression/check.ts'
import type {
  FunctionDeclaration,
  FunctionTable,
  LocalFunction,
} from '../expression/function-table.ts'
import { canFail } from '../expression/fallible.ts'
import type { Scope } from '../expression/tree.ts'
import type { ProjectFunction } from '../project/project.ts'
import type { ProjectContext } from './context.ts'
import type { Findings } from './findings.ts'
import { readSignature, type OwnParameter, type OwnSignature } from './own-signature.ts'

export interface OwnFunctions {
  readonly table: FunctionTable
  /** To be asked after every mapping was checked. */
  warnOfUncalled(): void
}

interface Written {
  readonly signature: OwnSignature
  readonly body: ProjectFunction['body']
}

/** All of them are checked, in the order in which they call each other. */
export function checkOwnFunctions(
  { functions: builtins, ownFunctions }: ProjectContext,
  findings: Findings,
): OwnFunctions {
  const written = readAll(ownFunctions, builtins, findings)
  const checked = new Map<string, FunctionDeclaration | null>()
  const open: string[] = []
  const called = new Set<string>()
  /** True when the body at hand calls one that is wrong: what it says then is no news. */
  let callsWrong = false
  const resolve = (name: string, each: Written): FunctionDeclaration | null => {
    const known = checked.get(name)
    if (known !== undefined) return known
    if (open.includes(name)) {
      const circle = [...open.slice(open.indexOf(name)), name].join(' -> ')
      const message = `A function cannot need itself: ${circle}. Break the circle.`
      findings.error('COMPILE_FUNCTION_CYCLE', each.signature.at, message)
      checked.set(name, null)
      return null
    }
    open.push(name)
    const before = callsWrong
    callsWrong = false
    const local = checkBody(each, table, findings, () => callsWrong)
    callsWrong = before
    open.pop()
    const declaration = local === undefined ? null : declarationOf(each.signature, local)
    // One that is part of a circle stays without a meaning.
    if (!checked.has(name)) checked.set(name, declaration)
    return checked.get(name) ?? null
  }
  const unchecked = new Set(builtins.unchecked)
  const table: FunctionTable = {
    ...builtins,
    unchecked,
    names: [...builtins.names, ...written.keys()],
    find: (kind, name) => {
      const own = kind === 'function' ? written.get(name) : undefined
      if (own === undefined) return builtins.find(kind, name)
      called.add(name)
      const declaration = resolve(name, own)
      if (declaration === null) {
        callsWrong = true
        unchecked.add(name)
      }
      return declaration
    },
  }
  for (const [name, each] of written) resolve(name, each)
  return {
    table,
    warnOfUncalled: () => {
      for (const [name, { signature }] of written) {
        if (called.has(name)) continue
        const message = `Nothing calls the function "${name}". Take it out.`
        findings.warn('COMPILE_FUNCTION_UNCALLED', signature.at, message)
      }
    },
  }
}

/** By name, as far as their signatures can be read. */
function readAll(
  functions: readonly ProjectFunction[],
  builtins: FunctionTable,
  findings: Findings,
): ReadonlyMap<string, Written> {
  const written = new Map<string, Written>()
  for (const { signature: text, body } of functions) {
    const signature = readSignature(text, builtins, findings)
    if (signature === undefined) continue
    if (written.has(signature.name)) {
      const message =
        `There are two functions named "${signature.name}". A name has one meaning: ` +
        'rename one of them.'
      findings.error('COMPILE_FUNCTION_TWICE', signature.at, message)
    } else written.set(signature.name, { signature, body })
  }
  return written
}

/** The checked body; undefined after saying what is wrong. */
function checkBody(
  { signature, body }: Written,
  table: FunctionTable,
  findings: Findings,
  callsWrong: () => boolean,
): LocalFunction | undefined {
  const { parameters } = signature
  const { value, diagnostics } = checkExpression(body.layout, scopeOf(parameters), table)
  if (value === undefined) {
    if (!callsWrong()) findings.take(diagnostics)
    return undefined
  }
  const read = new Set(
    value.references.flatMap((each) => (each.kind === 'name' ? [each.name] : [])),
  )
  for (const { name, at } of parameters) {
    if (read.has(name)) continue
    const message = `"${signature.name}" does not use its parameter "${name}". Take it out.`
    findings.warn('COMPILE_PARAMETER_UNUSED', at, message)
  }
  return {
    parameters: parameters.map(({ name }) => name),
    tree: value.tree,
    hazards: value.hazards,
  }
}

/** Any operand may be NULL: what a call knows of its own is looked at there. */
function scopeOf(parameters: readonly OwnParameter[]): Scope {
  const names = parameters.map(({ name, type }) => [name, { type, nullable: true }] as const)
  return { tables: [], names: new Map(names) }
}

function declarationOf(
  { name, parameters }: OwnSignature,
  local: LocalFunction,
): FunctionDeclaration {
  const { tree } = local
  return {
    name,
    kind: 'function',
    summary: "The project's own.",
    examples: [],
    signatures: [
      {
        key: name,
        parameters: parameters.map(({ name: own, type }) => ({
          name: own.toLowerCase(),
          type: type.kind,
        })),
        returns: tree.type,
        strict: false,
        nullable: tree.nullable,
        fallible: canFail(tree),
        local,
        bind: () => {
          throw new Error(`${name} is emitted, and no function of the runtime`)
        },
      },
    ],
  }
}
