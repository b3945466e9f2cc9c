/** Finds, for the text of one YAML scalar, where in the file each of its lines starts. */

export interface ScalarSource {
  /** The whole file. */
  readonly file: string
  /** Offsets of the scalar with its quotes or block header. */
  readonly start: number
  readonly end: number
  readonly style: 'plain' | 'single' | 'double' | 'literal' | 'folded'
  /** The text as YAML reads it. */
  readonly text: string
}

export interface ScalarLayout {
  readonly text: string
  /** Offset in the file of the start of each line of `text`. */
  readonly offsets: readonly number[]
}

/**
 * Lays a scalar out. Where YAML folds a line break into a blank, the break is kept, which means
 * the same to SQL outside of its string literals. Where a fold falls within a literal the text is
 * YAML's own, and its lines are all placed at the start.
 */
export function layOut(source: ScalarSource): ScalarLayout {
  const lines = sourceLines(source)
  const text = lines?.map((line) => line.text).join('\n')
  if (lines === undefined || text === undefined) return unplaced(source)
  const folds = source.style !== 'literal' && lines.length > 1
  if (folds && lines.slice(0, -1).some((_, index) => foldsLiteral(lines.slice(0, index + 1)))) {
    return unplaced(source)
  }
  return { text, offsets: lines.map((line) => line.offset) }
}

interface SourceLine {
  readonly text: string
  readonly offset: number
}

function unplaced(source: ScalarSource): ScalarLayout {
  const text = source.text.trimEnd()
  return { text, offsets: text.split('\n').map(() => source.start) }
}

function foldsLiteral(before: readonly SourceLine[]): boolean {
  const quotes = before.reduce((sum, line) => sum + line.text.split("'").length - 1, 0)
  return quotes % 2 === 1
}

function sourceLines(source: ScalarSource): SourceLine[] | undefined {
  const { file, start, end } = source
  switch (source.style) {
    case 'plain':
      return trimmedLines(file.slice(start, end), start)
    case 'single':
      return trimmedLines(file.slice(start + 1, end - 1), start + 1).map((line) => ({
        ...line,
        text: line.text.replaceAll("''", "'"),
      }))
    case 'double': {
      const inner = file.slice(start + 1, end - 1)
      const isOneLine = !/[\n\r]/u.test(inner) && !source.text.includes('\n')
      return isOneLine ? [{ text: source.text, offset: start + 1 }] : undefined
    }
    case 'literal':
    case 'folded':
      return blockLines(source)
  }
}

function splitLines(text: string, start: number): SourceLine[] {
  const lines: SourceLine[] = []
  let offset = start
  for (const line of text.split('\n')) {
    lines.push({ text: line.endsWith('\r') ? line.slice(0, -1) : line, offset })
    offset += line.length + 1
  }
  return lines
}

/** YAML takes blanks off wherever a flow scalar breaks, but not at its two ends. */
function trimmedLines(text: string, start: number): SourceLine[] {
  const lines = splitLines(text, start)
  return lines.map((line, index) => {
    const head = index === 0 ? line.text : line.text.trimStart()
    const offset = line.offset + line.text.length - head.length
    return { text: index === lines.length - 1 ? head : head.trimEnd(), offset }
  })
}

function blockLines(source: ScalarSource): SourceLine[] {
  const bodyStart = source.file.indexOf('\n', source.start) + 1
  if (bodyStart === 0 || bodyStart >= source.end) return [{ text: '', offset: source.start }]
  const lines = splitLines(source.file.slice(bodyStart, source.end), bodyStart)
  while (lines.length > 1 && lines.at(-1)?.text.trim() === '') lines.pop()
  const indent = firstIndent(lines.map((line) => line.text)) - firstIndent(source.text.split('\n'))
  return lines.map((line) => ({
    text: line.text.slice(indent),
    offset: line.offset + Math.min(indent, line.text.length),
  }))
}

function firstIndent(lines: readonly string[]): number {
  const line = lines.find((candidate) => candidate.trim() !== '') ?? ''
  return line.length - line.trimStart().length
}
