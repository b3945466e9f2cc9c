/** Builds random expressions of a wanted type out of everything that is declared. */
import type { TypeKind } from '../../../src/catalog/logical-type.ts'
import type { Signature } from '../../../src/expression/function-table.ts'
import { argumentOf } from './arguments.ts'
import { castPieces, literalOf } from './casts.ts'
import { COLUMNS } from './columns.ts'
import { formsOf } from './forms.ts'
import {
  columnPiece,
  elementOf,
  fixedPiece,
  literalPiece,
  piece,
  wantOf,
  type Piece,
  type Want,
} from './piece.ts'
import { ARRAYS, CALLABLES, producedBy, producersOf, type Callable } from './producers.ts'
import type { Random } from './random.ts'
import { spellingOf } from './spelling.ts'

/** Columns for arguments that ask for them: their texts are of little use elsewhere. */
const APART: ReadonlySet<string> = new Set(['zone'])

const columnsByWant = new Map<Want, string[]>()
for (const { name, type } of COLUMNS) {
  const want = wantOf(type)
  if (APART.has(name)) continue
  columnsByWant.set(want, [...(columnsByWant.get(want) ?? []), name])
}

/** Types of arguments that take any type, and of arrays. */
const WANTS: readonly Want[] = [...columnsByWant.keys()]

/** Where a wider number is asked for, PostgreSQL takes a narrower one. */
const NARROWER: Readonly<Partial<Record<Want, readonly Want[]>>> = {
  integer: ['smallint'],
  bigint: ['integer', 'smallint'],
  numeric: ['integer', 'bigint', 'smallint'],
  double: ['integer', 'numeric', 'real'],
  timestamp: ['date'],
  timestamptz: ['timestamp', 'date'],
}

export class Generator {
  readonly random: Random

  constructor(random: Random) {
    this.random = random
  }

  /** The expression of a number: every signature is the root of as many. */
  root(index: number): Piece {
    const callable = this.random.pick(CALLABLES[index % CALLABLES.length] ?? [])
    const depth = 1 + this.random.below(3)
    const call = this.call(callable, depth)
    return this.random.chance(0.3) ? this.around(call) : call
  }

  /** An expression of the type; at depth 0 a column or a literal. */
  expression(want: Want, depth: number): Piece {
    const { random } = this
    if (depth <= 0 || random.chance(0.2)) return this.leaf(want)
    if (random.chance(0.1)) {
      const narrower = NARROWER[want]
      if (narrower !== undefined) return this.expression(random.pick(narrower), depth)
    }
    if (random.chance(0.3)) {
      const form = random.pick(formsOf(want))(this, want, depth - 1)
      if (form !== undefined) return form
    }
    const producers = producersOf(want)
    if (producers.length > 0 && random.chance(0.85)) {
      return this.call(random.pick(producers), depth - 1)
    }
    return castPieces(this, want, depth - 1) ?? this.leaf(want)
  }

  /** As `expression`, and never a constant. */
  reading(want: Want, depth: number): Piece {
    const made = this.expression(want, depth)
    return made.readsRow ? made : this.column(want)
  }

  column(want: Want): Piece {
    const names = columnsByWant.get(want)
    if (names !== undefined) return columnPiece(want, this.random.pick(names))
    const element = elementOf(want)
    if (element === undefined) throw new Error(`no column is ${want}`)
    const items = Array.from({ length: 1 + this.random.below(3) }, () => this.column(element))
    return piece(want, items, (parts) => `array[${parts.join(', ')}]`)
  }

  leaf(want: Want): Piece {
    if (this.random.chance(0.8)) return this.column(want)
    if (this.random.chance(0.1)) return literalPiece(want, 'null')
    return literalOf(want, this.random) ?? this.column(want)
  }

  call({ declaration, signature, same, array }: Callable, depth: number): Piece {
    const { random } = this
    const { parameters } = signature
    const count = this.#countOf(declaration.name, signature)
    const parts = Array.from({ length: count }, (_, index) => {
      const argument = argumentOf(declaration, signature, index)
      const parameter = parameters[Math.min(index, parameters.length - 1)]
      if (parameter === undefined) return this.column('text')
      if (parameter.optional === true && random.chance(0.4)) return fixedPiece('')
      if (argument !== undefined) return argument(this, depth)
      switch (parameter.type) {
        case 'same':
          return this.expression(same ?? 'integer', depth)
        case 'any':
          return this.any(depth, parameter.except)
        case 'array':
        case 'arrays':
          return this.expression(array ?? random.pick(ARRAYS), depth)
        case 'element':
          return this.expression(elementOf(array ?? 'text[]') ?? 'text', depth)
        default:
          return this.expression(parameter.type, depth)
      }
    })
    const write = spellingOf(declaration, signature, random)
    return this.readingRow(piece(producedBy(signature, same, array), parts, write))
  }

  #countOf(name: string, { parameters, variadic }: Signature): number {
    if (variadic !== true) return parameters.length
    // An object has a value for each key.
    if (name.endsWith('_build_object')) return 2 * (1 + this.random.below(2))
    return parameters.length + this.random.below(3)
  }

  any(depth: number, except: readonly TypeKind[] = []): Piece {
    const wants = WANTS.filter((want) => !(except as readonly Want[]).includes(want))
    return this.expression(this.random.pick(wants), depth)
  }

  /**
   * PostgreSQL computes what reads no row while it plans, and raises its errors even where the
   * expression would never come to it: so every part reads a row.
   */
  readingRow(made: Piece): Piece {
    const places = made.parts.flatMap((part, index) => (part.isFixed ? [] : [index]))
    if (made.readsRow || places.length === 0) return made
    const place = this.random.pick(places)
    const parts = made.parts.map((part, index) => (index === place ? this.column(part.want) : part))
    return piece(made.want, parts, made.write)
  }

  /** The piece within a form of its type. */
  around(inner: Piece): Piece {
    const form = this.random.pick(formsOf(inner.want))(this, inner.want, 1)
    if (form === undefined) return inner
    const place = form.parts.findIndex((part) => part.want === inner.want && !part.isFixed)
    if (place < 0) return inner
    const parts = form.parts.map((part, index) => (index === place ? inner : part))
    return piece(form.want, parts, form.write)
  }
}
