/** Where Mapwright is known to differ from PostgreSQL, and why; docs/language.md has the list. */

export interface Difference {
  readonly reason: string
  /**
   * refused: we refuse what the server takes. value: another value. error: both refuse, by other
   * names.
   */
  readonly kind: 'refused' | 'value' | 'error'
  /** Our code, where we refuse. */
  readonly code?: string
  /** What the text of such an expression has. */
  readonly expression: RegExp
  /** True: hundreds of thousands of random expressions may not meet it. */
  readonly isRare?: true
}

export const DIFFERENCES: readonly Difference[] = [
  {
    reason:
      'Text becomes a number where it is written as a decimal one: NaN, the infinities, 0x1F and ' +
      '1_000 are refused.',
    kind: 'refused',
    code: 'VALUE_NOT_A_NUMBER',
    expression: /(?:::|as )(?:smallint|integer|bigint|numeric|real|double)/u,
  },
  {
    reason:
      'Text becomes a date or a time where it is ISO text that fits as a whole: a time behind a ' +
      'date, or a zone that would be dropped, is refused.',
    kind: 'refused',
    code: 'VALUE_INVALID_DATE',
    expression: /(?:::|as )(?:date|time)/u,
  },
  {
    reason: 'Text becomes an interval where each number has its unit: a bare number is refused.',
    kind: 'refused',
    code: 'VALUE_INVALID_INTERVAL',
    expression: /(?:::|as )interval/u,
  },
  {
    reason:
      'Text becomes bytes where it is `\\x` and hexadecimal digits: the escape form is refused.',
    kind: 'refused',
    code: 'VALUE_INVALID_BYTES',
    expression: /(?:::|as )bytea/u,
  },
  {
    reason:
      'The text of `convert_from` has upper and lower case like any other. In PostgreSQL its ' +
      'collation is C, which knows ASCII alone.',
    kind: 'value',
    expression: /convert_from/u,
    isRare: true,
  },
  {
    reason:
      'Where both sides of a sum are refused, the left one is named. PostgreSQL computes the ' +
      'right one first where a date or a moment stands there.',
    kind: 'error',
    expression: / \+ /u,
  },
  {
    reason:
      'A varchar and a text put together by COALESCE, CASE or NULLIF are a text, whichever comes ' +
      'first: compared with a char(n) they keep the blanks at their end.',
    kind: 'value',
    expression: /(?:coalesce|case|nullif).*(?:c\.w|character\(|bpchar)/su,
    isRare: true,
  },
  {
    reason:
      'exp, ln, log, log10 and power of binary fractions may differ in their last digits, which ' +
      'depend on a library of the server.',
    kind: 'value',
    expression: /\b(?:exp|ln|log|log10|power)\(| \^ /u,
    isRare: true,
  },
  {
    reason:
      'Where a char(n) and a text meet in one array, the type of the array that is there ' +
      'decides whether elements have blanks at their end; in PostgreSQL the first operand.',
    kind: 'value',
    expression: /(?=.*(?:\|\||array_))(?=.*(?:c\.w|character\(|bpchar))/su,
    isRare: true,
  },
  {
    reason:
      'OVERLAPS is NULL in PostgreSQL where one of its ends is a constant NULL, even where ' +
      'another would be refused.',
    kind: 'refused',
    expression: /(?=.* overlaps )(?=.*\bnull\b)/su,
    isRare: true,
  },
  {
    reason:
      'repeat, replace, regexp_replace, lpad, rpad and format make texts of 10 million ' +
      'characters at most; PostgreSQL of a gigabyte.',
    kind: 'refused',
    code: 'VALUE_OUT_OF_RANGE',
    expression: /(?:repeat|replace|pad|format)\(.*(?:repeat|replace|pad|format)\(/su,
    isRare: true,
  },
]
