/** What was measured against its bar, and how it is printed. */

export interface Result {
  /** Stable: what `--only` names. */
  readonly work: string
  readonly what: string
  /** What stands before its figures as they come; left out: the work. */
  readonly label?: string
  /** What it is compared with. */
  readonly peer: string
  /** `1.85 s`, `143 MB`. */
  readonly figure: string
  readonly peerFigure: string
  /** What the bar is about: a ratio, seconds or bytes. */
  readonly value: number
  readonly bar: Bar
  /** Rows a second, where rows moved. */
  readonly rowsPerSecond: number | null
}

export interface Bar {
  readonly kind: 'atMost' | 'atLeast'
  readonly limit: number
  readonly unit: 'x' | 's' | 'MB'
}

export function atMost(limit: number, unit: Bar['unit'] = 'x'): Bar {
  return { kind: 'atMost', limit, unit }
}

export function atLeast(limit: number, unit: Bar['unit'] = 'x'): Bar {
  return { kind: 'atLeast', limit, unit }
}

export function holds({ value, bar }: Result): boolean {
  return bar.kind === 'atMost' ? value <= bar.limit : value >= bar.limit
}

export function shownValue(value: number, unit: Bar['unit']): string {
  return unit === 'MB'
    ? `${Math.round(value)} MB`
    : `${value.toFixed(2)}${unit === 'x' ? 'x' : ' s'}`
}

export function shownBar({ kind, limit, unit }: Bar): string {
  return `${kind === 'atMost' ? 'at most' : 'at least'} ${shownValue(limit, unit)}`
}

/** One line a result, as it comes. */
export function printResult(result: Result): void {
  const { work, label = work, figure, peer, peerFigure, value, bar, rowsPerSecond } = result
  const rate = rowsPerSecond === null ? '' : `  ${Math.round(rowsPerSecond / 1000)}k rows/s`
  const against = peer === '' ? '' : `  ${peer} ${peerFigure}`
  const verdict = holds(result) ? 'holds' : 'DOES NOT HOLD'
  process.stdout.write(
    `${label.padEnd(26)} ${figure.padStart(9)}${against}  ${shownValue(value, bar.unit)} ` +
      `(${shownBar(bar)}: ${verdict})${rate}\n`,
  )
}
