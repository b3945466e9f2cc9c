/** How long a text may become. */

/** Half of what JavaScript can hold. */
export const TEXT_LENGTH_MAX = 2 ** 28

/**
 * What a function may make of shorter texts: a row whose text is longer would cost a worker its
 * memory, and the run with it.
 */
export const GROWN_LENGTH_MAX = 10_000_000
