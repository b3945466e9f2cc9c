/** Turns a typed tree into JavaScript text that means what PostgreSQL would have meant. */
import type { Cell } from '../base/cell.ts'
import { trimPadding } from '../catalog/codec/text.ts'
import type { LogicalType, TypeKind } from '../catalog/logical-type.ts'
import { emitSubscript, isSubscript } from './emit-subscript.ts'
import { canFail } from './fallible.ts'
import type { Reference, TypedExpression } from './tree.ts'

/** How emitted text gets at what stands around it. */
export interface Emitter {
  /** JavaScript text of a source cell: string or null. */
  column(alias: string, column: string): string
  /** JavaScript text of a named value, decoded. */
  name(name: string): string
  /**
   * Puts the text of a value that never changes before the row's code, once for equal texts, and
   * gives the name it has there. `hint` is the name it should have. `rt` is the Runtime.
   */
  hoist(text: string, hint: string): string
}

/** JavaScript text of the tree's run-time value; null for NULL. Throws RowError when it fails. */
export function emitExpression(tree: TypedExpression, emitter: Emitter): string {
  switch (tree.kind) {
    case 'reference':
      return emitReference(tree.reference, tree.type, emitter)
    case 'constant':
      return emitConstant(tree, emitter)
    case 'call':
      return emitCall(tree, emitter)
    case 'cast':
      return emitConversion(tree, 'cast', emitter)
    case 'case':
      return emitCase(tree, emitter)
    case 'coalesce':
      return `(${tree.operands.map((operand) => emitExpression(operand, emitter)).join(' ?? ')})`
    case 'array':
      return `[${tree.items.map((item) => emitExpression(item, emitter)).join(', ')}]`
    case 'any':
    case 'all':
      return emitQuantified(tree, emitter)
    case 'tested':
      return tree.side
    case 'and':
    case 'or':
    case 'not':
    case 'in':
      return emitTruth(tree, emitter)
    case 'isNull':
      return `(${emitExpression(tree.operand, emitter)} === null)`
    case 'isNotNull':
      return `(${emitExpression(tree.operand, emitter)} !== null)`
    case 'isTrue':
      return emitTrue(tree.operand, emitter)
    case 'isNotTrue':
      return `!${emitTrue(tree.operand, emitter)}`
    case 'isFalse':
      return emitFalseTest(tree.operand, emitter)
    case 'isNotFalse':
      return `!${emitFalseTest(tree.operand, emitter)}`
  }
}

/** JavaScript text of the canonical cell: what is only passed on is never decoded. */
export function emitCell(tree: TypedExpression, emitter: Emitter): string {
  if (tree.kind === 'constant') return JSON.stringify(cellOf(tree))
  if (tree.kind === 'reference' && tree.reference.kind === 'column') {
    return emitter.column(tree.reference.alias, tree.reference.column)
  }
  if (tree.kind === 'cast' && sharesCell(tree.operand.type, tree.type)) {
    return emitCell(tree.operand, emitter)
  }
  if (tree.kind === 'cast' && tree.operand.type.kind === 'text' && !isCellItself(tree.type)) {
    return emitConversion(tree, 'castText', emitter)
  }
  return emitToCell(tree.type, emitExpression(tree, emitter), emitter)
}

/** A constant of char(n) may have blanks at its end, which its cell has not. */
function cellOf({ type, cell }: TypedExpression & { readonly kind: 'constant' }): Cell {
  return cell !== null && type.kind === 'text' && type.fixed ? trimPadding(cell) : cell
}

/** JavaScript text of the cell of a value. */
export function emitToCell(type: LogicalType, value: string, emitter: Emitter): string {
  if (isCellItself(type)) return value
  return `${emitter.hoist(`rt.encode(${json(type)})`, `print_${type.kind}`)}(${value})`
}

/** JavaScript text of the value of a cell. */
export function emitFromCell(type: LogicalType, cell: string, emitter: Emitter): string {
  if (isCellItself(type)) return cell
  return `${emitter.hoist(`rt.decode(${json(type)})`, `read_${type.kind}`)}(${cell})`
}

/**
 * JavaScript text that is true where a row is kept or matches: of conditions joined by AND the
 * first that is not TRUE decides, as in WHERE.
 */
