/** Turns the url of a SQLite connection into the path of its file. */
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { EngineError } from '../../base/error.ts'
import type { ConnectionSettings } from '../../plugin/connector.ts'

/** A plain path, `sqlite:PATH`, `sqlite://PATH` or `file:///PATH`; relative to the project. */
export function sqliteFile(settings: ConnectionSettings): string {
  const url = settings.url?.reveal().trim() ?? ''
  const file = url.startsWith('file:') ? fromFileUrl(url) : url.replace(/^sqlite:(\/\/)?/, '')
  if (file === '' || file.startsWith(':memory:')) {
    throw new EngineError(
      'CONNECT_URL',
      `Connection ${settings.name}: a SQLite url is the path of a file, such as data/shop.sqlite.`,
    )
  }
  return path.resolve(settings.directory, file)
}

function fromFileUrl(url: string): string {
  try {
    return fileURLToPath(url)
  } catch {
    return ''
  }
}
