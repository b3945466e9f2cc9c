/** A block of rows as one text, a character a byte: slices of it cost next to nothing. */

/** Of the block at hand only: the texts of blocks that are kept would fill the memory. */
export class BlockText {
  #text = ''
  #of: Buffer | null = null

  of(bytes: Buffer): string {
    if (this.#of !== bytes) {
      this.#text = bytes.toString('latin1')
      this.#of = bytes
    }
    return this.#text
  }
}
