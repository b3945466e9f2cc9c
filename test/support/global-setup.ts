/** Owns the test servers for a whole vitest run; starts one when a test file first asks for it. */
import { createServer } from 'node:http'
import type { TestProject } from 'vitest/node'
import { SERVER_NAMES, type ServerName } from './servers/answer.ts'
import { OwnedServers } from './servers/owned.ts'
import { dropRunDatabases } from './servers/leftovers.ts'

export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const servers = new OwnedServers()
  const run = `mw_${process.pid}`
  const desk = createServer((request, response) => {
    const name = SERVER_NAMES.find((known) => `/${known}` === request.url)
    void answer(servers, name).then(({ status, body }) => {
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))
    })
  })
  await new Promise<void>((resolve) => desk.listen(0, '127.0.0.1', resolve))
  const address = desk.address()
  if (address === null || typeof address === 'string') throw new Error('no port to listen on')
  project.provide('testServers', `http://127.0.0.1:${address.port}`)
  project.provide('testRun', run)
  return async () => {
    desk.closeAllConnections()
    desk.close()
    try {
      await dropRunDatabases(await servers.list(), run)
    } finally {
      await servers.close()
    }
  }
}

async function answer(
  servers: OwnedServers,
  name: ServerName | undefined,
): Promise<{ status: number; body: unknown }> {
  if (name === undefined) return { status: 404, body: 'no such server' }
  try {
    return { status: 200, body: await servers.get(name) }
  } catch (error) {
    return { status: 500, body: error instanceof Error ? error.message : String(error) }
  }
}
