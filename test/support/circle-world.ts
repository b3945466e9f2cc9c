/** Branches with their heads, and staff with their branches: each refers to the other. */
import { mkdirSync } from 'node:fs'
import path from 'node:path'
import type { Program } from '../../src/compile/program.ts'
import { sketchProgram, type ProgramSketch } from './program-sketch.ts'

export const CIRCLE_SOURCE = `
  create table branch (id integer primary key, name text, head_id integer);
  create table staff (id integer primary key, name text, branch_id integer);
  insert into branch values
    (1, 'North', 10), (2, 'Southern', 98), (3, 'East', 99), (4, 'West', 30), (5, 'Middle', 10);
  insert into staff values (10, 'Ada L', 1), (20, 'Grace', 2), (30, 'Alan', 3);`

/** What an earlier load left: a branch whose new head does not come is to be as it was. */
export const CIRCLE_TARGET = `
  create table branch (id integer primary key, name text not null, head_id integer not null);
  create table staff (id integer primary key, name text not null,
    branch_id integer not null references branch (id));`
export const CIRCLE_ROWS = `
  insert into branch values (1, 'North', 10), (2, 'South', 20);
  insert into staff values (10, 'Ada', 1), (20, 'Grace', 2);`
export const HEAD = 'foreign key (head_id) references staff (id)'

/** SQLite has references in its tables alone. */
export const CIRCLE_TARGET_SQLITE = CIRCLE_TARGET.replace(
  'head_id integer not null',
  `head_id integer not null, ${HEAD}`,
)

export interface CircleOptions {
  readonly schema?: string
  readonly branch?: Partial<ProgramSketch>
}

export function circlePrograms(
  directory: string,
  { schema, branch = {} }: CircleOptions = {},
): Program[] {
  mkdirSync(directory, { recursive: true })
  const settledWith = ['branch', 'staff']
  const shared = { targetKey: ['id'], settledWith, ...(schema === undefined ? {} : { schema }) }
  const referring = (column: string, name: string, suspended: boolean) => ({
    columns: [column],
    table: { schema: schema ?? null, name },
    referenced: ['id'],
    suspended,
    inside: true,
  })
  const sketches: ProgramSketch[] = [
    {
      ...shared,
      name: 'branch',
      from: 'branch',
      columns: ['id#', 'name', 'head_id#'],
      into: 'branch',
      fills: ['id#', 'name', 'head_id#'],
      references: [referring('head_id', 'staff', true)],
      ...branch,
    },
    {
      ...shared,
      name: 'staff',
      from: 'staff',
      columns: ['id#', 'name', 'branch_id#'],
      into: 'staff',
      fills: ['id#', 'name', 'branch_id#'],
      references: [referring('branch_id', 'branch', false)],
      after: ['branch'],
    },
  ]
  return sketches.map((sketch) => sketchProgram(path.resolve(directory), sketch))
}
