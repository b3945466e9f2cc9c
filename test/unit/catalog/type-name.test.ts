import { describe, expect, test } from 'vitest'
import type { LogicalType } from '../../../src/catalog/logical-type.ts'
import { formatType, parseTypeName } from '../../../src/catalog/type-name.ts'

const mood: LogicalType = { kind: 'enum', name: 'mood', labels: ['glad', 'sad'] }

describe('parseTypeName', () => {
  test.each<[string, LogicalType]>([
    ['int4', { kind: 'integer' }],
    ['INTEGER', { kind: 'integer' }],
    ['int8', { kind: 'bigint' }],
    ['pg_catalog.int2', { kind: 'smallint' }],
    ['varchar', { kind: 'text', length: null, fixed: false }],
    ['character varying(20)', { kind: 'text', length: 20, fixed: false }],
    ['character  varying (20)', { kind: 'text', length: 20, fixed: false }],
    ['char', { kind: 'text', length: 1, fixed: true }],
    ['bpchar', { kind: 'text', length: null, fixed: true }],
    ['char(3)', { kind: 'text', length: 3, fixed: true }],
    ['numeric', { kind: 'numeric', precision: null, scale: null }],
    ['decimal(10)', { kind: 'numeric', precision: 10, scale: 0 }],
    ['numeric(10, 2)', { kind: 'numeric', precision: 10, scale: 2 }],
    ['float', { kind: 'double' }],
    ['float(24)', { kind: 'real' }],
    ['double precision', { kind: 'double' }],
    ['timestamptz(3)', { kind: 'timestamptz', precision: 3 }],
    ['timestamp(3) with time zone', { kind: 'timestamptz', precision: 3 }],
    ['timestamp without time zone', { kind: 'timestamp', precision: 6 }],
    ['timestamp(9)', { kind: 'timestamp', precision: 6 }],
    ['time', { kind: 'time', precision: 6 }],
    ['text[]', { kind: 'array', element: { kind: 'text', length: null, fixed: false } }],
    ['integer[3][4]', { kind: 'array', element: { kind: 'integer' } }],
    ['int array[4]', { kind: 'array', element: { kind: 'integer' } }],
  ])('reads %s', (text, type) => {
    expect(parseTypeName(text)).toEqual(type)
  })

  test.each([
    'time with time zone',
    'xml',
    'money',
    'interval(3)',
    'interval year to month',
    '"char"',
    'integer(4)',
    'numeric(0)',
    'numeric(1,2,3)',
    'float(54)',
    'library.mood',
    'constructor',
    '',
    'int; drop table member',
  ])('has no logical type for %j', (text) => {
    expect(parseTypeName(text)).toEqual({ kind: 'unsupported', native: text })
  })

  test('finds the enums and domains it is given', () => {
    const named = (schema: string | null, name: string) =>
      (schema === null || schema === 'library') && name === 'mood' ? mood : undefined
    expect(parseTypeName('mood', named)).toEqual(mood)
    expect(parseTypeName('"library"."mood"[]', named)).toEqual({ kind: 'array', element: mood })
    expect(parseTypeName('mood(3)', named).kind).toBe('unsupported')
    expect(parseTypeName('"Mood"', named).kind).toBe('unsupported')
  })
})

describe('formatType', () => {
  test.each([
    'boolean',
    'smallint',
    'integer',
    'bigint',
    'real',
    'double precision',
    'numeric',
    'numeric(10,2)',
    'text',
    'character varying(20)',
    'character(3)',
    'bpchar',
    'bytea',
    'uuid',
    'json',
    'jsonb',
    'date',
    'interval',
    'time without time zone',
    'time(0) without time zone',
    'timestamp(3) without time zone',
    'timestamp with time zone',
    'timestamp(3) with time zone',
    'text[]',
    'numeric(10,2)[]',
  ])('prints %s as it was read', (text) => {
    expect(formatType(parseTypeName(text))).toBe(text)
  })

  test('prints an enum by its name, and what it cannot read as it was written', () => {
    expect(formatType(mood)).toBe('mood')
    expect(formatType({ kind: 'unsupported', native: 'money' })).toBe('money')
  })
})
