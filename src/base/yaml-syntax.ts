/** Turns what the YAML parser complains of into what a person should write instead. */

export interface SyntaxComplaint {
  readonly code: string
  readonly message: string
  /** Offset in the text. */
  readonly offset: number
}

/** A complaint of the `yaml` package, without its class. */
export interface ParserError {
  readonly code: string
  readonly message: string
  readonly pos: readonly [number, number]
}

/** How many lists and maps may stand in each other. */
export const DEPTH_MAX = 64

const START_ADVICE =
  'Write the value as a block: "|" behind the colon, and the value on the next line, indented.'

/** What is worth saying of the errors of one document: later ones often follow from the first. */
export function explainSyntax(text: string, errors: readonly ParserError[]): SyntaxComplaint[] {
  const escapes = errors.filter((error) => error.code === 'BAD_DQ_ESCAPE')
  if (escapes.length > 0) return escapes.map((error) => badEscape(text, error))
  const [first] = errors.toSorted((left, right) => left.pos[0] - right.pos[0])
  return first === undefined ? [] : [explainError(text, first)]
}

function explainError(text: string, error: ParserError): SyntaxComplaint {
  const offset = error.pos[0]
  const line = restOfLine(text, offset)
  switch (error.code) {
    case 'BAD_SCALAR_START':
    case 'BAD_ALIAS':
      return badStart(text.charAt(offset), offset)
    case 'BLOCK_AS_IMPLICIT_KEY': {
      const colon = line.search(/:(?:\s|$)/u)
      if (colon >= 0) return colonWithin(offset + colon)
      return other(error, 'Is the line indented too far?')
    }
    case 'UNEXPECTED_TOKEN':
      return unexpectedToken(text, error)
    case 'TAB_AS_INDENT':
      return other(error, 'Indent with blanks.')
    case 'RESOURCE_EXHAUSTION':
      return tooDeep(offset)
    case 'MISSING_CHAR':
      return other(error, 'Close it, or write the whole value as a block.')
    default:
      return other(error, 'Correct the line so that it is YAML 1.2.')
  }
}

function unexpectedToken(text: string, error: ParserError): SyntaxComplaint {
  const offset = error.pos[0]
  const character = text.charAt(offset)
  const before = lineBefore(text, offset)
  if (error.message.includes('on same line with key')) return badStart('- ', offset)
  if (error.message.endsWith('at node end')) {
    if (/['"]\s*$/u.test(before)) return quotedStart(before, offset)
    if (character === '[' || character === '{') return splitFlow(offset)
  }
  if (/[|>][^\n'"]*$/u.test(before) && error.message.startsWith('Not a YAML token')) {
    return badStart(before.includes('|') ? '|' : '>', offset)
  }
  return other(error, 'Correct the line so that it is YAML 1.2.')
}

/** A flow map or list that took an expression apart. */
export function splitFlow(offset: number): SyntaxComplaint {
  return {
    code: 'YAML_FLOW_SPLIT',
    offset,
    message:
      'Within { } and [ ] an expression ends at a comma, a bracket or a brace, so YAML takes ' +
      'this one apart. Write the keys on lines of their own, or the expression in double quotes.',
  }
}

/** Lists and maps in lists and maps without end. */
export function tooDeep(offset: number): SyntaxComplaint {
  const message = `Lists and maps stand more than ${DEPTH_MAX} levels deep. Take some levels out.`
  return { code: 'YAML_TOO_DEEP', message, offset }
}

function badEscape(text: string, error: ParserError): SyntaxComplaint {
  const escape = text.slice(error.pos[0], error.pos[0] + 2)
  return {
    code: 'YAML_ESCAPE',
    offset: error.pos[0],
    message:
      `In double quotes a backslash begins an escape, and "${escape}" is none. Write the value ` +
      'without double quotes, or as a block ("|" behind the colon, the value on the next line).',
  }
}

function badStart(start: string, offset: number): SyntaxComplaint {
  const message = `A plain YAML value cannot begin with "${start}". ${START_ADVICE}`
  return { code: 'YAML_PLAIN_START', offset, message }
}

function quotedStart(before: string, offset: number): SyntaxComplaint {
  const quote = before.trimEnd().slice(-1)
  return {
    code: 'YAML_PLAIN_START',
    offset,
    message: `A YAML value that begins with ${quote} ends at the closing ${quote}. ${START_ADVICE}`,
  }
}

function colonWithin(offset: number): SyntaxComplaint {
  return {
    code: 'YAML_COLON_WITHIN',
    offset,
    message:
      'To YAML a colon before a blank ends a key, so it cannot stand within a plain value. ' +
      START_ADVICE,
  }
}

function other(error: ParserError, advice: string): SyntaxComplaint {
  const message = `This is not YAML: ${error.message.replace(/\.$/u, '')}. ${advice}`
  return { code: 'YAML_SYNTAX', offset: error.pos[0], message }
}

function lineBefore(text: string, offset: number): string {
  return text.slice(text.lastIndexOf('\n', offset - 1) + 1, offset)
}

function restOfLine(text: string, offset: number): string {
  const end = text.indexOf('\n', offset)
  return text.slice(offset, end < 0 ? undefined : end)
}
