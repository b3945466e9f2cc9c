/** Turns the declaration of a file set into its tables, every default filled. */
import { readdir } from 'node:fs/promises'
import path from 'node:path'
import type { Place } from '../base/diagnostic.ts'
import { valueAt, type YamlMap, type YamlNode } from '../base/yaml-node.ts'
import { compareText } from '../catalog/order.ts'
import type { FileTable } from '../plugin/connector.ts'
import { problem } from './folder.ts'
import { textAt, textsOf, type ProjectReading } from './reading.ts'

/** What a file is read as where nothing is said: CSV as COPY writes it, with a header. */
const DEFAULT_FORMAT = {
  encoding: 'utf-8',
  delimiter: ',',
  record: null,
  quote: '"',
  header: true,
  nulls: [''],
  ragged: 'reject',
  key: [],
} as const satisfies Omit<FileTable, 'name' | 'file'>

const FILE_NAME = /^(?<name>[^.].*)\.(?<extension>csv|tsv)(?:\.gz)?$/iu

/** The tables of `files`: those declared, or every .csv and .tsv file of the folder by its name. */
export async function readFileTables(
  reading: ProjectReading,
  connection: string,
  files: { readonly text: string; readonly at: Place },
  node: YamlMap,
): Promise<FileTable[]> {
  const folder = path.resolve(reading.directory, files.text)
  const format = valueAt(node, 'format')
  const tables = valueAt(node, 'tables')
  const declared =
    tables?.kind === 'map'
      ? tables.entries.map(({ key, value }) => ({ name: key.text, at: key.at, value }))
      : (await listTables(folder)).map((table) => ({ ...table, at: files.at, value: undefined }))
  if (declared.length === 0) {
    const message =
      `Connection "${connection}" has no tables: there is no .csv or .tsv file in ` +
      `"${files.text}". Correct the folder, or list the files under "tables".`
    reading.diagnostics.push(problem('PROJECT_FILES', message, files.at))
  }
  const read: FileTable[] = []
  for (const one of declared) {
    const file = 'file' in one ? one.file : (textAt(one.value, 'file')?.text ?? '')
    const table = fileTable(one.name, path.resolve(folder, file), [one.value, format])
    if (!isEncoding(table.encoding)) {
      const at = (textAt(one.value, 'encoding') ?? textAt(format, 'encoding') ?? one).at
      const message =
        `"${table.encoding}" is no encoding. ` +
        `Write a WHATWG name, as utf-8, windows-1252, shift_jis.`
      reading.diagnostics.push(problem('PROJECT_UNKNOWN_ENCODING', message, at))
    }
    read.push(table)
  }
  return read
}

async function listTables(folder: string): Promise<{ name: string; file: string }[]> {
  const files = await readdir(folder).catch(() => [])
  return files.sort(compareText).flatMap((file) => {
    const name = FILE_NAME.exec(file)?.groups?.['name']
    return name === undefined ? [] : [{ name, file }]
  })
}

/** The first of the layers that says something decides. */
function fileTable(
  name: string,
  file: string,
  layers: readonly (YamlNode | undefined)[],
): FileTable {
  const find = (key: string) =>
    layers.map((layer) => valueAt(layer, key)).find((node) => node !== undefined)
  const text = (key: string) => {
    const node = find(key)
    return node?.kind === 'scalar' ? node : undefined
  }
  const isTabbed = /\.tsv(?:\.gz)?$/iu.test(file)
  const quote = text('quote')
  return {
    name,
    file,
    encoding: text('encoding')?.text ?? DEFAULT_FORMAT.encoding,
    delimiter: text('delimiter')?.text ?? (isTabbed ? '\t' : DEFAULT_FORMAT.delimiter),
    record: text('record')?.text ?? DEFAULT_FORMAT.record,
    // A plain null: nothing is quoted.
    quote: quote === undefined ? DEFAULT_FORMAT.quote : quote.value === null ? null : quote.text,
    header: text('header')?.value !== false && DEFAULT_FORMAT.header,
    nulls: textsOf(find('null')) ?? DEFAULT_FORMAT.nulls,
    ragged: text('ragged')?.text === 'fill' ? 'fill' : DEFAULT_FORMAT.ragged,
    key: textsOf(find('key')) ?? DEFAULT_FORMAT.key,
  }
}

function isEncoding(label: string): boolean {
  try {
    return new TextDecoder(label).encoding !== ''
  } catch {
    return false
  }
}
