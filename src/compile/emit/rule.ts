/** Emits the functions of one rule: how its value is made, and what happens when it is refused. */
import type { CheckedCheck, CheckedOutcome, CheckedRule } from '../checked.ts'
import { FOUND } from '../value-lookup.ts'
import { comment, indent, literal, type Locals, type ModuleWriter } from './writer.ts'

/** A function that gives a target column's cell, or throws a refusal. */
export function emitColumn(rule: CheckedRule, writer: ModuleWriter): readonly string[] {
  const name = writer.identifier('column', rule.name)
  const type = rule.required ? 'string' : 'Cell'
  const body = wrapped(rule, writer, name, rule.required ? 'present' : 'cell')
  return [...body.before, ...headed(rule, `function ${name}(): ${type} {`, body.lines)]
}

/** A function that gives a let's value; computed once for a row, and only when it is asked for. */
export function emitLet(rule: CheckedRule, writer: ModuleWriter): readonly string[] {
  const name = writer.identifier('let', rule.name)
  const body = wrapped(rule, writer, `make_${name}`, 'value')
  return [
    ...body.before,
    ...headed(rule, `function make_${name}(): unknown {`, body.lines),
    `let ${name}_turn = 0`,
    `let ${name}_value: unknown`,
    `function ${name}(): unknown {`,
    `  if (${name}_turn !== turn) {`,
    `    ${name}_value = make_${name}()`,
    `    ${name}_turn = turn`,
    '  }',
    `  return ${name}_value`,
    '}',
  ]
}

function headed(rule: CheckedRule, head: string, body: readonly string[]): readonly string[] {
  return [`// ${comment(rule.name)}: line ${rule.line}`, head, ...indent(body), '}']
}

/** present: a cell that is not NULL. */
type Form = 'cell' | 'present' | 'value'

interface Body {
  /** A function that stands before this one. */
  readonly before: readonly string[]
  readonly lines: readonly string[]
}

/** The value with its checks, NOT NULL and on_error around it, as far as the rule has them. */
function wrapped(rule: CheckedRule, writer: ModuleWriter, name: string, form: Form): Body {
  const { made, statements } = makeValue(rule, writer, form)
  const isPlain = rule.checks.length === 0 && rule.onError.kind === 'reject'
  if (isPlain && made === form) return { before: [], lines: statements }
  const single =
    statements.length === 1 ? /^return (?<value>.*)$/su.exec(statements[0] ?? '') : null
  const compute = `compute_${name}`
  const type = made === 'cell' ? 'Cell' : 'unknown'
  const before =
    single === null ? [`function ${compute}(): ${type} {`, ...indent(statements), '}'] : []
  const computed = single?.groups?.['value'] ?? `${compute}()`
  const steps = [
    ...converted(rule, writer, made, form),
    ...rule.checks.flatMap((check) => emitCheck(check, rule, writer, form)),
  ]
  const lines =
    steps.length === 0
      ? [`return ${given(computed, form)}`]
      : [
          `const ${made} = ${computed}`,
          ...steps,
          `return ${given(form === 'value' ? 'value' : 'cell', form)}`,
        ]
  return { before, lines: onError(rule, writer, lines, form) }
}

/** The other form of the value, where it is needed. */
function converted(
  rule: CheckedRule,
  writer: ModuleWriter,
  made: 'cell' | 'value',
  form: Form,
): readonly string[] {
  const needsValue = form === 'value' || rule.checks.length > 0
  if (made === 'value') {
    return form !== 'value' ? [`const cell = ${writer.encode(rule.type, 'value')}`] : []
  }
  return needsValue ? [`const value = ${writer.decode(rule.type, 'cell')}`] : []
}

function onError(
  rule: CheckedRule,
  writer: ModuleWriter,
  lines: readonly string[],
  form: Form,
): readonly string[] {
  if (rule.onError.kind === 'reject') return lines
  const caught = rule.onError.kind === 'fail' ? 'stop(error)' : 'error'
  const outcome =
    rule.onError.kind === 'fail' ? `throw ${caught}` : giveInstead(rule.onError, writer, { form })
  return [
    'try {',
    ...indent(lines),
    '} catch (error) {',
    '  if (isFinal(error)) throw error',
    `  ${outcome}`,
    '}',
  ]
}

/** What a check calls `value`. */
const CHECKED: Locals = new Map([['value', 'value']])

