/** What a mapping wants to be off its target for the load -> what that is, if it may be. */
import type { Place } from '../base/diagnostic.ts'
import { tableId, type Trigger } from '../catalog/catalog.ts'
import type { Located, MappingDocument } from '../mapping/document.ts'
import type { KnownTable } from './context.ts'
import type { NamedHazard } from './expressions.ts'
import type { Findings } from './findings.ts'
import { matchName } from './names.ts'
import type { TargetRules } from './target.ts'

/** Names of the triggers that are off for the load, as the catalog has them. */
export function checkSuspended(
  document: MappingDocument,
  target: TargetRules,
  findings: Findings,
): readonly string[] {
  if (!canSuspend(target.table)) {
    reportMysql(document, findings)
    return []
  }
  const off = document.target.triggersOff.flatMap((written) => {
    const trigger = findTrigger(written, target.table, findings)
    if (trigger === undefined) return []
    const why = whyUnneeded(trigger, document, target)
    if (why !== null) findings.warn('COMPILE_TRIGGER_UNNEEDED', written.at, why)
    return [trigger.name]
  })
  return [...new Set(off)]
}

/** Triggers of the target that run for this load and may change what the mapping wrote. */
export function triggerHazards(
  document: MappingDocument,
  target: TargetRules,
  triggersOff: readonly string[],
): readonly NamedHazard[] {
  const { table } = target
  return table.table.triggers
    .filter((trigger) => !triggersOff.includes(trigger.name))
    .filter((trigger) => fires(trigger, document) && mayChange(trigger, target))
    .map(({ name }) => ({
      name: `triggers:${name}`,
      message:
        `The target's trigger "${name}" may change a value that this mapping wrote.` +
        (canSuspend(table) ? ` target.triggers_off: [${name}] keeps it off for the load.` : ''),
      at: document.target.into.at,
    }))
}

function findTrigger(
  written: Located<string>,
  { connection, table }: KnownTable,
  findings: Findings,
): Trigger | undefined {
  const match = matchName(written.value, table.triggers, ({ name }) => name)
  if (match.kind === 'one') return match.item
  const where = `${connection}.${tableId(table)}`
  const message =
    match.kind === 'several'
      ? `${where} has several triggers named "${written.value}" but for case. Quote the one meant.`
      : `${where} has no trigger "${written.value}".${match.hint}`
  findings.error('COMPILE_UNKNOWN_TRIGGER', written.at, message)
  return undefined
}

/** What an `after` trigger does elsewhere may well be unwanted, whatever its body names. */
function whyUnneeded(
  trigger: Trigger,
  document: MappingDocument,
  target: TargetRules,
): string | null {
  const { name, timing } = trigger
  if (!fires(trigger, document)) {
    return `The trigger "${name}" does not fire for load: ${document.target.load}. Take it out.`
  }
  if (timing === 'after' || mayChange(trigger, target)) return null
  return `The trigger "${name}" changes no column that this mapping feeds. Take it out.`
}

function fires({ events }: Trigger, { target }: MappingDocument): boolean {
  return events.includes('insert') || (target.load === 'upsert' && events.includes('update'))
}

function mayChange({ body }: Trigger, { fed }: TargetRules): boolean {
  return body === null || fed.some(({ column }) => mentions(body, column.name))
}

function mentions(body: string, name: string): boolean {
  return body
    .toLowerCase()
    .split(/[^\p{L}\p{N}_$]+/u)
    .includes(name.toLowerCase())
}

function canSuspend({ connector }: KnownTable): boolean {
  return connector !== 'mysql'
}

/** Taken off in a transaction of its own, something could be gone without a word of it. */
function reportMysql({ target }: MappingDocument, findings: Findings): void {
  const report = (code: string, at: Place, what: string, key: string) => {
    const message =
      'MySQL commits a change of the schema at once, so a run that dies could leave the table ' +
      `without its ${what}, and no record of them. Take "${key}" out.`
    findings.error(code, at, message)
  }
  const { indexesAfter, triggersOff } = target
  const [trigger] = triggersOff
  if (indexesAfter !== null) {
    report('COMPILE_INDEXES_MYSQL', indexesAfter, 'indexes', 'indexes: after')
  }
  if (trigger !== undefined) {
    report('COMPILE_TRIGGERS_MYSQL', trigger.at, 'triggers', 'triggers_off')
  }
}
