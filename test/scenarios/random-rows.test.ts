/** Random rows made into others by mappings, and the same by SQL on the source: nothing differs. */
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { oracleSeed } from '../support/oracle.ts'
import { realProject } from '../support/real-project.ts'
import { useTempFolder } from '../support/temp-folder.ts'
import { root } from '../support/tidy/sources.ts'
import { compareRows, sqliteTruth } from '../support/truth.ts'

const MEMBERS = 5000
const seed = oracleSeed()
const folder = useTempFolder()

const member = fc.tuple(
  fc.option(fc.constantFrom('red', 'RED', 'Blue', 'blue', 'green', 'x y'), { freq: 9, nil: null }),
  fc.option(fc.integer({ min: -100, max: 100 }), { freq: 5, nil: null }),
  fc.option(
    fc.array(fc.constantFrom('a', 'b', 'c', 'dé'), { maxLength: 4 }).map((tags) => tags.join(',')),
    { freq: 6, nil: null },
  ),
  fc.integer({ min: 0, max: 60_000 }),
  fc.integer({ min: -3, max: 8 }),
)
const note = fc.tuple(
  fc.integer({ min: 1, max: MEMBERS }),
  fc.constantFrom('x1', 'x2', 'y'),
  fc.option(fc.integer({ min: 0, max: 3 }), { freq: 4, nil: null }),
)

function fillSource(file: string): void {
  using database = new DatabaseSync(file)
  database.exec(
    'create table member (id integer primary key, team text, score integer, tags text, ' +
      'starts integer not null, ends integer not null);' +
      'create table note (id integer primary key, member_id integer not null, ' +
      'body text not null, weight integer); begin',
  )
  const members = database.prepare('insert into member values (?, ?, ?, ?, ?, ?)')
  for (const [index, row] of fc.sample(member, { seed, numRuns: MEMBERS }).entries()) {
    const [team, score, tags, starts, length] = row
    members.run(index + 1, team, score, tags, starts, starts + length)
  }
  const notes = database.prepare('insert into note values (?, ?, ?, ?)')
  for (const [index, row] of fc.sample(note, { seed, numRuns: MEMBERS }).entries()) {
    notes.run(index + 1, ...row)
  }
  database.exec('commit')
}

/** A row an item of the list: SQLite splits it where a comma stands. */
const ITEMS = `
  with recursive item (id, position, tag, rest) as (
    select id, 0, null, tags || ',' from member where tags <> ''
    union all
    select id, position + 1, substr(rest, 1, instr(rest, ',') - 1),
      substr(rest, instr(rest, ',') + 1)
    from item where rest <> ''
  )`

/** What the target should hold, by SQL on the source. */
const EXPECTED: Readonly<Record<string, string>> = {
  latest: `select id, team, score from (
    select *, row_number() over (partition by lower(team) order by score desc, starts, id) as place
    from member where score is not null) where place = 1`,
  team: `select lower(team), count(*), sum(score), max(score) filter (where score < 50), min(id)
    from member where team is not null group by 1`,
  tagging: `${ITEMS} select id, position, tag from item where position > 0`,
  tag: `${ITEMS} select tag, count(*) from item where position > 0 and tag <> 'a' group by 1`,
  member_note: `select member_id, id, body from note where body like 'x%'`,
  newest: `select member.id, body from member left join (
    select *, row_number() over
      (partition by member_id order by weight desc nulls last, body, id) as place from note
    ) as n on n.member_id = member.id and place = 1`,
  stay: `select team, min(starts), max(ends), count(*) from (
    select *, sum(fresh) over (partition by team order by starts, ends) as span from (
      select lower(team) as team, starts, ends, starts > 2 + coalesce(max(ends) over (
        partition by lower(team) order by starts, ends rows between unbounded preceding
        and 1 preceding), -100) as fresh
      from member where ends >= starts and team is not null))
    group by team, span`,
  number: `with score as (
      select score, min(id) as id from member where score is not null group by 1)
    select * from score union all
    select member_id, min(id) from note
      where member_id not in (select score from score) group by 1`,
}

test(`every mapping makes of the rows what SQL makes of them (seed ${seed})`, async () => {
  const source = path.join(folder, 'source.db')
  const target = path.join(folder, 'target.db')
  fillSource(source)
  const schema = path.join(root, 'test/scenarios/random-rows/schema/target.sql')
  using database = new DatabaseSync(target)
  database.exec(readFileSync(schema, 'utf8'))
  database.close()
  const project = realProject('random-rows', path.join(folder, 'project'), {
    SOURCE_URL: `sqlite:${source}`,
    TARGET_URL: `sqlite:${target}`,
  })
  await project.run('snapshot')
  // Rows without a team have no key in one target, and are refused there.
  const { units } = await project.migrate(1)
  for (const [table, query] of Object.entries(EXPECTED)) {
    const actual = sqliteTruth(target, `select * from ${table}`)
    expect(compareRows(sqliteTruth(source, query), actual), table).toEqual({
      missing: [],
      extra: [],
    })
  }
  const refused = units.filter(({ account }) => account.rejected > 0).map(({ unit }) => unit)
  expect(refused.toSorted()).toEqual(['number.members', 'stay', 'team'])
  await project.reconcile(0)
})