export function emitTest(tree: TypedExpression, emitter: Emitter): string {
  if (tree.kind !== 'and') return emitTrue(tree, emitter)
  return `(${tree.operands.map((operand) => emitTest(operand, emitter)).join(' && ')})`
}

/** JavaScript text that is true where the condition is TRUE, false where it is FALSE or NULL. */
function emitTrue(tree: TypedExpression, emitter: Emitter): string {
  switch (tree.kind) {
    case 'and':
      if (failsBehindNull(tree.operands)) return `(${emitExpression(tree, emitter)} === true)`
      return `(${tree.operands.map((operand) => emitTrue(operand, emitter)).join(' && ')})`
    case 'or':
      return `(${tree.operands.map((operand) => emitTrue(operand, emitter)).join(' || ')})`
    case 'not':
      return emitFalseTest(tree.operand, emitter)
    default: {
      const value = emitExpression(tree, emitter)
      return tree.nullable ? `(${value} === true)` : value
    }
  }
}

/** JavaScript text that is true where the condition is FALSE. */
export function emitFalseTest(tree: TypedExpression, emitter: Emitter): string {
  switch (tree.kind) {
    case 'and':
      return `(${tree.operands.map((operand) => emitFalseTest(operand, emitter)).join(' || ')})`
    case 'or':
      if (failsBehindNull(tree.operands)) return `(${emitExpression(tree, emitter)} === false)`
      return `(${tree.operands.map((operand) => emitFalseTest(operand, emitter)).join(' && ')})`
    case 'not':
      return emitTrue(tree.operand, emitter)
    default: {
      const value = emitExpression(tree, emitter)
      return tree.nullable ? `(${value} === false)` : `!(${value})`
    }
  }
}

/** A NULL decides nothing: what stands behind it is evaluated, and may be refused. */
function failsBehindNull(operands: readonly TypedExpression[]): boolean {
  const first = operands.findIndex(({ nullable }) => nullable)
  return first >= 0 && operands.slice(first + 1).some(canFail)
}

function emitReference(reference: Reference, type: LogicalType, emitter: Emitter): string {
  if (reference.kind === 'name') return emitter.name(reference.name)
  return emitFromCell(type, emitter.column(reference.alias, reference.column), emitter)
}

function emitConstant(
  tree: TypedExpression & { readonly kind: 'constant' },
  emitter: Emitter,
): string {
  const { cell, type } = tree
  if (cell === null) return 'null'
  switch (type.kind) {
    case 'boolean':
      return cell === 't' ? 'true' : 'false'
    case 'smallint':
    case 'integer':
      return cell
    case 'bigint':
      return `${cell}n`
    default: {
      if (isCellItself(type)) return JSON.stringify(cell)
      return emitter.hoist(`rt.decode(${json(type)})(${JSON.stringify(cell)})`, type.kind)
    }
  }
}

type Call = TypedExpression & { readonly kind: 'call' }

function emitCall(tree: Call, emitter: Emitter): string {
  const types = tree.operands.map((operand) => json(operand.type)).join(', ')
  const text =
    tree.local === undefined
      ? `rt.call(${JSON.stringify(tree.key)}, [${types}], ${json(tree.type)})`
      : emitLocal(tree.local, emitter)
  const operands = tree.operands.map((operand) => emitExpression(operand, emitter))
  const called = emitter.hoist(text, tree.key)
  if (isSubscript(tree.name)) return emitSubscript(called, operands, emitter)
  return `${called}(${operands.join(', ')})`
}

/** A function of the project's own, as one: its operands are computed once, as written. */
function emitLocal({ parameters, tree }: NonNullable<Call['local']>, emitter: Emitter): string {
  const names = new Map(parameters.map((name) => [name, `arg_${name}`]))
  const body = emitExpression(tree, { ...emitter, name: (name) => names.get(name) ?? name })
  return `(${[...names.values()].join(', ')}) => ${body}`
}

type Cast = TypedExpression & { readonly kind: 'cast' }

function emitConversion(tree: Cast, by: 'cast' | 'castText', emitter: Emitter): string {
  const { operand, type, assignment } = tree
  const text = `rt.${by}(${json(operand.type)}, ${json(type)}, ${assignment})`
  return `${emitter.hoist(text, `to_${type.kind}`)}(${emitExpression(operand, emitter)})`
}

