/** The functions and operators that expressions may use, found by name. */
import type { FunctionDeclaration, FunctionTable } from '../expression/function-table.ts'
import { arithmetic } from './number/arithmetic.ts'
import { arrayFunctions } from './array/elements.ts'
import { byteFunctions } from './text/bytes.ts'
import { byteParts } from './text/byte-parts.ts'
import { cleaning } from './text/cleaning.ts'
import { comparisons } from './compare.ts'
import { dateFields } from './moment/fields.ts'
import { dateParsing } from './moment/parse.ts'
import { jsonBuilding } from './json/build.ts'
import { jsonQuestions } from './json/questions.ts'
import { knownOfCall } from './known.ts'
import { jsonParts } from './json/parts.ts'
import { aggregates } from './group/aggregates.ts'
import { rowsFunctions } from './group/rows-from.ts'
import { intervals } from './moment/interval.ts'
import { letterCase } from './text/letter-case.ts'
import { likes } from './pattern/like.ts'
import { regexFinds } from './pattern/find.ts'
import { regexes } from './pattern/replace.ts'
import { similarTo } from './pattern/similar.ts'
import { roundings } from './number/rounding.ts'
import { strictParsing } from './strict-parse.ts'
import { momentMaking } from './moment/make.ts'
import { momentPrinting } from './moment/print.ts'
import { numberFunctions } from './number/functions.ts'
import { numberReading } from './number/to-number.ts'
import { powerFunctions } from './number/powers.ts'
import { textArrays } from './text/arrays.ts'
import { textBuild } from './text/build.ts'
import { textChange } from './text/change.ts'
import { textCodes } from './text/codes.ts'
import { formatting } from './text/format.ts'
import { textParts } from './text/parts.ts'
import { unaccenting } from './text/unaccent.ts'
import { overlapping } from './moment/overlaps.ts'
import { timeZones } from './moment/time-zone.ts'

export interface Family {
  readonly title: string
  readonly declarations: readonly FunctionDeclaration[]
}

/** In the order in which the documentation has them. */
export const families: readonly Family[] = [
  { title: 'Comparison', declarations: comparisons },
  {
    title: 'Numbers',
    declarations: [
      ...arithmetic,
      ...roundings,
      ...numberFunctions,
      ...powerFunctions,
      ...numberReading,
    ],
  },
  {
    title: 'Texts',
    declarations: [
      ...letterCase,
      ...textParts,
      ...textBuild,
      ...formatting,
      ...textChange,
      ...textCodes,
      ...unaccenting,
    ],
  },
  { title: 'Patterns', declarations: [...likes, ...similarTo, ...regexes, ...regexFinds] },
  {
    title: 'Dates and times',
    declarations: [
      ...dateFields,
      ...momentMaking,
      ...momentPrinting,
      ...intervals,
      ...dateParsing,
      ...timeZones,
      ...overlapping,
    ],
  },
  { title: "Mapwright's own", declarations: [...strictParsing, ...cleaning] },
  { title: 'JSON', declarations: [...jsonParts, ...jsonQuestions, ...jsonBuilding] },
  { title: 'Arrays', declarations: [...textArrays, ...arrayFunctions] },
  { title: 'Bytes', declarations: [...byteFunctions, ...byteParts] },
]

/** Every declaration, family by family. */
export const declarations: readonly FunctionDeclaration[] = families.flatMap(
  (family) => family.declarations,
)

/** What stands where there is more than one row: under each, and in rules about a group. */
export const rowFamilies: readonly Family[] = [
  { title: 'Rows', declarations: rowsFunctions },
  { title: 'Aggregates', declarations: aggregates },
]

/** Every declaration that emitted code may call. */
export const callable: readonly FunctionDeclaration[] = [
  ...declarations,
  ...rowFamilies.flatMap((family) => family.declarations),
]

const byName = new Map(
  callable.map((declaration) => [`${declaration.kind} ${declaration.name}`, declaration]),
)

export const functionTable: FunctionTable = {
  find: (kind, name) => byName.get(`${kind} ${name}`) ?? null,
  names: namesOf('function', 'aggregate'),
  rowsNames: namesOf('rows'),
  certain: knownOfCall,
}

function namesOf(...kinds: readonly FunctionDeclaration['kind'][]): readonly string[] {
  return callable.filter(({ kind }) => kinds.includes(kind)).map(({ name }) => name)
}
