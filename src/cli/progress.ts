/** Renders a run's events: a bar for a person, few JSON lines for the log of a machine. */
import type { RunEvent } from '../run/event.ts'
import { duration, figure } from '../report/document.ts'
import type { VerbContext } from './verb.ts'

export interface ProgressRenderer {
  readonly show: (event: RunEvent) => void
  /** Takes the bar away. */
  readonly end: () => void
}

const BAR_WIDTH = 24
const CLEAR_LINE = '\r\u001b[2K'

/** In the log of a machine, a sign of life this often is enough. */
const PROGRESS_LINE_MS = 10_000

export function createRenderer(
  context: Pick<VerbContext, 'isTerminal' | 'say' | 'draw' | 'log' | 'options' | 'now'>,
): ProgressRenderer {
  const log = (event: RunEvent) => logEvent(event, context.log)
  if (!context.isTerminal) {
    const print = createLines(context)
    return {
      show: (event) => {
        log(event)
        print(event)
      },
      end: () => {},
    }
  }
  return {
    show: (event) => {
      log(event)
      if (event.kind === 'progress') context.draw(`${CLEAR_LINE}${bar(event)}`)
      if (event.kind === 'retry') {
        context.draw(CLEAR_LINE)
        context.say(`${event.unit}: ${event.message} Trying again in ${duration(event.waitMs)}.`)
      }
    },
    end: () => context.draw(CLEAR_LINE),
  }
}

/** One line a mapping and one each ten seconds: a line a chunk would bury what matters. */
function createLines(
  context: Pick<VerbContext, 'say' | 'options' | 'now'>,
): (event: RunEvent) => void {
  // From info on the log has a line for every event; a level above warn asks for silence.
  if ((context.options['logLevel'] ?? 'warn') !== 'warn') return () => {}
  let shownAt = context.now().getTime()
  return (event) => {
    if (event.kind === 'unitStarted' || event.kind === 'chunkDone') return
    // The report, which follows on stdout, says the same in full.
    if (event.kind === 'finished') return
    if (event.kind === 'progress') {
      const now = context.now().getTime()
      if (now - shownAt < PROGRESS_LINE_MS) return
      shownAt = now
    }
    context.say(JSON.stringify(event))
  }
}

/** `member  ████████░░░░  48 %  120,000 rows/s  3.2 s left` */
function bar(event: Extract<RunEvent, { kind: 'progress' }>): string {
  const { unit, read, estimatedRows, rowsPerSecond, leftMs } = event
  const done = estimatedRows === 0 ? 1 : Math.min(1, read / estimatedRows)
  const filled = Math.round(done * BAR_WIDTH)
  const drawn = '█'.repeat(filled) + '░'.repeat(BAR_WIDTH - filled)
  const left = leftMs === null ? '' : `  ${duration(leftMs)} left`
  const speed = figure(Math.round(rowsPerSecond))
  return `${drawn} ${Math.floor(done * 100)} %  ${speed} rows/s${left}  ${unit}`
}

function logEvent(event: RunEvent, log: VerbContext['log']): void {
  switch (event.kind) {
    case 'started':
      log.info({ run: event.run, units: event.units, chunks: event.chunks }, 'run started')
      break
    case 'unitStarted':
      log.info({ unit: event.unit, rows: event.estimatedRows }, 'unit started')
      break
    case 'chunkDone': {
      const { unit, chunk, read, rejected, ms } = event
      log.info({ unit, chunk, rows: read, rejected, ms }, 'chunk loaded')
      break
    }
    case 'retry': {
      const { unit, attempt, code, waitMs } = event
      log.warn({ unit, attempt, code, ms: waitMs }, 'chunk is tried again')
      break
    }
    case 'unitDone':
      log.info({ unit: event.unit }, 'unit done')
      break
    case 'finished':
      log.info({ units: event.units.length }, 'run finished')
      break
    case 'progress':
      break
  }
}