function emitCheck(
  check: CheckedCheck,
  rule: CheckedRule,
  writer: ModuleWriter,
  form: Form,
): readonly string[] {
  const failed = writer.falseTest(check.that, CHECKED)
  const message = `The check failed: ${comment(check.text)}`
  const { otherwise } = check
  const action =
    otherwise.kind === 'warn'
      ? `issues.warn(${literal(check.code)}, ${literal(rule.name)}, ${literal(message)})`
      : refused(otherwise, { code: check.code, message }, writer, { form, locals: CHECKED })
  return [`// check: line ${check.line}`, `if (${failed}) ${action}`]
}

interface Refusal {
  readonly code: string
  readonly message: string
}

/** What an outcome of its own (else, missing, a check's) does: a statement. */
function refused(
  outcome: CheckedOutcome,
  { code, message }: Refusal,
  writer: ModuleWriter,
  place: Place,
): string {
  if (outcome.kind === 'reject' || outcome.kind === 'fail') {
    const refusal = writer.refusal(code, message)
    return outcome.kind === 'fail' ? `throw stop(${refusal})` : `throw ${refusal}`
  }
  return giveInstead(outcome, writer, place)
}

/** In which form a value is given, and what its expression may name. */
interface Place {
  readonly form: Form
  readonly locals?: Locals
}

function giveInstead(
  outcome: CheckedOutcome,
  writer: ModuleWriter,
  { form, locals }: Place,
): string {
  if (outcome.kind !== 'default') return 'return null'
  const { tree } = outcome
  if (form === 'value') return `return ${writer.value(tree, locals)}`
  return `return ${given(writer.cell(tree, locals), form)}`
}

function given(text: string, form: Form): string {
  return form === 'present' ? `present(${text})` : text
}

/** Statements that return the value, and in which form. */
function makeValue(
  rule: CheckedRule,
  writer: ModuleWriter,
  form: Form,
): { readonly made: 'cell' | 'value'; readonly statements: readonly string[] } {
  const { value } = rule
  switch (value.kind) {
    case 'tree': {
      const { tree } = value
      const made = form !== 'value' && rule.checks.length === 0 ? 'cell' : 'value'
      const text = made === 'cell' ? writer.cell(tree) : writer.value(tree)
      return { made, statements: [`return ${text}`] }
    }
    case 'const':
      return { made: 'cell', statements: [`return ${literal(value.cell)}`] }
    case 'map':
      return { made: 'cell', statements: emitMap(value, writer) }
    case 'lookup':
      return { made: 'cell', statements: emitLookup(value, writer) }
  }
}

type MapValue = Extract<CheckedRule['value'], { readonly kind: 'map' }>

function emitMap(map: MapValue, writer: ModuleWriter): readonly string[] {
  const { of, entries, otherwise, kept } = map
  const subject = writer.cell(of)
  const cases = entries.map(({ from, to }) => `case ${literal(from)}: return ${literal(to)}`)
  if (entries.every(({ from }) => from !== null)) cases.push('case null: return null')
  const missing = { code: 'MAP_MISSING', message: 'The value has no entry in the map.' }
  const rest =
    otherwise.kind === 'keep' && kept !== null
      ? `return ${writer.cell(kept)}`
      : refused(otherwise, missing, writer, { form: 'cell' })
  return [`switch (${subject}) {`, ...indent([...cases, `default: ${rest}`]), '}']
}

type LookupValue = Extract<CheckedRule['value'], { readonly kind: 'lookup' }>

function emitLookup(lookup: LookupValue, writer: ModuleWriter): readonly string[] {
  const { index, missing, found, taken } = lookup
  const locals = new Map([[FOUND, writer.decode(found, 'cell')]])
  const cell = taken.kind === 'reference' ? 'cell' : writer.cell(taken, locals)
  const absent = { code: 'LOOKUP_MISSING', message: 'The key was not found.' }
  const twice = writer.refusal('LOOKUP_AMBIGUOUS', 'The key was found more than once.')
  const bad = writer.refusal('LOOKUP_UNREADABLE', 'The value that was found cannot be read.')
  return [
    `const key = key${index}()`,
    'if (key === null) return null',
    `const match = found.get(${index}, key)`,
    `if (match === undefined) ${refused(missing, absent, writer, { form: 'cell' })}`,
    `if (match === 'ambiguous') throw ${twice}`,
    `if (match === 'unreadable') throw ${bad}`,
    'const cell = match[0] ?? null',
    `return ${cell}`,
  ]
}
