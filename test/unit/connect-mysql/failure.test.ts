/** Refusals of a real server, by the code that a user meets. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { mysqlConnector } from '../../../src/connect/mysql/index.ts'
import { connectionSettings } from '../../support/connection-settings.ts'
import { createMariadbDatabase, mariadbUrl, useDatabase } from '../../support/databases.ts'

describe.skipIf((await mariadbUrl()) === null)('[mysql] refusals', () => {
  const database = useDatabase(() => createMariadbDatabase('create table loan (id int)'))
  let user: string

  beforeAll(async () => {
    user = `reader_${database().name.slice(-12)}`
    await database().execute(
      `create user ${user} identified by 'pw' with max_user_connections 1;
       grant create temporary tables on ${database().name}.* to ${user}`,
    )
  })
  afterAll(() => database().execute(`drop user ${user}`))

  function openAsReader() {
    const url = new URL(database().url)
    url.username = user
    url.password = 'pw'
    return mysqlConnector.openSource(connectionSettings('mysql', url.href))
  }

  it('tells a missing grant and a limit of connections apart', async () => {
    const source = await openAsReader()
    try {
      await expect(openAsReader()).rejects.toMatchObject({
        code: 'CONNECT_REFUSED',
        retryable: true,
      })
      await expect(source.sql?.db.selectFrom('loan').selectAll().execute()).rejects.toMatchObject({
        code: 'CONNECT_PERMISSION',
        retryable: false,
      })
    } finally {
      await source.close()
    }
  })
})
