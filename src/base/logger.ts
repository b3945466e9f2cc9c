/** The shape of a log, so that only main.ts and the worker's entry need to know pino. */

type LogFields = Readonly<Record<string, string | number | boolean | null | undefined>>

export interface Logger {
  debug(fields: LogFields, sentence: string): void
  info(fields: LogFields, sentence: string): void
  warn(fields: LogFields, sentence: string): void
  error(fields: LogFields, sentence: string): void
}

export const silentLogger: Logger = {
  debug: () => {},
  info: () => {},
  warn: () => {},
  error: () => {},
}
