/** Loads a migration written in TypeScript or JavaScript. */
import { pathToFileURL } from 'node:url'
import type { Kysely } from 'kysely'
import { EngineError } from '../base/error.ts'
import type { MigrationFile } from '../project/migrations.ts'

export interface MigrationModule {
  // oxlint-disable-next-line typescript/no-explicit-any -- a migration knows its own tables
  up(db: Kysely<any>): Promise<void>
  // oxlint-disable-next-line typescript/no-explicit-any -- as above
  down?(db: Kysely<any>): Promise<void>
}

/** Imports the file through Node's own type stripping; umzug's resolver would ask for ts-node. */
export async function loadModule(file: MigrationFile): Promise<MigrationModule> {
  let module: Partial<MigrationModule>
  try {
    // The checksum in the URL: an edited file is not served from the module cache.
    module = (await import(
      `${pathToFileURL(file.absolutePath).href}?${file.checksum}`
    )) as Partial<MigrationModule>
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    throw new EngineError(
      'MIGRATE_MODULE',
      `${file.path} could not be loaded: ${reason}. ` +
        'It must be an ES module; package.json needs "type": "module".',
      { cause: error },
    )
  }
  if (typeof module.up !== 'function') {
    throw new EngineError('MIGRATE_MODULE', `${file.path} must export an async function "up(db)".`)
  }
  return module as MigrationModule
}
