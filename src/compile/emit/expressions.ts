/** Makes the writer of one module: typed trees become text, constants go to the top of it. */
import {
  emitCell,
  emitExpression,
  emitFalseTest,
  emitFromCell,
  emitTest,
  emitToCell,
  type Emitter,
} from '../../expression/emit.ts'
import type { CheckedMapping } from '../checked.ts'
import type { RowLayout } from '../layout.ts'
import { createIdentifiers, literal, type Locals, type ModuleWriter } from './writer.ts'

export function createWriter(mapping: CheckedMapping, layout: RowLayout): ModuleWriter {
  const identifier = createIdentifiers()
  const hoisted = new Map<string, string>()
  const hoist = (text: string, hint: string): string => {
    const known = hoisted.get(text)
    if (known !== undefined) return known
    const name = identifier('fn', `${hint} ${hoisted.size}`)
    hoisted.set(text, name)
    return name
  }
  const emitter = (locals: Locals): Emitter => ({
    column: (alias, column) => `row[${layout.indexOf(alias, column)}]`,
    name: (name) => locals.get(name) ?? `${identifier('let', name)}()`,
    hoist,
  })
  const none = emitter(new Map())
  return {
    mapping,
    layout,
    identifier,
    value: (tree, locals = new Map()) => emitExpression(tree, emitter(locals)),
    cell: (tree, locals = new Map()) => asCell(emitCell(tree, emitter(locals))),
    test: (tree) => emitTest(tree, none),
    falseTest: (tree, locals = new Map()) => emitFalseTest(tree, emitter(locals)),
    encode: (type, value) => asCell(emitToCell(type, value, none)),
    decode: (type, cell) => emitFromCell(type, cell, none),
    constant: hoist,
    refusal: (code, message) => hoist(`decide(${literal(code)}, ${literal(message)})`, code),
    declarations: () => [...hoisted].flatMap(([text, name]) => declaration(name, text)),
  }
}

const CELL = /^(?:null|"(?:[^"\\]|\\.)*"|row\[\d+\]|fn_print_\w+\(.*\))$/su

/** A text, an identifier and so on are their own cells, which their type does not say. */
function asCell(text: string): string {
  return CELL.test(text) ? text : `(${text} as Cell)`
}

/** A constant of the module; what is plain JavaScript in it gets the type that it lacks. */
function declaration(name: string, text: string): readonly string[] {
  return `const ${name}${typeOf(text)} = ${text}`.split('\n')
}

function typeOf(text: string): string {
  if (text.startsWith('new Set(')) return ': ReadonlySet<unknown>'
  // A function of the project's own.
  if (/^\((?:arg_|\))/u.test(text)) return ': (...operands: any[]) => any'
  return text.startsWith('(') ? ': Logic' : ''
}
