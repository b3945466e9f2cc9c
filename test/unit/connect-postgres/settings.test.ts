/** The url of a connection: read whole, refused without showing its password. */
import { describe, expect, it } from 'vitest'
import { EngineError } from '../../../src/base/error.ts'
import { embeddedName, readSettings } from '../../../src/connect/postgres/settings.ts'
import type { ConnectionSettings } from '../../../src/plugin/connector.ts'
import { connectionSettings } from '../../support/connection-settings.ts'

const read = (url: string, changes: Partial<ConnectionSettings> = {}) =>
  readSettings(connectionSettings('postgres', url, changes))

describe('the url of PostgreSQL', () => {
  it('gives host, port, user, password and database, escapes undone', () => {
    const { options, place } = read(
      'postgres://ada%40desk:p%3Aw@db.library.example:6543/night%20shift',
    )
    expect(options).toMatchObject({
      host: 'db.library.example',
      port: 6543,
      user: 'ada@desk',
      database: 'night shift',
    })
    expect((options.password as () => string)()).toBe('p:w')
    expect(place).toBe('db.library.example:6543/night shift')
  })

  it('verifies the certificate of every host that is not this machine', () => {
    const { options, tls } = read('postgres://ada@db.library.example/library')
    expect(options.ssl).toEqual({ rejectUnauthorized: true })
    expect(tls).toBe('verify-full')
    expect(read('postgres://ada@10.0.0.7/library').options.ssl).toMatchObject({ host: '10.0.0.7' })
  })

  it.each(['localhost', '127.0.0.1', '127.9.9.9', '[::1]'])('needs no TLS for %s', (host) => {
    expect(read(`postgres://ada@${host}/library`)).toMatchObject({
      options: { ssl: false },
      tls: 'none (loopback)',
    })
  })

  it('lowers TLS as far as it is written', () => {
    const url = 'postgres://ada@db.library.example/library'
    expect(read(url, { tls: 'disable' })).toMatchObject({
      options: { ssl: false },
      tls: 'none (opted down)',
    })
    expect(read(url, { tls: 'require' }).options.ssl).toMatchObject({ rejectUnauthorized: false })
    const { ssl } = read(url, { tls: 'verify-ca' }).options
    expect(ssl).toMatchObject({
      rejectUnauthorized: true,
      checkServerIdentity: expect.any(Function),
    })
    const { tls } = read('postgres://ada@localhost/library', { tls: 'require' })
    expect(tls).toBe('require')
  })

  it('takes the folder of a Unix socket', () => {
    const { options, place } = read('postgres://ada@localhost/library?host=/run/postgresql')
    expect(options).toMatchObject({ host: '/run/postgresql', port: 5432, ssl: false })
    expect(place).toBe('/run/postgresql:5432/library')
  })

  it.each([
    'not a url: hunter2',
    'mysql://ada:hunter2@localhost/library',
    'postgres://ada:hunter2@localhost/',
    'postgres://:hunter2@localhost/library',
    'postgres://ada:hunter2%zz@localhost/library',
    'postgres://ada:12?hunter2@localhost/library',
    'postgres://ada:hunter2@localhost/library?sslmode=disable',
    'embedded:two words hunter2',
  ])('refuses %s, not showing the password', (url) => {
    const settings = connectionSettings('postgres', url)
    try {
      embeddedName(settings)
      readSettings(settings)
      expect.unreachable()
    } catch (error) {
      expect(error).toBeInstanceOf(EngineError)
      expect(error).toMatchObject({ code: 'CONNECT_URL' })
      expect(String(error)).not.toContain('hunter2')
    }
  })

  it('names the authorities it cannot read', () => {
    const url = 'postgres://ada@db.library.example/library?sslrootcert=absent.pem'
    expect(() => read(url)).toThrow(expect.objectContaining({ code: 'CONNECT_TLS' }))
  })

  it('knows the embedded server by its name', () => {
    expect(embeddedName(connectionSettings('postgres', 'embedded:shop_2'))).toBe('shop_2')
    expect(embeddedName(connectionSettings('postgres', 'postgres://ada@localhost/x'))).toBeNull()
  })
})
