/** The files of a table -> one digest of their names and bytes, by which a change is noticed. */
import { createHash, type Hash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import type { FileTable } from '../../plugin/connector.ts'
import { fileFailure } from './records.ts'
import { shownFile, tableFiles } from './settings.ts'

const READ_BYTES = 1 << 20

/** Takes the bytes of file after file, as they lie on the disk. */
export class FilesDigest {
  readonly #files: [name: string, hash: Hash][] = []

  /** What comes from now on is of this file. */
  begin(name: string): void {
    this.#files.push([name, createHash('sha256')])
  }

  update(bytes: Uint8Array): void {
    this.#files.at(-1)?.[1].update(bytes)
  }

  digest(): string {
    const files = this.#files.map(([name, hash]) => [name, hash.digest('hex')])
    return createHash('sha256').update(JSON.stringify(files)).digest('hex')
  }
}

export async function digestFiles(table: FileTable): Promise<string> {
  const digest = new FilesDigest()
  for (const file of await tableFiles(table)) {
    digest.begin(shownFile(table, file))
    try {
      for await (const piece of createReadStream(file, { highWaterMark: READ_BYTES })) {
        digest.update(piece as Buffer)
      }
    } catch (error) {
      throw fileFailure(error, file)
    }
  }
  return digest.digest()
}
