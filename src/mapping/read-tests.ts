/** Turns the text of a `<mapping>.test.yaml` into its cases, or says what is wrong with it. */
import type { Checked } from '../base/diagnostic.ts'
import { compileSchema } from '../base/schema.ts'
import { type YamlNode, cellOf, valueAt } from '../base/yaml-node.ts'
import { parseYaml } from '../base/yaml.ts'
import type { ProjectFile } from '../project/project.ts'
import type { MappingTests, TestCase } from './document.ts'
import { cellsOf, entriesOf, itemsOf, located, scalarOf, textAt } from './node.ts'
import { readExpectation } from './read-example.ts'
import { type Reader, report } from './reader.ts'
import { readTable } from './table-name.ts'
import { testSchema } from './test-schema.ts'

const checkShape = compileSchema(testSchema)

const CROSSWALK = 'crosswalk '
const FILE_SUFFIX = /\.test\.ya?ml$/u

/** Reads the tests of one mapping. There is a value only where nothing is wrong. */
export function readMappingTests(file: ProjectFile): Checked<MappingTests> {
  const parsed = parseYaml(file.path, file.text)
  if (parsed.value === undefined) return { value: undefined, diagnostics: parsed.diagnostics }
  const misshapen = checkShape(parsed.value)
  if (misshapen.length > 0) return { value: undefined, diagnostics: misshapen }
  const reader: Reader = { diagnostics: [], lets: new Set() }
  const cases = itemsOf(valueAt(parsed.value, 'cases')).map((item) => readCase(reader, item))
  checkNames(reader, cases)
  const fileName = file.path.slice(file.path.lastIndexOf('/') + 1)
  const value = { mapping: fileName.replace(FILE_SUFFIX, ''), file: file.path, cases }
  const failed = reader.diagnostics.length > 0
  return { value: failed ? undefined : value, diagnostics: reader.diagnostics }
}

function readCase(reader: Reader, node: YamlNode): TestCase {
  const name = located(scalarOf(valueAt(node, 'name')))
  const given = entriesOf(valueAt(node, 'given'))
  const isCrosswalk = (entry: (typeof given)[number]) => entry.key.text.startsWith(CROSSWALK)
  const tables = given.filter((entry) => !isCrosswalk(entry))
  for (const { key } of tables) readTable(reader, located(key))
  return {
    name: name.value,
    arm: textAt(node, 'arm'),
    at: name.at,
    tables: tables.map(({ key, value }) => ({
      table: located(key),
      rows: itemsOf(value).map(cellsOf),
    })),
    crosswalks: given.filter(isCrosswalk).map(({ key, value }) => ({
      mapping: key.text.slice(CROSSWALK.length).trim(),
      entries: entriesOf(value).map((entry) => ({
        from: cellOf(entry.key),
        to: cellOf(scalarOf(entry.value)),
        at: entry.key.at,
      })),
    })),
    expect: itemsOf(valueAt(node, 'expect')).map(readExpectation),
  }
}

function checkNames(reader: Reader, cases: readonly TestCase[]): void {
  const seen = new Set<string>()
  for (const { name, at } of cases) {
    if (seen.has(name)) {
      const message = `Two cases are named "${name}". Give one of them another name.`
      report(reader, 'MAPPING_TEST_NAME_TWICE', at, message)
    }
    seen.add(name)
  }
}
