/** Turns names, texts and typed trees into TypeScript text, for the parts of an emitted module. */
import type { Cell } from '../../base/cell.ts'
import type { LogicalType } from '../../catalog/logical-type.ts'
import type { TypedExpression } from '../../expression/tree.ts'
import type { CheckedMapping } from '../checked.ts'
import type { RowLayout } from '../layout.ts'

/** JavaScript of names that are no let, by name. */
export type Locals = ReadonlyMap<string, string>

/** What the parts of one module share while it is written. */
export interface ModuleWriter {
  readonly mapping: CheckedMapping
  readonly layout: RowLayout
  /** Functions of columns and lets. */
  readonly identifier: (kind: 'column' | 'let', name: string) => string
  /** The run-time value of a tree. */
  readonly value: (tree: TypedExpression, locals?: Locals) => string
  /** The cell of a tree. */
  readonly cell: (tree: TypedExpression, locals?: Locals) => string
  /** True where the condition is TRUE. */
  readonly test: (tree: TypedExpression) => string
  /** True where the condition is FALSE. */
  readonly falseTest: (tree: TypedExpression, locals?: Locals) => string
  readonly encode: (type: LogicalType, value: string) => string
  readonly decode: (type: LogicalType, cell: string) => string
  /** The name of a constant of that text. */
  readonly constant: (text: string, hint: string) => string
  /** A constant refusal that an outcome of its own decided on: its name. */
  readonly refusal: (code: string, message: string) => string
  /** Declarations that all of these needed, for the top of `create`. */
  readonly declarations: () => readonly string[]
}

/** A cell as a literal. */
export function literal(cell: Cell): string {
  if (cell === null) return 'null'
  const escaped = JSON.stringify(cell).slice(1, -1).replaceAll('\\"', '"').replaceAll("'", "\\'")
  return `'${escaped}'`
}

/** A text on one line, to stand behind `//`. */
export function comment(text: string): string {
  return text.replace(/\s+/gu, ' ').trim()
}

/** Gives each name an identifier of its own: letters, digits and `_`, the rest becomes `_`. */
export function createIdentifiers(): (kind: string, name: string) => string {
  const given = new Map<string, string>()
  const taken = new Set<string>()
  return (kind, name) => {
    const id = `${kind} ${name}`
    const known = given.get(id)
    if (known !== undefined) return known
    const plain = `${kind}_${name.replace(/[^\p{L}\p{N}_]/gu, '_')}`
    let identifier = plain
    for (let number = 2; taken.has(identifier); number += 1) identifier = `${plain}_${number}`
    taken.add(identifier)
    given.set(id, identifier)
    return identifier
  }
}

/** The lines, each two blanks deeper. */
export function indent(lines: readonly string[], depth = 1): readonly string[] {
  return lines.map((line) => (line === '' ? '' : `${'  '.repeat(depth)}${line}`))
}
