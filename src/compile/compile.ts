/** Compiles all mappings of a project: documents and catalogs in, programs and modules out. */
import { sha256 } from '../base/digest.ts'
import { hasErrors, type Checked } from '../base/diagnostic.ts'
import type { MappingDocument } from '../mapping/document.ts'
import { checkMapping } from './check.ts'
import type { CheckedMapping } from './checked.ts'
import type { CompileContext, ProjectContext } from './context.ts'
import { coveredSources, coveredTargets } from './coverage.ts'
import { reportUncovered, type Coverage, type CoverageMinimum } from './covered.ts'
import { createCrosswalks } from './crosswalk.ts'
import { emitModule, meaningOf } from './emit/module.ts'
import { createFindings } from './findings.ts'
import { layoutRow } from './layout.ts'
import { ALONE, orderMappings } from './order.ts'
import { checkOwnFunctions } from './own-functions.ts'
import type { Program } from './program.ts'
import { describeProgram, meaningOfProgram, type AmongOthers } from './describe.ts'
import { createWriter } from './emit/expressions.ts'
import { checkSplits, type Split } from './splits.ts'
import { createWorkTables } from './work.ts'
import { armOf, checkEach, reportSettledArms, reportShared } from './union.ts'

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
  /** Empty where a mapping is not understood. */
  readonly splits: readonly Split[]
}

/** Of a part of the project it is not known whether it is enough. */
const ALL: CoverageMinimum = { source: 100, target: 100, at: null }

/** The programs by name, as far as no mapping has an error; and everything there is to say. */
export function compileProject(
  documents: readonly MappingDocument[],
  given: ProjectContext,
): CompiledProject {
  const findings = createFindings()
  const own = checkOwnFunctions(given, findings)
  // What calls a function that is wrong would only say so again.
  if (findings.errors() > 0) {
    return { value: undefined, diagnostics: findings.list, coverage: null, splits: [] }
  }
  const names = documents.map(({ name }) => name)
  const work = createWorkTables(documents, (document) => {
    return checkMapping(document, context, { names, crosswalk }, createFindings())?.target
  })
  const context: CompileContext = { ...given, functions: own.table, work }
  const crosswalk = createCrosswalks(documents, context)
  const mappings = checkEach(
    documents,
    (document, said) => checkMapping(document, context, { names, crosswalk }, said),
    findings,
  )
  reportShared(mappings, findings)
  const order = orderMappings(mappings, context.target, findings)
  reportSettledArms(mappings, order, findings)
  // Of a rule that did not resolve it is not known what it uses: columns that seem unused for want
  // of one letter would only hide the mistake.
  const isKnown = !findings.list.some(({ code }) => UNRESOLVED.test(code))
  const isWhole = isKnown && mappings.length === documents.length
  if (isWhole) own.warnOfUncalled()
  const sources = isWhole ? coveredSources(mappings, context, findings) : []
  const splits =
    mappings.length === documents.length ? checkSplits(mappings, context, findings) : []
  const tables = [...sources, ...coveredTargets(mappings)]
  const coverage = { tables, minimum: isWhole ? context.coverage : ALL }
  reportUncovered(coverage, findings)
  const diagnostics = findings.list
  if (hasErrors(diagnostics))
    return { value: undefined, diagnostics, coverage: isWhole ? coverage : null, splits }
  const programs = mappings.map((mapping) => {
    const among = {
      order: order.get(mapping.document.name) ?? ALONE,
      arm: armOf(mapping, mappings),
    }
    return compileMapping(mapping, among, context.plugins)
  })
  return { value: programs, diagnostics, coverage, splits }
}

function compileMapping(
  mapping: CheckedMapping,
  among: AmongOthers,
  plugins: CompileContext['plugins'],
): CompiledProgram {
  const { document } = mapping
  const layout = layoutRow(mapping)
  const text = emitModule(createWriter(mapping, layout))
  const program = describeProgram(mapping, layout, among)
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
