/**
 * Where a pattern matches: its tree as the states of an automaton, which reads a text once however
 * it is written. After R. Cox, "Regular Expression Matching: the Virtual Machine Approach", with
 * threads that carry where they began, for of the leftmost matches the longest counts.
 */
import { RegexProblem, type Assertion, type Preference, type RegexNode } from './parse.ts'
import { remembering, type CharacterTest } from './set.ts'

type Step =
  | { readonly kind: 'character'; readonly test: CharacterTest }
  | { readonly kind: 'assert'; readonly at: Assertion }
  /** Goes on at both. */
  | { readonly kind: 'fork'; readonly to: number; readonly other: number }
  | { readonly kind: 'match' }

/** All but forks go on at the next. */
export type RegexProgram = readonly Step[]

/** A long pattern in bounded repetitions of one another would fill the memory. */
const STEPS_MAX = 20_000

/** How a text is read: from its start on, or from its end back. */
export type Direction = 1 | -1

/** Throws RegexProblem where there would be too many states. */
export function compileRegex(node: RegexNode, direction: Direction = 1): RegexProgram {
  const steps: Step[] = []
  append(steps, direction === 1 ? node : reversed(node))
  steps.push({ kind: 'match' })
  return steps
}

/** What matches the same texts read backward. */
function reversed(node: RegexNode): RegexNode {
  switch (node.kind) {
    case 'sequence':
      return { ...node, parts: node.parts.map(reversed).toReversed() }
    case 'either':
      return { ...node, branches: node.branches.map(reversed) }
    case 'repeat':
    case 'group':
      return { ...node, inner: reversed(node.inner) }
    default:
      return node
  }
}

function append(steps: Step[], node: RegexNode): void {
  if (steps.length > STEPS_MAX) {
    // oxlint-disable-next-line typescript/only-throw-error -- caught where the pattern is inspected
    throw new RegexProblem('The pattern is too large: its repetitions multiply.')
  }
  switch (node.kind) {
    case 'character':
      steps.push({ kind: 'character', test: rememberingOf(node.test) })
      return
    case 'assert':
      steps.push(node)
      return
    case 'group':
      append(steps, node.inner)
      return
    case 'sequence':
      for (const part of node.parts) append(steps, part)
      return
    case 'either':
      appendEither(steps, node.branches)
      return
    case 'repeat':
      appendRepeat(steps, node)
  }
}

/** One for all the states that bounded repetitions make of a character. */
const remembered = new WeakMap<CharacterTest, CharacterTest>()

function rememberingOf(test: CharacterTest): CharacterTest {
  const known = remembered.get(test)
  if (known !== undefined) return known
  const made = remembering(test)
  remembered.set(test, made)
  return made
}

/** A fork to what follows, whose places are known once that is there. */
function appendFork(steps: Step[]): (to: number, other: number) => void {
  const at = steps.length
  steps.push({ kind: 'fork', to: at, other: at })
  return (to, other) => {
    steps[at] = { kind: 'fork', to, other }
  }
}

function appendEither(steps: Step[], branches: readonly RegexNode[]): void {
  const ends: ((to: number, other: number) => void)[] = []
  for (const [index, branch] of branches.entries()) {
    const isLast = index === branches.length - 1
    const fork = isLast ? null : appendFork(steps)
    const start = steps.length
    append(steps, branch)
    if (fork === null) continue
    ends.push(appendFork(steps))
    fork(start, steps.length)
  }
  for (const end of ends) end(steps.length, steps.length)
}

function appendRepeat(steps: Step[], node: RegexNode & { readonly kind: 'repeat' }): void {
  const { inner, min, max } = node
  for (let count = 0; count < min; count += 1) append(steps, inner)
  if (max === Number.POSITIVE_INFINITY) {
    const start = steps.length
    const fork = appendFork(steps)
    append(steps, inner)
    appendFork(steps)(start, start)
    fork(start + 1, steps.length)
    return
  }
  const forks = []
  for (let count = min; count < max; count += 1) {
    const start = steps.length + 1
    const fork = appendFork(steps)
    append(steps, inner)
    forks.push({ fork, start })
  }
  for (const { fork, start } of forks) fork(start, steps.length)
}

/** A text, and where assertions hold in it. */
export interface Subject {
  readonly text: readonly string[]
  holds(at: Assertion, position: number): boolean
}

