/** Turns connection settings of kind files into sessions: the files connector. */
import type { Connector } from '../../plugin/connector.ts'
import { EngineError } from '../../base/error.ts'
import { CsvSource } from './session.ts'

/** CSV, TSV and other delimited text, packed with gzip or not. */
export const csvConnector: Connector = {
  kind: 'files',
  roles: ['source'],
  openSource: async (settings) => new CsvSource(settings),
  openTarget: async (settings) => {
    const message = `Connection ${settings.name} is a set of files, which can only be read.`
    throw new EngineError('CONNECT_ROLE', message)
  },
}
