/** TLS against a server with a certificate of its own authority. */
import { execFileSync } from 'node:child_process'
import { lookup } from 'node:dns/promises'
import { readFileSync, writeFileSync } from 'node:fs'
import { hostname } from 'node:os'
import path from 'node:path'
import mysql from 'mysql2/promise'
import { GenericContainer, Wait } from 'testcontainers'
import type { StartedTestContainer } from 'testcontainers'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { mysqlConnector } from '../../../src/connect/mysql/index.ts'
import type { ConnectionSettings } from '../../../src/plugin/connector.ts'
import { connectionSettings } from '../../support/connection-settings.ts'
import { serverUrl } from '../../support/databases.ts'
import { dockerMariadb } from '../../support/servers/docker.ts'
import { useTempFolder } from '../../support/temp-folder.ts'

/** Reaches this machine without being taken for loopback. */
const HOST = hostname()
const canRun =
  (await serverUrl('docker-mariadb')) !== null &&
  (await lookup(HOST).then(
    () => true,
    () => false,
  ))

describe.skipIf(!canRun)('[mysql] TLS', () => {
  const folder = useTempFolder()
  let container: StartedTestContainer | undefined

  beforeAll(async () => {
    makeAuthority(folder)
    container = await new GenericContainer(dockerMariadb.image)
      .withEnvironment({ MARIADB_ROOT_PASSWORD: 'library', MARIADB_DATABASE: 'library' })
      .withCopyContentToContainer(makeServerFiles(folder, HOST))
      .withCommand([
        'mariadbd',
        '--ssl-ca=/tls/authority.pem',
        '--ssl-cert=/tls/server.pem',
        '--ssl-key=/tls/server.key',
      ])
      .withExposedPorts(3306)
      .withWaitStrategy(Wait.forLogMessage(/ port: 3306 /u))
      .start()
  })
  afterAll(async () => {
    await container?.stop({ timeout: 0 })
  })

  /** The TLS in force, or the code of the refusal. */
  async function tlsOf(
    host: string,
    tls: ConnectionSettings['tls'],
    authority: string | null = 'authority.pem',
  ): Promise<string> {
    const query = authority === null ? '' : `?ssl-ca=${authority}`
    const url = `mysql://root:library@${host}:${container?.getMappedPort(3306)}/library${query}`
    const settings = connectionSettings('mysql', url, { tls, directory: folder })
    try {
      const source = await mysqlConnector.openSource(settings)
      const info = await source.info()
      await source.close()
      return info.tls
    } catch (error) {
      return (error as { readonly code: string }).code
    }
  }

  it('takes a certificate of the declared authority with the right name', async () => {
    expect(await tlsOf(HOST, 'verify-full')).toMatch(/^TLSv1\.[23] \(verify-full\)$/u)
  })

  it('refuses an authority that nobody declared, unless that is opted down', async () => {
    expect(await tlsOf(HOST, 'verify-full', null)).toBe('CONNECT_TLS')
    expect(await tlsOf(HOST, 'verify-ca', null)).toBe('CONNECT_TLS')
    expect(await tlsOf(HOST, 'require', null)).toMatch(/^TLSv1\.[23] \(require\)$/u)
  })

  it('goes without TLS only where that is written', async () => {
    expect(await tlsOf(HOST, 'disable')).toBe('none (opted down)')
    expect(await tlsOf('127.0.0.1', 'verify-full')).toBe('none (loopback)')
  })

  it('refuses a certificate for another name, unless that is opted down', async () => {
    await container?.copyContentToContainer(makeServerFiles(folder, 'elsewhere.example'))
    const url = `mysql://root:library@127.0.0.1:${container?.getMappedPort(3306)}/`
    const admin = await mysql.createConnection(url)
    await admin.query('flush ssl')
    await admin.end()
    expect(await tlsOf(HOST, 'verify-full')).toBe('CONNECT_TLS')
    expect(await tlsOf(HOST, 'verify-ca')).toMatch(/^TLSv1\.[23] \(verify-ca\)$/u)
  })
})

const OPENSSL = 'openssl'

function openssl(folder: string, command: string): void {
  execFileSync(OPENSSL, command.trim().split(/\s+/u), { cwd: folder, stdio: 'pipe' })
}

function makeAuthority(folder: string): void {
  openssl(
    folder,
    `req -x509 -newkey rsa:2048 -nodes -sha256 -days 2 -subj /CN=library-authority
      -keyout authority.key -out authority.pem`,
  )
}

/** The files of a server with a certificate for that name. */
function makeServerFiles(
  folder: string,
  name: string,
): { content: string; target: string; mode: number }[] {
  writeFileSync(path.join(folder, 'names'), `subjectAltName=DNS:${name}\n`)
  openssl(
    folder,
    `req -newkey rsa:2048 -nodes -sha256 -subj /CN=library-server
      -keyout server.key -out server.csr`,
  )
  openssl(
    folder,
    `x509 -req -in server.csr -days 2 -sha256 -extfile names
      -CA authority.pem -CAkey authority.key -CAcreateserial -out server.pem`,
  )
  return ['authority.pem', 'server.pem', 'server.key'].map((file) => ({
    content: readFileSync(path.join(folder, file), 'utf8'),
    target: `/tls/${file}`,
    mode: 0o644,
  }))
}
