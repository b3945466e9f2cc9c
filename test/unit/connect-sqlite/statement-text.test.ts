/** SQLite's SQL text taken apart: statements, the checks of a table, when a trigger fires. */
import { describe, expect, it } from 'vitest'
import {
  checkConstraints,
  splitStatements,
  triggerMoment,
} from '../../../src/connect/sqlite/statement-text.ts'

describe('a script', () => {
  it('is cut at semicolons that are not in strings, names or comments', () => {
    const script = `-- one; two
create table "a;b" (x text default ';', [y;z] int); /* ; */

insert into "a;b" values ('it''s; so', 1)
; ;`
    expect(splitStatements(script)).toEqual([
      { text: `create table "a;b" (x text default ';', [y;z] int)`, line: 2, verb: 'CREATE' },
      { text: `insert into "a;b" values ('it''s; so', 1)`, line: 4, verb: 'INSERT' },
    ])
  })

  it('keeps the body of a trigger whole, a CASE in it included', () => {
    const trigger = `create temp trigger t after insert on loan begin
  update member set loans = case when 1 then loans + 1 end;
  delete from reservation where id = new.id;
end`
    const statements = splitStatements(`${trigger};\nselect 1`)
    expect(statements.map(({ text, line }) => [text, line])).toEqual([
      [trigger, 1],
      ['select 1', 5],
    ])
  })

  it('takes what is never closed to its end', () => {
    expect(splitStatements(`select 'x; y`)).toHaveLength(1)
    expect(splitStatements('/* nothing')).toEqual([])
  })
})

it('finds the checks of a table, named or not, and nothing that only looks like one', () => {
  const checks = checkConstraints(`create table loan (
    id integer check (id > 0), -- check (no)
    due text default 'check (1)',
    state text constraint "known ""state""" check (state in ('out', ')back(')),
    constraint span check ((due > '2000') and (id <> 7)),
    generated int as (abs((id))) stored)`)
  expect(checks).toEqual([
    { name: 'check_1', condition: 'id > 0' },
    { name: 'known "state"', condition: `state in ('out', ')back(')` },
    { name: 'span', condition: `(due > '2000') and (id <> 7)` },
  ])
})

it('tells when a trigger fires', () => {
  expect(triggerMoment('create trigger x insert on loan begin select 1; end')).toEqual({
    timing: 'before',
    events: ['insert'],
  })
  expect(
    triggerMoment('CREATE TRIGGER IF NOT EXISTS "after" INSTEAD OF UPDATE OF a ON v BEGIN x; END'),
  ).toEqual({ timing: 'instead', events: ['update'] })
})
