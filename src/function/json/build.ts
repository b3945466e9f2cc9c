/** Values into JSON: to_json, json_build_array, json_build_object, and the same of jsonb. */
import type { Cell } from '../../base/cell.ts'
import { canonicalJsonb } from '../../catalog/codec/jsonb.ts'
import { RowError, refuse } from '../../catalog/codec/row-error.ts'
import { encoderOf } from '../../catalog/codec/value.ts'
import type { LogicalType } from '../../catalog/logical-type.ts'
import type { FunctionDeclaration, Inspection } from '../../expression/function-table.ts'
import { isNumber } from '../cast/number.ts'
import { bound, define, type OpenSignature } from '../declare.ts'
import type { JsonKind } from './parts.ts'

const NO_KEY = new RowError(
  'VALUE_INVALID_ARGUMENT',
  'A key of a JSON object is a single value: not NULL, no array and no JSON.',
)

type Print = (value: unknown) => string

function textOf(type: LogicalType): Print {
  return (encoderOf(type) as Print | null) ?? String
}

/** A value of the type as JSON text. */
function printerOf(type: LogicalType): Print {
  if (isNumber(type)) return numberPrinter(type)
  switch (type.kind) {
    case 'boolean':
      return (value) => (value === true ? 'true' : 'false')
    case 'json':
    case 'jsonb':
      return String
    case 'array': {
      const print = orNull(printerOf(type.element))
      return (value) => `[${(value as readonly unknown[]).map(print).join(',')}]`
    }
    default:
      return quoted(keyPrinter(type))
  }
}

function numberPrinter(type: LogicalType): Print {
  const print = textOf(type)
  return (value) => {
    const text = print(value)
    // JSON has neither NaN nor infinities.
    return /\d$/u.test(text) ? text : `"${text}"`
  }
}

/** What a single value is called where it is a key. */
function keyPrinter(type: LogicalType): Print {
  // A char(n) has its blanks here.
  if (type.kind === 'text') return String
  if (type.kind === 'boolean') return printerOf(type)
  const print = textOf(type)
  if (type.kind !== 'timestamp' && type.kind !== 'timestamptz') return print
  // As XML Schema writes a moment.
  return (value) =>
    print(value)
      .replace(/(\d) (\d)/u, '$1T$2')
      .replace('+00', '+00:00')
}

function quoted(print: Print): Print {
  return (value) => JSON.stringify(print(value))
}

function orNull(print: Print): Print {
  return (value) => (value === null ? 'null' : print(value))
}

function finish(kind: JsonKind): (text: string) => string {
  return kind === 'jsonb' ? canonicalJsonb : (text) => text
}

function bindValue(kind: JsonKind) {
  return ([type]: readonly LogicalType[]) => {
    const [print, end] = [type === undefined ? String : printerOf(type), finish(kind)]
    return (value: unknown) => end(print(value))
  }
}

function bindArray(kind: JsonKind) {
  return (operands: readonly LogicalType[]) => {
    const printers = operands.map((type) => orNull(printerOf(type)))
    const end = finish(kind)
    return (...values: readonly unknown[]) =>
      end(`[${values.map((value, index) => printers[index]?.(value)).join(', ')}]`)
  }
}

const KEYLESS: ReadonlySet<string> = new Set(['array', 'json', 'jsonb'])

function bindObject(kind: JsonKind) {
  return (operands: readonly LogicalType[]) => {
    const fields = operands.map((type, index) => {
      if (index % 2 === 1) return orNull(printerOf(type))
      return KEYLESS.has(type.kind) ? () => refuse(NO_KEY) : quoted(keyPrinter(type))
    })
    const end = finish(kind)
    return (...values: readonly unknown[]) => {
      const parts = values.map((value, index) => {
        if (index % 2 === 0 && value === null) return refuse(NO_KEY)
        const separator = index === 0 ? '' : index % 2 === 1 ? ' : ' : ', '
        return separator + (fields[index]?.(value) ?? '')
      })
      return end(`{${parts.join('')}}`)
    }
  }
}

function inspectPairs(constants: readonly (Cell | undefined)[]): Inspection {
  if (constants.length % 2 === 0) return {}
  const message = 'A key stands here without its value. Write key and value in turn.'
  return { problem: { operand: constants.length - 1, message } }
}

type Bind = Parameters<typeof bound>[2]

/** Any number of values, none among them. */
function variadic(kind: JsonKind, bind: Bind, options: Parameters<typeof bound>[3] = {}) {
  const several = { ...options, strict: false, variadic: true }
  return [bound([], { kind }, bind, { strict: false }), bound(['any'], { kind }, bind, several)]
}

function one(kind: JsonKind): OpenSignature[] {
  return [bound(['any'], { kind }, bindValue(kind))]
}

/** With keys that are constants nothing is refused. */
const OBJECT = {
  fallible: true,
  inspect: inspectPairs,
  safe: (constants: readonly (Cell | undefined)[], operands: readonly LogicalType[]) =>
    constants.every((cell, index) => index % 2 === 1 || typeof cell === 'string') &&
    operands.every(({ kind }, index) => index % 2 === 1 || !KEYLESS.has(kind)),
} as const

function building(kind: JsonKind): readonly FunctionDeclaration[] {
  const gap = kind === 'json' ? ' : ' : ': '
  return [
    define('function', `to_${kind}`, {
      summary: `A value as ${kind}.`,
      examples: [[`to_${kind}('say "hi"'::text)`, String.raw`"say \"hi\""`]],
      signatures: one(kind),
    }),
    define('function', `${kind}_build_array`, {
      summary: 'An array of the values.',
      examples: [[`${kind}_build_array(1, 'two', null, true)`, '[1, "two", null, true]']],
      signatures: variadic(kind, bindArray(kind)),
    }),
    define('function', `${kind}_build_object`, {
      summary: 'An object of keys and values, which are given in turn.',
      examples: [[`${kind}_build_object('id', 7)`, `{"id"${gap}7}`]],
      signatures: variadic(kind, bindObject(kind), OBJECT),
    }),
  ]
}

export const jsonBuilding: readonly FunctionDeclaration[] = [
  ...building('json'),
  ...building('jsonb'),
]
