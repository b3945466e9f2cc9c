/** The functions and operators that expressions may use, found by name. */
import type { FunctionDeclaration, FunctionTable } from '../expression/function-table.ts'
import { arithmetic } from './arithmetic.ts'
import { comparisons } from './compare.ts'
import { dateFields } from './date-fields.ts'
import { dateParsing } from './date-parse.ts'
import { jsonParts } from './json-parts.ts'
import { letterCase } from './letter-case.ts'
import { likes } from './like.ts'
import { regexes } from './regex-replace.ts'
import { roundings } from './rounding.ts'
import { strictParsing } from './strict-parse.ts'
import { textBuild } from './text-build.ts'
import { textParts } from './text-parts.ts'
import { timeZones } from './time-zone.ts'

/** Every declaration, family by family. */
export const declarations: readonly FunctionDeclaration[] = [
  ...comparisons,
  ...arithmetic,
  ...roundings,
  ...letterCase,
  ...textParts,
  ...textBuild,
  ...likes,
  ...regexes,
  ...dateFields,
  ...dateParsing,
  ...timeZones,
  ...strictParsing,
  ...jsonParts,
]

const byName = new Map(
  declarations.map((declaration) => [`${declaration.kind} ${declaration.name}`, declaration]),
)

export const functionTable: FunctionTable = {
  find: (kind, name) => byName.get(`${kind} ${name}`) ?? null,
  names: declarations.filter(({ kind }) => kind === 'function').map(({ name }) => name),
}
