/** What every connector must do, run over the world that its fixture makes. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { EngineError } from '../../src/base/error.ts'
import type { ConnectionSettings } from '../../src/plugin/connector.ts'
import type { ConformanceFixture, ConformanceWorld } from './fixture.ts'
import { describeSource } from './source.ts'
import { describeTarget } from './target.ts'

/** Settings of the fixture's world, once its tests run. */
export type WorldSettings = () => ConnectionSettings

export function describeConformance(fixture: ConformanceFixture): void {
  const variant = fixture.variant === '' ? '' : ` ${fixture.variant}`
  describe.skipIf(fixture.absent !== null)(`${fixture.tag}${variant} conforms`, () => {
    let world: ConformanceWorld | undefined
    const settings: WorldSettings = () => {
      if (world === undefined) throw new Error('the world is there once the tests run')
      return world.settings
    }
    beforeAll(async () => {
      world = await fixture.create()
    })
    afterAll(async () => world?.close())

    describeConnecting(fixture, settings)
    describeSource(fixture, settings)
    if (fixture.target !== null) describeTarget(fixture, fixture.target, settings)
  })
}

function describeConnecting(fixture: ConformanceFixture, settings: WorldSettings): void {
  const { connector } = fixture

  it('says what it is connected to, without the password', async () => {
    const source = await connector.openSource(settings())
    const info = await source.info()
    await source.close()
    expect(info.version).not.toBe('')
    expect(info.place).not.toBe('')
    expect(info.readOnly).toBe(true)
    for (const password of passwordsOf(settings())) {
      expect(JSON.stringify(info)).not.toContain(password)
    }
  })

  it('may be closed twice', async () => {
    const source = await connector.openSource(settings())
    await source.close()
    await expect(source.close()).resolves.toBeUndefined()
  })

  it.each(fixture.broken)('names what is wrong with $what: $code', async (broken) => {
    const wrong = broken.settings(settings())
    const error: unknown = await connector.openSource(wrong).then(
      (source) => source.close().then(() => 'it connected'),
      (refusal: unknown) => refusal,
    )
    expect(error).toBeInstanceOf(EngineError)
    const { code, message } = error as EngineError
    expect(code).toBe(broken.code)
    expect(message).toContain(wrong.name)
    for (const password of passwordsOf(wrong)) expect(message).not.toContain(password)
  })

  if (!connector.roles.includes('target')) {
    it('cannot be opened as a target', async () => {
      const refused = connector.openTarget(settings())
      await expect(refused).rejects.toMatchObject({ code: 'CONNECT_ROLE' })
    })
  }
}

function passwordsOf({ url }: ConnectionSettings): string[] {
  const text = url?.reveal() ?? ''
  if (!URL.canParse(text)) return []
  const { password } = new URL(text)
  return password === '' ? [] : [password]
}