/** The leftmost match from a position on; of those that begin there the one that is preferred. */
export function searchProgram(
  program: RegexProgram,
  subject: Subject,
  from: number,
  prefers: Preference,
): { readonly start: number; readonly end: number } | undefined {
  const { text } = subject
  const threads = new Threads(program, subject)
  const begins = beginningOf(program)
  let found: { readonly start: number; readonly end: number } | undefined
  let last = subject.text.length
  for (let position = from; position <= text.length; position += 1) {
    if (found === undefined) {
      if (threads.count === 0 && threads.matched === -1 && begins !== null) {
        position = nextOf(text, position, begins)
        if (position === text.length) return undefined
      }
      threads.add(0, position, position)
    }
    const start = threads.matched
    if (start !== -1 && start <= last) {
      found = { start, end: position }
      // Behind the shortest match only what began before it is of use.
      last = prefers === 'longest' ? start : start - 1
    }
    if (found !== undefined && threads.count === 0) break
    threads.advance(position, 1, last)
  }
  return found
}

type Beginning = (character: string | undefined) => boolean

/** The first place from one on at which a match may begin; the text's end where there is none. */
function nextOf(text: readonly string[], from: number, begins: Beginning): number {
  let position = from
  while (position < text.length && !begins(text[position])) position += 1
  return position
}

const beginnings = new WeakMap<RegexProgram, { readonly test: Beginning | null }>()
const BEGINNINGS_MAX = 8

/** Whether a match may begin with a character; null: it may be empty, or begin with many. */
function beginningOf(program: RegexProgram): Beginning | null {
  const known = beginnings.get(program)
  if (known !== undefined) return known.test
  const test = findBeginning(program)
  beginnings.set(program, { test })
  return test
}

function findBeginning(program: RegexProgram): Beginning | null {
  const tests: CharacterTest[] = []
  const met = new Set([0])
  for (const state of met) {
    const step = program[state] as Step
    if (step.kind === 'match') return null
    if (step.kind === 'fork') met.add(step.to).add(step.other)
    else if (step.kind === 'assert') met.add(state + 1)
    else tests.push(step.test)
    if (tests.length > BEGINNINGS_MAX) return null
  }
  const [only] = tests
  if (tests.length === 1 && only !== undefined) {
    return (character) => character !== undefined && only(character)
  }
  return (character) => character !== undefined && tests.some((test) => test(character))
}

/** All positions, up to a limit, at which a match that begins at a position can end. */
export function reachOf(
  program: RegexProgram,
  subject: Subject,
  { from, limit }: { readonly from: number; readonly limit: number },
  direction: Direction,
): ReadonlySet<number> {
  const threads = new Threads(program, subject)
  const reached = new Set<number>()
  threads.add(0, 0, from)
  for (let position = from; ; position += direction) {
    if (threads.matched !== -1) reached.add(position)
    if (position === limit || threads.count === 0) return reached
    threads.advance(position, direction, 0)
  }
}

/** States at work, in the order of where they began: of equal ones the first is the leftmost. */
class Threads {
  readonly #program: RegexProgram
  readonly #subject: Subject
  /** By state: the position at which it was added last. */
  readonly #added: Int32Array
  #states: number[] = []
  #starts: number[] = []
  /** Of the position before, to be filled again. */
  #oldStates: number[] = []
  #oldStarts: number[] = []
  readonly #open: number[] = []
  /** Where the leftmost of the matches that end here began; -1: there is none. */
  matched = -1

  constructor(program: RegexProgram, subject: Subject) {
    this.#program = program
    this.#subject = subject
    this.#added = new Int32Array(program.length).fill(-1)
  }

  get count(): number {
    return this.#states.length
  }

  /** The state and all that are reached from it without a character. */
  add(state: number, start: number, position: number): void {
    const open = this.#open
    open.push(state)
    for (let next = open.pop(); next !== undefined; next = open.pop()) {
      if (this.#added[next] === position) continue
      this.#added[next] = position
      const step = this.#program[next] as Step
      if (step.kind === 'fork') open.push(step.other, step.to)
      else if (step.kind === 'assert') {
        if (this.#subject.holds(step.at, position)) open.push(next + 1)
      } else if (step.kind === 'match') {
        if (this.matched === -1) this.matched = start
      } else {
        this.#states.push(next)
        this.#starts.push(start)
      }
    }
  }

  /** Reads the character at a position; what began behind `last` is given up. */
  advance(position: number, direction: Direction, last: number): void {
    const character = this.#subject.text[direction === 1 ? position : position - 1]
    const states = this.#states
    const starts = this.#starts
    this.#states = this.#oldStates
    this.#starts = this.#oldStarts
    this.#oldStates = states
    this.#oldStarts = starts
    this.#states.length = 0
    this.#starts.length = 0
    this.matched = -1
    if (character === undefined) return
    for (let index = 0; index < states.length; index += 1) {
      const start = starts[index] as number
      if (start > last) return
      const state = states[index] as number
      const step = this.#program[state] as Step
      if (step.kind === 'character' && step.test(character)) {
        this.add(state + 1, start, position + direction)
      }
    }
  }
}
