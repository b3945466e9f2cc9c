/**
 * Turns a scenario's expected.yaml into steps and expectations; every scalar is its text or null.
 */
import { readFileSync } from 'node:fs'
import { parse } from 'yaml'
import type { SourceKind, TargetKind } from './scenario.ts'

type Text = string | null

/**
 * Parts of a connection's url that a step changes: a wrong password, a port where nobody listens.
 */
export interface Change {
  readonly port?: string
  readonly user?: string
  readonly password?: string
  readonly database?: string
}

export interface CommandStep {
  readonly kind: 'command'
  readonly mapwright: string
  readonly exit: number
  /** Texts that stdout and stderr together must hold, and must not. */
  readonly says: readonly string[]
  readonly never: readonly string[]
  readonly changed: Readonly<Record<string, Change>>
  /** True: through the built program, with worker threads as a user has them. */
  readonly process: boolean
}

export type Step =
  | CommandStep
  | { readonly kind: 'sql'; readonly on: string; readonly sql: string }
  | { readonly kind: 'write'; readonly file: string; readonly text: string }

export interface ExpectedReject {
  readonly mapping: string
  readonly key: readonly Text[]
  /** `code column` of every problem of the row, sorted; the column is `-` where there is none. */
  readonly problems: readonly string[]
}

type RowText = Readonly<Record<string, Text>>

export interface Expected {
  /** What the scenario shows, as the name of its test. */
  readonly shows: string
  readonly sources: Readonly<Record<string, SourceKind>>
  readonly targets: readonly TargetKind[]
  readonly steps: readonly Step[]
  /** Rows by table after the steps: all of them, in any order. */
  readonly rows: Readonly<Record<string, readonly RowText[]>>
  /** Queries to the target, for what is better counted than listed. */
  readonly queries: readonly { readonly sql: string; readonly rows: readonly RowText[] }[]
  /** Of the last run, all of them; undefined: not looked at. */
  readonly rejects: readonly ExpectedReject[] | undefined
  /** Of the last run, by mapping; figures not written are 0. */
  readonly account: Readonly<Record<string, Readonly<Record<string, string>>>> | undefined
  /** Why no step reconciles. */
  readonly unreconciled: string | undefined
}

interface RawStep {
  readonly mapwright?: string
  readonly exit?: string
  readonly says?: readonly string[]
  readonly never?: readonly string[]
  readonly with?: Readonly<Record<string, Change>>
  readonly process?: string
  readonly sql?: Readonly<Record<string, string>>
  readonly write?: Readonly<Record<string, string>>
}

interface RawReject {
  readonly mapping: string
  readonly key: readonly Text[]
  readonly problems: readonly string[]
}

interface RawExpected extends Omit<Partial<Expected>, 'steps' | 'rejects'> {
  readonly steps?: readonly (string | RawStep)[]
  readonly rejects?: readonly RawReject[]
}

const KEYS = new Set([
  'shows',
  'sources',
  'targets',
  'steps',
  'rows',
  'queries',
  'rejects',
  'account',
  'unreconciled',
])
const STEP_KEYS = new Set(['mapwright', 'exit', 'says', 'never', 'with', 'process', 'sql', 'write'])

/** Throws for a key that means nothing: an expectation that nobody reads cannot fail. */
export function readExpectations(file: string): Expected {
  const text = readFileSync(file, 'utf8')
  // Only null keeps its YAML meaning: `01` and `1.50` are compared as they are written.
  const raw = parse(text, { schema: 'failsafe', customTags: ['null'] }) as RawExpected
  refuseUnknown(file, raw, KEYS)
  if (raw.shows === undefined || raw.sources === undefined) {
    throw new Error(`${file}: "shows" and "sources" are needed`)
  }
  const steps = (raw.steps ?? []).flatMap((step) => readStep(file, step))
  if (raw.unreconciled === undefined && !steps.some(isReconciliation)) {
    throw new Error(`${file}: no step reconciles, and "unreconciled" does not say why`)
  }
  return {
    shows: raw.shows,
    sources: raw.sources,
    targets: raw.targets ?? ['postgres'],
    steps,
    rows: raw.rows ?? {},
    queries: raw.queries ?? [],
    rejects: raw.rejects?.map((each) => ({ ...each, problems: [...each.problems].sort() })),
    account: raw.account,
    unreconciled: raw.unreconciled,
  }
}

function readStep(file: string, raw: string | RawStep): readonly Step[] {
  if (typeof raw === 'string') return readStep(file, { mapwright: raw })
  refuseUnknown(file, raw, STEP_KEYS)
  const commands: readonly Step[] =
    raw.mapwright === undefined
      ? []
      : [
          {
            kind: 'command',
            mapwright: raw.mapwright,
            exit: Number(raw.exit ?? '0'),
            says: raw.says ?? [],
            never: raw.never ?? [],
            changed: raw.with ?? {},
            process: raw.process === 'true',
          },
        ]
  const sql = Object.entries(raw.sql ?? {}).map(([on, script]): Step => ({
    kind: 'sql',
    on,
    sql: script,
  }))
  const written = Object.entries(raw.write ?? {}).map(([name, text]): Step => ({
    kind: 'write',
    file: name,
    text,
  }))
  return [...sql, ...written, ...commands]
}

function isReconciliation(step: Step): boolean {
  return step.kind === 'command' && step.mapwright.startsWith('reconcile')
}

function refuseUnknown(file: string, raw: object, known: ReadonlySet<string>): void {
  const unknown = Object.keys(raw).filter((key) => !known.has(key))
  if (unknown.length > 0) throw new Error(`${file}: unknown key ${unknown.join(', ')}`)
}
