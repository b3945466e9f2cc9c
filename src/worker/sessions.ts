/** Plain settings -> the sessions of one worker: opened when first needed, then kept. */
import { Secret } from '../base/secret.ts'
import { connectorOf } from '../builtin.ts'
import { ledgerOf } from '../ledger/tables.ts'
import type { ConnectionSettings, SourceConnection } from '../plugin/connector.ts'
import type { Sessions } from '../transfer/sessions.ts'
import type { LoadedProgram } from '../compile/transform.ts'
import { importProgram } from './module-file.ts'
import type { PlainSettings, WorkerSetup } from './protocol.ts'

export class WorkerSessions {
  readonly #setup: WorkerSetup
  readonly #sources = new Map<string, SourceConnection>()
  readonly #programs = new Map<string, LoadedProgram>()
  #sessions: Sessions | null = null
  readonly #refused = new Set<string>()
  #warmUp: Promise<unknown> | null = null

  constructor(setup: WorkerSetup) {
    this.#setup = setup
  }

  /** Opens what the first task will ask for, in the background. */
  warmUp(): void {
    const { sources } = this.#setup
    const [source] = sources.length === 1 ? sources : []
    this.#warmUp = Promise.allSettled([
      this.#open(),
      source === undefined ? null : this.#source(source.name, 'rows'),
    ])
  }

  async open(): Promise<Sessions> {
    await this.#warmUp
    return await this.#open()
  }

  async #open(): Promise<Sessions> {
    if (this.#sessions !== null) return this.#sessions
    const settings = reveal(this.#setup.target)
    const target = await connectorOf(settings.kind).openTarget(settings)
    this.#sessions = {
      target,
      ledger: ledgerOf(target),
      refused: this.#refused,
      source: (connection) => this.#source(connection, 'rows'),
      lookupSource: (connection) => this.#source(connection, 'lookups'),
    }
    return this.#sessions
  }

  async program(name: string): Promise<LoadedProgram> {
    const known = this.#programs.get(name)
    if (known !== undefined) return known
    const program = this.#setup.programs.find((each) => each.name === name)
    if (program === undefined) throw new TypeError(`there is no program "${name}"`)
    const loaded = await importProgram(this.#setup.modulesDirectory, program)
    this.#programs.set(name, loaded)
    return loaded
  }

  /** After a failure nothing is known of the sessions: the next task opens new ones. */
  async close(): Promise<void> {
    await this.#warmUp
    const open = [...this.#sources.values(), ...(this.#sessions ? [this.#sessions.target] : [])]
    this.#sources.clear()
    this.#sessions = null
    for (const connection of open) await connection.close().catch(() => {})
  }

  async #source(connection: string, use: 'rows' | 'lookups'): Promise<SourceConnection> {
    const id = `${use} ${connection}`
    const known = this.#sources.get(id)
    if (known !== undefined) return known
    const { sources, target } = this.#setup
    const isTarget = connection === target.name
    const own = isTarget ? (await this.#open()).target.reading : null
    if (own !== null) return own
    const plain = isTarget ? target : sources.find((each) => each.name === connection)
    if (plain === undefined) throw new TypeError(`there are no settings of "${connection}"`)
    const settings = reveal(plain)
    const source = await connectorOf(settings.kind).openSource(settings)
    this.#sources.set(id, source)
    return source
  }
}

function reveal(plain: PlainSettings): ConnectionSettings {
  return { ...plain, url: plain.url === null ? null : new Secret(plain.url) }
}
