/** The warnings whose level a project may set: what is odd, and loses no row and no value. */
import type { Diagnostic } from './diagnostic.ts'

export type LintLevel = 'error' | 'warning' | 'off'

/** Codes with what they say, as editors show it. */
export const LINTS: Readonly<Record<string, string>> = {
  CATALOG_UNKNOWN_TYPE: "A column of a schema file has a type that is not PostgreSQL's own.",
  CATALOG_VIEW_COLUMNS: 'A view of a schema file does not list its columns.',
  COMPILE_ACCEPT_UNUSED: 'A hazard is accepted that is not there.',
  COMPILE_CHECK_ALWAYS: 'A check cannot fail.',
  COMPILE_DROP_UNUSED: 'A pattern of the project drops nothing.',
  COMPILE_DROP_USED: 'A column is dropped that a mapping uses.',
  COMPILE_ELSE_UNREACHABLE: 'The else of a map is never used.',
  COMPILE_ENTRY_UNREACHABLE: 'An entry of a map is never used.',
  COMPILE_FUNCTION_UNCALLED: 'Nothing calls a function of the project.',
  COMPILE_JOIN_UNUSED: 'Nothing reads a table that is joined from the left.',
  COMPILE_LET_UNUSED: 'Nothing reads a let.',
  COMPILE_OUTCOME_UNUSED: 'An on_error is never used.',
  COMPILE_PARAMETER_UNUSED: 'A function of the project does not use a parameter.',
  COMPILE_RULE_DEFAULT: "A rule gives what is the column's default.",
  COMPILE_RULE_REPEATED: 'A rule says what copy does already.',
  COMPILE_TARGET_DEFAULTED: 'Columns of the target get their default, and no reason is given.',
  COMPILE_TRIGGER_UNNEEDED: 'A trigger is suspended that would change nothing.',
  COMPILE_WHERE_ALWAYS: 'A where keeps every row.',
  COMPILE_WHERE_NEVER: 'A where keeps no row.',
}

/** The diagnostics at the levels that the project has for them. */
export function atLevels(
  diagnostics: readonly Diagnostic[],
  levels: ReadonlyMap<string, LintLevel>,
): readonly Diagnostic[] {
  return diagnostics.flatMap((diagnostic) => {
    const { code, severity } = diagnostic
    const level = severity === 'warning' ? levels.get(code) : undefined
    if (level === 'off') return []
    return level === 'error' ? [{ ...diagnostic, severity: level }] : [diagnostic]
  })
}
