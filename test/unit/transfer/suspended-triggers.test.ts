/** Triggers of PostgreSQL that are off for a load: how they come back. */
import { expect, test } from 'vitest'
import { connectorOf } from '../../../src/builtin.ts'
import type { TargetConnection } from '../../../src/plugin/connector.ts'
import type { TargetSuspension } from '../../../src/plugin/suspension.ts'
import { createPostgresDatabase, useDatabase } from '../../support/databases.ts'
import { targetSettings } from '../../support/library-run.ts'

const TRIGGERS = `
  create function nothing() returns trigger language plpgsql as 'begin return new; end';
  create table reader (id integer primary key);
  create trigger usual before insert on reader for each row execute function nothing();
  create trigger ever before insert on reader for each row execute function nothing();
  create trigger copied before insert on reader for each row execute function nothing();
  create trigger off before insert on reader for each row execute function nothing();
  alter table reader enable always trigger ever;
  alter table reader enable replica trigger copied;
  alter table reader disable trigger off;
  create table visit (id integer not null) partition by range (id);
  create table visit_first partition of visit for values from (0) to (10);
  create trigger even before insert on visit for each row execute function nothing();
  create trigger uneven before insert on visit for each row execute function nothing();
  alter table visit_first disable trigger uneven;`

const database = useDatabase(() => createPostgresDatabase(TRIGGERS))

async function withSuspension(
  work: (suspension: TargetSuspension, target: TargetConnection) => Promise<void>,
): Promise<void> {
  const settings = targetSettings(database().url)
  const target = await connectorOf(settings.kind).openTarget(settings)
  try {
    if (target.suspension === null) throw new Error('PostgreSQL can take triggers off')
    await work(target.suspension, target)
  } finally {
    await target.close()
  }
}

const states = async (table: string) =>
  (
    await database().execute(
      `select format('%s %s', tgname, tgenabled) as state from pg_trigger
       where tgrelid = '${table}'::regclass order by 1`,
    )
  ).map(({ state }) => state)

test('in the state each of them had', async () => {
  const before = await states('reader')
  expect(before).toEqual(['copied R', 'ever A', 'off D', 'usual O'])
  await withSuspension(async (suspension) => {
    const table = { schema: 'public', name: 'reader' }
    const found = await suspension.find(table, 'trigger')
    expect(found.map(({ name }) => name)).toEqual(['copied', 'ever', 'usual'])
    for (const one of found) await suspension.takeOff(table, one)
    expect(await states('reader')).toEqual(['copied D', 'ever D', 'off D', 'usual D'])
    for (const one of found) await suspension.bringBack(one)
    expect(await states('reader')).toEqual(before)
  })
})

test('with those of partitions, or they are not taken off', async () => {
  await withSuspension(async (suspension) => {
    const table = { schema: 'public', name: 'visit' }
    const [even, uneven] = await suspension.find(table, 'trigger')
    if (even === undefined || uneven === undefined) throw new Error('two are there')
    await suspension.takeOff(table, even)
    expect(await states('visit_first')).toEqual(['even D', 'uneven D'])
    await suspension.bringBack(even)
    expect(await states('visit_first')).toEqual(['even O', 'uneven D'])
    expect(even.hindrance).toBeUndefined()
    expect(uneven.hindrance).toContain('from partition to partition')
  })
})