function emitCase(tree: TypedExpression & { readonly kind: 'case' }, emitter: Emitter): string {
  const branches = tree.branches.map(
    ({ when, then }) => `${emitTrue(when, emitter)} ? ${emitExpression(then, emitter)} : `,
  )
  return `(${branches.join('')}${emitExpression(tree.otherwise, emitter)})`
}

const AND = `(left, right) => {
  if (left === false) return false
  const other = right()
  return other === false ? false : left === null || other === null ? null : true
}`
const OR = `(left, right) => {
  if (left === true) return true
  const other = right()
  return other === true ? true : left === null || other === null ? null : false
}`

/** Three-valued logic in full, for the rare condition whose NULL matters. */
function emitTruth(
  tree: TypedExpression & { readonly kind: 'and' | 'or' | 'not' | 'in' },
  emitter: Emitter,
): string {
  if (tree.kind === 'in') {
    const items = tree.items.map((item) => emitExpression(item, emitter)).join(', ')
    const set = emitter.hoist(`new Set([${items}])`, 'items')
    const operand = emitExpression(tree.operand, emitter)
    if (!tree.nullable) return `${set}.has(${operand})`
    const among = '(value, items) => (value === null ? null : items.has(value))'
    return `${emitter.hoist(among, 'among')}(${operand}, ${set})`
  }
  if (!tree.nullable) return emitTrue(tree, emitter)
  if (tree.kind === 'not') {
    const not = emitter.hoist('(value) => (value === null ? null : !value)', 'not')
    return `${not}(${emitExpression(tree.operand, emitter)})`
  }
  const combine = emitter.hoist(tree.kind === 'and' ? AND : OR, tree.kind)
  const [first = 'null', ...rest] = tree.operands.map((each) => emitExpression(each, emitter))
  return rest.reduce((left, right) => `${combine}(${left}, () => ${right})`, first)
}

/** The first test that settles it ends the search; a NULL among the others makes it unknown. */
const QUANTIFIED = `(settling) => (left, array, test) => {
  if (array === null) return null
  let result = !settling
  for (const right of array) {
    const found = test(left, right)
    if (found === settling) return settling
    if (found === null) result = null
  }
  return result
}`

function emitQuantified(
  tree: TypedExpression & { readonly kind: 'any' | 'all' },
  emitter: Emitter,
): string {
  const quantified = emitter.hoist(QUANTIFIED, 'quantified')
  const search = emitter.hoist(`${quantified}(${tree.kind === 'any'})`, tree.kind)
  const test = emitter.hoist(`(left, right) => ${emitExpression(tree.test, emitter)}`, 'test')
  const operands = [tree.operand, tree.array].map((each) => emitExpression(each, emitter))
  return `${search}(${operands.join(', ')}, ${test})`
}

const CELLS: ReadonlySet<TypeKind> = new Set(['text', 'uuid', 'json', 'jsonb', 'bytea', 'enum'])

/** True where the run-time value is the cell. */
function isCellItself(type: LogicalType): boolean {
  return CELLS.has(type.kind) && !(type.kind === 'text' && type.fixed)
}

/** Their digits of the second are printed as far as they are not zero. */
const MOMENTS: ReadonlySet<TypeKind> = new Set(['time', 'timestamp', 'timestamptz'])

const WIDTHS: readonly TypeKind[] = ['smallint', 'integer', 'bigint']

/**
 * True where every cell of the one type is the same value's cell of the other, nothing to check.
 */
function sharesCell(from: LogicalType, to: LogicalType): boolean {
  if (to.kind === 'text' && to.length === null) {
    return from.kind === 'enum' || (from.kind === 'text' && from.fixed === to.fixed)
  }
  if (MOMENTS.has(from.kind) && from.kind === to.kind && 'precision' in from) {
    return 'precision' in to && (to.precision ?? 0) >= (from.precision ?? 0)
  }
  const width = WIDTHS.indexOf(from.kind)
  if (width < 0) return false
  const isPlainNumeric = to.kind === 'numeric' && to.precision === null
  return isPlainNumeric || WIDTHS.indexOf(to.kind) >= width
}

function json(type: LogicalType): string {
  return JSON.stringify(type)
}
