/** What the process that owns the test servers answers to a test file that asks for one. */

/** `embedded` is the reference PostgreSQL 18; the others are whatever a machine offers. */
export type ServerName = 'postgres' | 'embedded' | 'docker-postgres' | 'mariadb' | 'docker-mariadb'

export const SERVER_NAMES: readonly ServerName[] = [
  'postgres',
  'embedded',
  'docker-postgres',
  'mariadb',
  'docker-mariadb',
]

export type ServerAnswer =
  | { readonly kind: 'running'; readonly url: string; readonly origin: string }
  /** Not on this machine: suites that need it are skipped, naming the reason. */
  | { readonly kind: 'absent'; readonly reason: string }

declare module 'vitest' {
  interface ProvidedContext {
    /** `http://127.0.0.1:PORT`: where test files ask for a server. */
    testServers: string
    /** Begins the names of this run's databases. */
    testRun: string
  }
}
