/** Random patterns, greedy and not, and those of SIMILAR TO, against PostgreSQL's own. */
import fc from 'fast-check'
import { describe, it } from 'vitest'
import { createPostgresDatabase, useDatabase } from '../support/databases.ts'
import { TEXT } from '../support/oracle-cells.ts'
import { ORACLE_SCHEMA, expectSame, oracleSeed, type Question } from '../support/oracle.ts'

const database = useDatabase(() => createPostgresDatabase(ORACLE_SCHEMA, 'embedded'))
const seed = oracleSeed()
const COUNT = 900

const { pattern } = fc.letrec<{ pattern: string; branch: string; atom: string }>((tie) => ({
  pattern: fc.oneof(
    { weight: 4, arbitrary: tie('branch') },
    { weight: 1, arbitrary: fc.tuple(tie('branch'), tie('branch')).map((each) => each.join('|')) },
  ),
  branch: fc
    .array(
      fc
        .tuple(
          tie('atom'),
          fc.constantFrom(
            ...' + * ? +? *? ?? {2} {2}? {1,2} {1,2}? {0,1}? {1,1}? {1,1} {2,}?'.split(' '),
          ),
        )
        .map(([atom, quantifier]) => (/^[\^$]/u.test(atom) ? atom : atom + quantifier)),
      { minLength: 1, maxLength: 3 },
    )
    .map((parts) => parts.join('')),
  atom: fc.oneof(
    { weight: 5, arbitrary: fc.constantFrom('a', 'b', '.', '[ab]', '[^a]') },
    { weight: 1, arbitrary: fc.constantFrom('^', '$') },
    { weight: 3, arbitrary: tie('pattern').map((inner) => `(${inner})`) },
    { weight: 2, arbitrary: tie('pattern').map((inner) => `(?:${inner})`) },
  ),
}))
const subject = fc.string({ unit: fc.constantFrom('a', 'b', 'c'), maxLength: 7 })

const similarPattern = fc
  .array(
    fc.constantFrom(
      ...'a b c % _ a|b (a|b) (ab)* [ab]+ [^a]? a{2} #% #_ #" ## [#]] [^]a]* . ^ \\ | ( ) b+'.split(
        ' ',
      ),
    ),
    { maxLength: 5 },
  )
  .map((parts) => parts.join(''))

function quoted(text: string): string {
  return `'${text.replaceAll("'", "''")}'`
}

function ask(
  patterns: fc.Arbitrary<string>,
  expressions: readonly ((written: string) => string)[],
): readonly Question[] {
  const given = fc.sample(fc.tuple(subject, patterns), { seed, numRuns: COUNT })
  return given.flatMap(([cell, written]) =>
    expressions.map((expression): Question => {
      return { text: expression(quoted(written)), columns: [{ name: 't', type: TEXT, cell }] }
    }),
  )
}

describe('patterns match what they match in PostgreSQL', () => {
  it('and give the same groups', async () => {
    const all = ask(pattern, [
      (written) => `regexp_match(c.t, ${written})`,
      (written) => `regexp_replace(c.t, ${written}, '<\\&,\\1>', 'g')`,
      (written) => `regexp_count(c.t, ${written})`,
    ])
    await expectSame(database(), all, seed)
  })

  it('as SIMILAR TO has it', async () => {
    const all = ask(similarPattern, [
      (written) => `c.t similar to ${written} escape '#'`,
      (written) => `c.t not similar to ${written}`,
      (written) => `substring(c.t similar ${written} escape '#')`,
    ])
    await expectSame(
      database(),
      all.map((each) => ({ ...each, isStricter: true })),
      seed,
    )
  })
})
