/** Names within the file of a staged table, the same for who writes it and who reads it. */

/** The one table of rows. */
export const STAGED_ROWS = 'rows'

/** What is wrong with a record of a file as a whole. No column that is staged has that name. */
export const RECORD_PROBLEMS = '#problems'

/** As many tables as one session reads side by side. */
export const STAGED_TABLES_MAX = 10
