/** The cases of a test file -> whose rows each is of: a mapping's, or those of one of its arms. */
import type { Diagnostic } from '../base/diagnostic.ts'
import type { MappingDocument, MappingTests } from './document.ts'
import { armProblem } from './union.ts'

/** The tests of a document: of an arm, the cases that name it. */
export function testsOf(
  { name, arm }: Pick<MappingDocument, 'name' | 'arm'>,
  tests: readonly MappingTests[],
): readonly MappingTests[] {
  const own = tests.filter(({ mapping }) => mapping === (arm?.mapping ?? name))
  if (arm === null) return own
  return own.map((file) => ({
    ...file,
    cases: file.cases.filter((each) => each.arm?.value === arm.name),
  }))
}

/** Says of which tests there is no mapping, and of which cases no arm. */
export function strayTests(
  tests: readonly MappingTests[],
  documents: readonly MappingDocument[],
): readonly Diagnostic[] {
  return tests.flatMap(({ mapping, file, cases }) => {
    const tested = documents.filter(({ name, arm }) => (arm?.mapping ?? name) === mapping)
    if (tested.length === 0) {
      const message =
        `There is no mapping "${mapping}" that these cases could test. ` + 'Rename the file.'
      const place = { file, line: 1, column: 1 }
      return [{ ...place, code: 'PROJECT_TEST_ALONE', severity: 'error' as const, message }]
    }
    const names = tested.flatMap(({ arm }) => (arm === null ? [] : [arm.name]))
    return cases.flatMap((each) => {
      const message = armProblem(each.arm?.value ?? null, names.length === 0 ? null : names)
      if (message === null) return []
      const place = each.arm?.at ?? each.at
      return [{ ...place, code: 'MAPPING_ARM', severity: 'error' as const, message }]
    })
  })
}
