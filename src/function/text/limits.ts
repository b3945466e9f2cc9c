/** How long a text may become. */

/** Half of what JavaScript can hold. */
export const TEXT_LENGTH_MAX = 2 ** 28
