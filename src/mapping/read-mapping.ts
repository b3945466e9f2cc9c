/** Turns the text of a mapping file into its document, or says everything that is wrong with it. */
import type { Checked, Diagnostic } from '../base/diagnostic.ts'
import { compileSchema } from '../base/schema.ts'
import { type YamlNode, valueAt } from '../base/yaml-node.ts'
import { WORK } from '../catalog/work-name.ts'
import { parseYaml } from '../base/yaml.ts'
import type { Project, ProjectDefaults, ProjectFile } from '../project/project.ts'
import { expandBundle, isBundle } from './bundle.ts'
import { bundleSchema } from './bundle-schema.ts'
import type { Arm, MappingDocument, Reasoned, RejectLimit, Rule, Tolerance } from './document.ts'
import { mappingSchema } from './mapping-schema.ts'
import { entriesOf, itemsOf, located, scalarOf, textAt } from './node.ts'
import { readExamples } from './read-example.ts'
import { readChecks, readRule } from './read-rule.ts'
import { readSource } from './read-source.ts'
import { type Reader, readOutcome, report } from './reader.ts'
import { readTable, unquote } from './table-name.ts'
import { withDefaults } from './defaults.ts'
import { expandUnion, letNames } from './union.ts'

const checkShape = compileSchema(mappingSchema)

const FILE_NAME = /(?:^|\/)(?<name>[A-Za-z0-9_][A-Za-z0-9_-]*)\.ya?ml$/u

const checkBundle = compileSchema(bundleSchema)

/** Reads one mapping. There is a value only where nothing is wrong. */
export function readMapping(
  file: ProjectFile,
  defaults: ProjectDefaults,
): Checked<MappingDocument> {
  const { value, diagnostics } = readMappingFile(file, defaults, 'same')
  return { value: value?.[0], diagnostics }
}

/** Reads a mapping, every mapping of a bundle, or every arm of a union. */
export function readMappingFile(
  file: ProjectFile,
  defaults: ProjectDefaults,
  naming: Project['naming'],
): Checked<readonly MappingDocument[]> {
  const { value: node, diagnostics } = parseYaml(file.path, file.text)
  if (node === undefined) return { value: undefined, diagnostics }
  const ofMany = isBundle(node)
  const misshapen = ofMany ? checkBundle(node) : checkShape(node)
  if (misshapen.length > 0) return { value: undefined, diagnostics: misshapen }
  const reader: Reader = { diagnostics: [], lets: letNames(node) }
  const written = ofMany ? expandBundle(reader, node, naming) : writtenIn(reader, file, node)
  const documents = written.map((each) =>
    readDocument(reader, file, { ...each, node: withDefaults(each.node, defaults.node) }),
  )
  const isWhole = reader.diagnostics.length === 0
  return {
    value: isWhole ? documents.filter((document) => document !== undefined) : undefined,
    diagnostics: onceEach(reader.diagnostics),
  }
}

/** What the arms of a union share is read with each of them. */
function onceEach(diagnostics: readonly Diagnostic[]): readonly Diagnostic[] {
  const byText = diagnostics.map((each) => [JSON.stringify(each), each] as const)
  return [...new Map(byText).values()]
}

/** A mapping before it is read. */
interface Written {
  readonly name: string | undefined
  readonly node: YamlNode
  readonly arm?: Arm
}

function writtenIn(reader: Reader, file: ProjectFile, node: YamlNode): readonly Written[] {
  const name = readName(reader, file)
  return expandUnion(reader, node, name) ?? [{ name, node }]
}

function readDocument(
  reader: Reader,
  file: ProjectFile,
  { name, node, arm }: Written,
): MappingDocument | undefined {
  const source = readSource(reader, node)
  const lets = readLets(reader, node)
  const target = readTarget(reader, node)
  const columns = readRules(reader, valueAt(node, 'columns'))
  const copy = textAt(node, 'copy')
  if (copy === null && entriesOf(valueAt(node, 'columns')).length === 0) {
    const message = 'This mapping fills no column. Write rules under "columns", or "copy".'
    report(reader, 'MAPPING_NO_RULES', node.at, message)
  }
  const rest = readRest(reader, node)
  if (name === undefined || source === undefined || target === undefined) return undefined
  return {
    name,
    arm: arm ?? null,
    file: file.path,
    ...rest,
    source,
    lets,
    target,
    copy: copy === null ? null : { value: unquote(copy.value), at: copy.at },
    columns,
  }
}

