/** The demo's migrations build what schema/target.sql says, and take it away again. */
import { expect, test } from 'vitest'
import { connectorOf } from '../../src/builtin.ts'
import { silentLogger } from '../../src/base/logger.ts'
import { compareCatalogs } from '../../src/catalog/drift.ts'
import { openProject } from '../../src/engine/load.ts'
import { migrateDown, migrateUp } from '../../src/migrate/migrate.ts'
import { readMigrations } from '../../src/project/migrations.ts'
import { connectionSettings } from '../support/connection-settings.ts'
import { createPostgresDatabase, useDatabase } from '../support/databases.ts'
import { copyDemo, removeDemo } from './demo-world.ts'

const database = useDatabase(() => createPostgresDatabase())

test('up builds the desired schema, down to the first leaves nothing', async () => {
  const world = await copyDemo(database().url)
  const { value: files = [] } = await readMigrations(world.directory)
  const desired = (await openProject(world)).connections.get('shop')?.catalog
  await removeDemo(world)
  if (desired === undefined || desired === null) throw new Error('there is no target.sql')
  const target = await connectorOf('postgres').openTarget(
    connectionSettings('postgres', database().url, { name: 'shop' }),
  )
  const options = { target, files, log: silentLogger, now: () => new Date(), lockTimeoutMs: 0 }
  try {
    expect(await migrateUp(options)).toHaveLength(files.length)
    expect(compareCatalogs(desired, await target.catalog())).toEqual([])
    expect(await migrateDown(options, files[0]?.name)).toHaveLength(files.length)
    expect((await target.catalog()).tables).toEqual([])
  } finally {
    await target.close()
  }
})
