import { inspect } from 'node:util'
import { chmod } from 'node:fs/promises'
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import { loadProject } from '../../../src/project/load.ts'
import { resolveSecrets } from '../../../src/project/secret.ts'
import { projectFolder } from '../../support/project-folder.ts'

interface World {
  readonly env?: Readonly<Record<string, string>>
  readonly files?: Readonly<Record<string, string>>
}

/** The settings of a connection with that url, in a world of variables and files. */
async function resolve(url: string, { env = {}, files = {} }: World = {}) {
  const text = `project: library\nconnections:\n  shop:\n    url: ${url}\ntarget: shop\n`
  const folder = await projectFolder({ 'mapwright.yaml': text, ...files })
  for (const file of Object.keys(files)) await chmod(path.join(folder, file), 0o600)
  const { value: project, diagnostics } = await loadProject(folder, { environment: null, env: {} })
  expect(diagnostics).toEqual([])
  if (project === undefined) throw new Error('no project')
  return { ...(await resolveSecrets(project, project.target, env)), folder, project, env }
}

async function resolvedUrl(text: string, world: World = {}): Promise<string | undefined> {
  const { value, diagnostics } = await resolve(text, world)
  expect(diagnostics).toEqual([])
  return value?.url?.reveal()
}

describe('a secret', () => {
  test('comes from the environment, before .env', async () => {
    const files = { '.env': 'SHOP_URL="postgres://env/file"\n' }
    expect(await resolvedUrl('${env:SHOP_URL}', { files })).toBe('postgres://env/file')
    const env = { SHOP_URL: 'postgres://process/variable' }
    expect(await resolvedUrl('${env:SHOP_URL}', { files, env })).toBe('postgres://process/variable')
  })

  test('comes from a .env that begins with a byte order mark', async () => {
    const files = { '.env': '\uFEFFSHOP_URL=postgres://env/file\n' }
    expect(await resolvedUrl('${env:SHOP_URL}', { files })).toBe('postgres://env/file')
  })

  test('comes from a file, less the line break at its end', async () => {
    const files = { 'secrets/url': 'postgres://db/shop\n' }
    expect(await resolvedUrl('${file:secrets/url}', { files })).toBe('postgres://db/shop')
  })

  test('is URL-encoded where it is a part of user, password or parameters', async () => {
    const env = { NAME: 'a@b', PASSWORD: 'p/@:#% ', HOST: 'db.example', BASE: 'shop' }
    const text = 'postgres://${env:NAME}:${env:PASSWORD}@${env:HOST}/${env:BASE}?host=${env:NAME}'
    const whole = await resolvedUrl(text, { env })
    expect(whole).toBe('postgres://a%40b:p%2F%40%3A%23%25%20@db.example/shop?host=a%40b')
    expect(decodeURIComponent(new URL(whole ?? '').password)).toBe(env.PASSWORD)
  })

  test('decides the kind of the connection', async () => {
    const env = { SHOP_URL: 'data/shop.sqlite' }
    expect((await resolve('${env:SHOP_URL}', { env })).value?.kind).toBe('sqlite')
  })

  test('is shown nowhere', async () => {
    const { value } = await resolve('postgres://app:${env:PASSWORD}@db/shop', {
      env: { PASSWORD: 'rainbowtrout' },
    })
    expect(value?.url?.reveal()).toContain('rainbowtrout')
    for (const text of [JSON.stringify(value), inspect(value), String(value?.url)]) {
      expect(text).not.toContain('rainbowtrout')
    }
  })
})

describe('what is missing', () => {
  test.each([
    ['${env:SHOP_URL}', {}, 'PROJECT_SECRET_MISSING', ['"shop"', 'SHOP_URL', '.env']],
    [
      '${env:SHOP_URL}',
      { env: { SHOP_URL: '' } },
      'PROJECT_SECRET_MISSING',
      ['SHOP_URL', 'is empty'],
    ],
    ['${file:secrets/url}', {}, 'PROJECT_SECRET_FILE', ['"shop"', 'secrets/url']],
    [
      '${file:url}',
      { files: { url: 'x'.repeat(70_000) } },
      'PROJECT_SECRET_FILE',
      ['more than 65536 bytes'],
    ],
    ['${env:SHOP_URL}', { env: { SHOP_URL: 'rainbowtrout' } }, 'PROJECT_URL', ['"shop"']],
  ])('%s', async (text, world, code, words) => {
    const { value, diagnostics } = await resolve(text, world)
    expect(value).toBeUndefined()
    expect(diagnostics).toMatchObject([{ code, file: 'mapwright.yaml', line: 4, column: 10 }])
    for (const word of words) expect(diagnostics[0]?.message).toContain(word)
    expect(diagnostics[0]?.message).not.toContain('rainbowtrout')
  })

  test('a .env that cannot be read is named', async () => {
    const text = 'project: library\nconnections: {shop: {url: "embedded:shop"}}\ntarget: shop\n'
    const folder = await projectFolder({ 'mapwright.yaml': text, '.env/x': '' })
    const loading = loadProject(folder, { environment: null, env: {} })
    await expect(loading).rejects.toMatchObject({
      code: 'PROJECT_ENV_UNREADABLE',
      message: expect.stringContaining('.env') as string,
    })
  })

  test('a file that everyone may read is told, and read', async () => {
    const files = { url: 'postgres://db/shop' }
    const { folder, project, env } = await resolve('${file:url}', { files })
    await chmod(path.join(folder, 'url'), 0o644)
    const { value, diagnostics } = await resolveSecrets(project, project.target, env)
    expect(value?.url?.reveal()).toBe('postgres://db/shop')
    expect(diagnostics).toMatchObject([{ code: 'PROJECT_SECRET_READABLE', severity: 'warning' }])
  })
})
