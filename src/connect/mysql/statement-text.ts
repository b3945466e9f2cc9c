/** Turns an SQL script into its statements, cut where MySQL's own client would cut them. */

export interface Statement {
  readonly text: string
  /** Of its first word, from 1. */
  readonly line: number
  /** Its first words in capitals, `CREATE TABLE`. */
  readonly verb: string
}

/** Blanks, `#` and `-- ` comments, and those in stars that hold no code for some version. */
const BLANK = String.raw`(?:\s+|#[^\n]*|--(?=\s|$)[^\n]*|\/\*(?![!M])[\s\S]*?(?:\*\/|$))`
const PIECE = new RegExp(
  [
    `(?<blank>${BLANK})`,
    String.raw`(?<delimiter>(?<=(?:^|\n)[ \t]*)delimiter[ \t]+(?<sign>\S+)[^\n]*)`,
    String.raw`'(?:[^'\\]|''|\\[\s\S])*'?`,
    String.raw`"(?:[^"\\]|""|\\[\s\S])*"?`,
    '`(?:[^`]|``)*`?',
    String.raw`[A-Za-z_$\u0080-\uffff][\w$\u0080-\uffff]*`,
    String.raw`[\s\S]`,
  ].join('|'),
  'giuy',
)

/** `delimiter //` before the body of a trigger or procedure is understood. */
export function splitStatements(script: string): readonly Statement[] {
  const statements: Statement[] = []
  let delimiter = ';'
  let start = -1
  let end = -1
  const close = (): void => {
    if (start >= 0) statements.push(statementOf(script, start, end))
    start = -1
  }
  PIECE.lastIndex = 0
  for (let at = 0; at < script.length; at = PIECE.lastIndex) {
    if (script.startsWith(delimiter, at)) {
      close()
      PIECE.lastIndex = at + delimiter.length
      continue
    }
    PIECE.lastIndex = at
    const groups = PIECE.exec(script)?.groups
    if (groups?.['delimiter'] !== undefined) {
      close()
      delimiter = groups['sign'] ?? ';'
    } else if (groups?.['blank'] === undefined) {
      if (start < 0) start = at
      end = PIECE.lastIndex
    }
  }
  close()
  return statements
}

function statementOf(script: string, start: number, end: number): Statement {
  const text = script.slice(start, end)
  const words = text.replace(new RegExp(BLANK, 'gu'), ' ').match(/^\W*(\w+)(?:\s+(\w+))?/u)
  const verb = [words?.[1], words?.[2]].filter((word) => word !== undefined).join(' ')
  return { text, line: script.slice(0, start).split('\n').length, verb: verb.toUpperCase() }
}

const ENDS =
  /^(?:BEGIN|START TRANSACTION|COMMIT|ROLLBACK(?! TO\b)|XA|LOCK|UNLOCK|SET AUTOCOMMIT)\b/u

/** True for what says that a transaction begins or ends. */
export function endsTransaction({ verb, text }: Statement): boolean {
  return ENDS.test(verb) && !/^rollback\s+(?:work\s+)?to\b/iu.test(text)
}

const COMMITS =
  /^(?:CREATE|ALTER|DROP|RENAME|TRUNCATE|GRANT|REVOKE|ANALYZE|OPTIMIZE|REPAIR|INSTALL|UNINSTALL)\b/u

/** True for what MySQL commits at once, with all that was done before it in the transaction. */
export function commitsAtOnce({ verb }: Statement): boolean {
  return COMMITS.test(verb) && !/^(?:CREATE|DROP) TEMPORARY$/u.test(verb)
}
