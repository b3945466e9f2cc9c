/** The statements that make a fresh session fit for reading exactly, or for writing as exactly. */

export type Role = 'source' | 'target'

const SOURCE = [
  'set names utf8mb4',
  'set session transaction isolation level repeatable read, read only',
  // An empty sql_mode: a backslash in a literal is an escape, as mysql2 takes it to be, and CHAR
  // comes without its padding. A reader under back-pressure is no dead client, hence the timeouts.
  // A select limit set for the server would end a table early without an error.
  "set session time_zone = '+00:00', sql_mode = '', autocommit = 1, net_write_timeout = 3600," +
    ' wait_timeout = 28800, sql_select_limit = 18446744073709551615',
]

const TARGET = [
  'set names utf8mb4',
  // Each statement sees what others have committed: the ledger's fencing relies on it.
  'set session transaction isolation level read committed, read write',
  // STRICT_ALL_TABLES: a value that does not fit is an error, and not the nearest that does. A 0
  // in a column that numbers itself is that 0. Notes are kept, for a decimal that loses digits
  // raises no more than one.
  "set session time_zone = '+00:00', sql_mode = 'STRICT_ALL_TABLES,NO_AUTO_VALUE_ON_ZERO," +
    "ERROR_FOR_DIVISION_BY_ZERO,NO_ENGINE_SUBSTITUTION', autocommit = 1, sql_notes = 1," +
    ' max_error_count = 64, foreign_key_checks = 1, unique_checks = 1, sql_safe_updates = 0,' +
    ' sql_auto_is_null = 0, sql_big_selects = 1, completion_type = 0',
  // A session that waits for a lock that long waits for a person.
  'set session net_write_timeout = 3600, net_read_timeout = 3600, wait_timeout = 28800,' +
    ' sql_select_limit = 18446744073709551615, lock_wait_timeout = 60,' +
    ' innodb_lock_wait_timeout = 60',
]

/** MariaDB's own switch; MySQL has none. */
const MARIA_TARGET = ['set session check_constraint_checks = 1']

export function preparation(role: Role, isMariaDb: boolean): readonly string[] {
  if (role === 'source') return SOURCE
  return isMariaDb ? [...TARGET, ...MARIA_TARGET] : TARGET
}
