/** Compiles all mappings of a project: documents and catalogs in, programs and modules out. */
import { sha256 } from '../base/digest.ts'
import { hasErrors, type Checked } from '../base/diagnostic.ts'
import type { MappingDocument } from '../mapping/document.ts'
import { checkMapping } from './check.ts'
import type { CheckedMapping } from './checked.ts'
import type { CompileContext } from './context.ts'
import { coveredSources, coveredTargets } from './coverage.ts'
import { reportUncovered, type Coverage, type CoverageMinimum } from './covered.ts'
import { createCrosswalks } from './crosswalk.ts'
import { emitModule, meaningOf } from './emit/module.ts'
import { createFindings, type Findings } from './findings.ts'
import { layoutRow } from './layout.ts'
import { ALONE, orderMappings, type MappingOrder } from './order.ts'
import { checkOwnFunctions } from './own-functions.ts'
import type { Program } from './program.ts'
import { describeProgram, meaningOfProgram } from './describe.ts'
import { createWriter } from './emit/expressions.ts'

export interface CompiledProgram {
  readonly program: Program
  /** The emitted module. */
  readonly text: string
  readonly document: MappingDocument
  /** What was found out on the way, for examples and tests. */
  readonly checked: CheckedMapping
}

/** Raise it when the same mapping comes to mean something else: it is part of every digest. */
const COMPILER_VERSION = 1
const DIGEST_DIGITS = 12

/** What leaves a rule unread, at least in part. */
const UNRESOLVED = new RegExp(
  '^(?:EXPRESSION|SQL)_|' +
    '^COMPILE_(?:UNKNOWN_|NAME_|CROSSWALK_|LOOKUP_|SURROGATE_|LET_CYCLE|COLUMN_TWICE)',
  'u',
)

export interface CompiledProject extends Checked<readonly CompiledProgram[]> {
  /** null: a mapping is not understood, so that it is not known what it uses. */
  readonly coverage: Coverage | null
}

/** Of a part of the project it is not known whether it is enough. */
const ALL: CoverageMinimum = { source: 100, target: 100, at: null }

/** The programs by name, as far as no mapping has an error; and everything there is to say. */
export function compileProject(
  documents: readonly MappingDocument[],
  given: CompileContext,
): CompiledProject {
  const findings = createFindings()
  const own = checkOwnFunctions(given, findings)
  // What calls a function that is wrong would only say so again.
  if (findings.errors() > 0) return { value: undefined, diagnostics: findings.list, coverage: null }
  const context: CompileContext = { ...given, functions: own.table }
  const crosswalk = createCrosswalks(documents, context)
  const names = documents.map(({ name }) => name)
  const mappings = documents
    .map((document) => checkMapping(document, context, { names, crosswalk }, findings))
    .filter((mapping) => mapping !== undefined)
  reportShared(mappings, findings)
  const order = orderMappings(mappings, context.target, findings)
  // Of a rule that did not resolve it is not known what it uses: columns that seem unused for want
  // of one letter would only hide the mistake.
  const isKnown = !findings.list.some(({ code }) => UNRESOLVED.test(code))
  const isWhole = isKnown && mappings.length === documents.length
  if (isWhole) own.warnOfUncalled()
  const sources = isWhole ? coveredSources(mappings, context, findings) : []
  const tables = [...sources, ...coveredTargets(mappings)]
  const coverage = { tables, minimum: isWhole ? context.coverage : ALL }
  reportUncovered(coverage, findings)
  const diagnostics = findings.list
  if (hasErrors(diagnostics))
    return { value: undefined, diagnostics, coverage: isWhole ? coverage : null }
  const programs = mappings.map((mapping) =>
    compileMapping(mapping, order.get(mapping.document.name) ?? ALONE, context.plugins),
  )
  return { value: programs, diagnostics, coverage }
}

function compileMapping(
  mapping: CheckedMapping,
  order: MappingOrder,
  plugins: CompileContext['plugins'],
): CompiledProgram {
  const { document } = mapping
  const layout = layoutRow(mapping)
  const text = emitModule(createWriter(mapping, layout))
  const program = describeProgram(mapping, layout, order)
  const meaning = [COMPILER_VERSION, meaningOf(text), meaningOfProgram(program)]
  const digest = sha256(JSON.stringify(meaning))
  const module = `${document.name}.${digest.slice(0, DIGEST_DIGITS)}.mts`
  const called = plugins.filter(({ keys }) =>
    keys.some((key) => text.includes(JSON.stringify(key))),
  )
  const files = called.map((plugin) => plugin.module)
  return {
    program: { ...program, digest, module, plugins: files },
    text,
    document,
    checked: mapping,
  }
}

function reportShared(mappings: readonly CheckedMapping[], findings: Findings): void {
  const filled = new Map<unknown, string>()
  for (const { document, target } of mappings) {
    const id = JSON.stringify([target.table.schema, target.table.name])
    const other = filled.get(id)
    if (other === undefined) filled.set(id, document.name)
    else {
      const message =
        `The mapping "${other}" fills this table already. ` + `A table is filled by one mapping.`
      findings.error('COMPILE_TARGET_SHARED', document.target.into.at, message)
    }
  }
}
