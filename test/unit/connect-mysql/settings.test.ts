/** What a URL and a `tls` setting become, before any server is asked. */
import { describe, expect, it } from 'vitest'
import { EngineError } from '../../../src/base/error.ts'
import { readSettings } from '../../../src/connect/mysql/settings.ts'
import type { ConnectionSettings } from '../../../src/plugin/connector.ts'
import { connectionSettings } from '../../support/connection-settings.ts'

function read(url: string, changes: Partial<ConnectionSettings> = {}) {
  return readSettings(connectionSettings('mysql', url, changes))
}

function refusal(url: string): EngineError {
  try {
    read(url)
  } catch (error) {
    if (error instanceof EngineError) return error
  }
  throw new Error('the URL was taken')
}

describe('[mysql] settings', () => {
  it('reads user, password and database as they were before percent-encoding', () => {
    const { options, place } = read('mysql://ada%40home:p%2Fw%25@db.example:3307/the%20library')
    expect(options).toMatchObject({
      host: 'db.example',
      port: 3307,
      user: 'ada@home',
      password: 'p/w%',
      database: 'the library',
    })
    expect(place).toBe('db.example:3307/the library')
  })

  it('verifies certificate and name of every host that is not loopback', () => {
    const { options, tls } = read('mysql://ada:pw@db.example/library')
    expect(options.ssl).toEqual({ rejectUnauthorized: true, verifyIdentity: true })
    expect(tls).toBe('verify-full')
  })

  it.each(['localhost', '127.0.0.1', '127.1.2.3', '[::1]'])('asks %s for no TLS', (host) => {
    const { options, tls } = read(`mysql://ada:pw@${host}/library`)
    expect(options.ssl).toBeUndefined()
    expect(tls).toBe('none (loopback)')
  })

  it.each(['127.0.0.1.example', 'localhost.example', '0.0.0.0', '10.0.0.1', '[fe80::1]'])(
    'does not take %s for loopback',
    (host) => {
      const { tls } = read(`mysql://ada:pw@${host}/library`, { tls: 'verify-ca' })
      expect(tls).toBe('verify-ca')
    },
  )

  it.each(['10.0.0.1', '[fe80::1]'])('does not claim to verify the name of %s', (host) => {
    const error = refusal(`mysql://ada:hidden@${host}/library`)
    expect(error.code).toBe('CONNECT_TLS')
    expect(error.message).toContain('verify-ca')
  })

  it('goes down from verify-full as far as is written, and says so', () => {
    const url = 'mysql://ada:pw@db.example/library'
    const authority = read(url, { tls: 'verify-ca' })
    expect(authority.options.ssl).toEqual({ rejectUnauthorized: true, verifyIdentity: false })
    const encrypted = read(url, { tls: 'require' })
    expect(encrypted.options.ssl).toEqual({ rejectUnauthorized: false, verifyIdentity: false })
    const plain = read(url, { tls: 'disable' })
    expect(plain.options.ssl).toBeUndefined()
    expect(plain.tls).toBe('none (opted down)')
  })

  it('keeps to what is written for loopback too', () => {
    const url = 'mysql://ada:pw@127.0.0.1/library'
    expect(read(url, { tls: 'require' })).toMatchObject({
      options: { ssl: { rejectUnauthorized: false } },
      tls: 'require',
    })
    expect(read(url, { tls: 'disable' }).tls).toBe('none (opted down)')
  })

  it('takes a Unix socket', () => {
    const { options, place } = read('mysql://ada@localhost/library?socket=/run/db.sock')
    expect(options.socketPath).toBe('/run/db.sock')
    expect(place).toBe('/run/db.sock/library')
  })

  it.each([
    ['not a url', 'cannot be read as a URL'],
    ['postgres://ada:hidden@db.example/library', 'must begin with mysql://'],
    ['mysql://ada:hidden@db.example', 'name of one database'],
    ['mysql://12/hidden@db.example', 'names no user'],
    ['mysql://ada:12?hidden@db.example/library', '%3F'],
    ['mysql://ada:hidden@db.example/one/two', 'name of one database'],
    ['mysql://ada:hidden@db.example/library?tls=off', 'unknown parameter "tls"'],
    ['mysql://ada:hidden%@db.example/library', 'must be written as %25'],
  ])('refuses %s without repeating the password', (url, reason) => {
    const error = refusal(url)
    expect(error.code).toBe('CONNECT_URL')
    expect(error.message).toContain(reason)
    expect(error.message).not.toContain('hidden')
  })

  it('says which file of authorities cannot be read', () => {
    const error = refusal('mysql://ada:hidden@db.example/library?ssl-ca=no/such.pem')
    expect(error.code).toBe('CONNECT_TLS')
    expect(error.message).toContain('no/such.pem')
  })
})