function readRest(reader: Reader, node: YamlNode) {
  return {
    description: textAt(node, 'description')?.value ?? null,
    owner: textAt(node, 'owner')?.value ?? null,
    tags: itemsOf(valueAt(node, 'tags')).map((item) => scalarOf(item).text),
    drop: readReasons(valueAt(node, 'drop')),
    leave: readReasons(valueAt(node, 'leave')),
    checks: readChecks(reader, valueAt(node, 'check')),
    onError: readOutcome(reader, node, 'on_error'),
    rejectLimit: readRejectLimit(valueAt(node, 'reject_limit')),
    accept: itemsOf(valueAt(node, 'accept')).map(located),
    reconcile: readReconcile(valueAt(node, 'reconcile')),
    examples: readExamples(valueAt(node, 'examples')),
  }
}

function readName(reader: Reader, file: ProjectFile): string | undefined {
  const name = FILE_NAME.exec(file.path)?.groups?.['name']
  if (name !== undefined) return name
  const at = { file: file.path, line: 1, column: 1 }
  const message =
    'The file names the mapping: letters, digits, "_" and "-", then .yaml. Rename the file.'
  return report(reader, 'MAPPING_FILE_NAME', at, message)
}

function readTarget(reader: Reader, node: YamlNode): MappingDocument['target'] | undefined {
  const target = valueAt(node, 'target')
  const into = readTable(reader, located(scalarOf(valueAt(target, 'into') ?? target)))
  const key = valueAt(target, 'key')
  const load = valueAt(target, 'load')
  const mode = load?.kind === 'scalar' ? load.text : textAt(load, 'mode')?.value
  const indexes = textAt(load, 'indexes')
  const isWork = into?.connection === WORK
  const spare = isWork ? (load ?? valueAt(target, 'triggers_off')) : undefined
  if (spare !== undefined) {
    const message =
      'A work table is made anew by each run that fills it: there is nothing to choose. ' +
      'Take "load" and "triggers_off" out.'
    report(reader, 'MAPPING_WORK_LOAD', spare.at, message)
  }
  return (
    into && {
      into,
      key: key === undefined ? null : itemsOf(key).map(located),
      load: isWork ? 'replace' : mode === 'insert' || mode === 'replace' ? mode : 'upsert',
      indexesAfter: indexes?.value === 'after' ? indexes.at : null,
      triggersOff: itemsOf(valueAt(target, 'triggers_off')).map(located),
    }
  )
}

const LET_NAME = /^[A-Za-z_][A-Za-z0-9_]*$/u

function readLets(reader: Reader, node: YamlNode): Rule[] {
  const lets = valueAt(node, 'let')
  for (const { key } of entriesOf(lets)) {
    if (LET_NAME.test(key.text) && key.text.toLowerCase() !== 'value') continue
    const message =
      `"${key.text}" cannot be a let name: use letters, digits and "_", ` +
      'and not "value", which a check uses for its column.'
    report(reader, 'MAPPING_LET_NAME', key.at, message)
  }
  return readRules(reader, lets)
}

function readRules(reader: Reader, node: YamlNode | undefined): Rule[] {
  return entriesOf(node)
    .map((entry) => readRule(reader, entry))
    .filter((rule) => rule !== undefined)
}

function readReasons(node: YamlNode | undefined): Reasoned[] {
  return entriesOf(node).map(({ key, value }) => ({
    reason: key.text,
    names: itemsOf(value).map(located),
  }))
}

function readRejectLimit(node: YamlNode | undefined): RejectLimit | null {
  if (node === undefined) return null
  return { rows: numberAt(node, 'rows'), ratio: numberAt(node, 'ratio') }
}

function numberAt(node: YamlNode, key: string): number | null {
  const text = textAt(node, key)
  return text === null ? null : Number(text.value)
}

function readReconcile(node: YamlNode | undefined): MappingDocument['reconcile'] {
  const tolerances: Tolerance[] = entriesOf(valueAt(node, 'tolerance')).map(({ key, value }) => ({
    column: key.text,
    absolute: textAt(value, 'absolute')?.value ?? null,
    relative: textAt(value, 'relative')?.value ?? null,
  }))
  const empty = valueAt(node, 'allow_empty')
  return { tolerances, allowEmpty: empty?.kind === 'scalar' && empty.value === true }
}
