/** Turns connection settings of kind files into sessions: the files connector. */
import type { Connector } from '../../plugin/connector.ts'
import { EngineError } from '../../base/error.ts'

/** CSV, TSV and other delimited text, packed with gzip or not. */
export const csvConnector: Connector = {
  kind: 'files',
  roles: ['source'],
  // What it loads is loaded where it is used.
  openSource: async (settings) => {
    const { CsvSource } = await import('./session.ts')
    return new CsvSource(settings)
  },
  openTarget: async (settings) => {
    const message = `Connection ${settings.name} is a set of files, which can only be read.`
    throw new EngineError('CONNECT_ROLE', message)
  },
}
