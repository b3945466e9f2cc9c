/** The JSON Schemas that editors read are the ones that the program checks with. */
import path from 'node:path'
import { Ajv2020 } from 'ajv/dist/2020.js'
import { format } from 'prettier'
import { describe, expect, it } from 'vitest'
import type { JsonSchema } from '../../../src/base/schema.ts'
import { mappingFileSchema } from '../../../src/mapping/bundle-schema.ts'
import { testSchema } from '../../../src/mapping/test-schema.ts'
import { projectSchema } from '../../../src/project/schema.ts'

const FOLDER = path.resolve(import.meta.dirname, '../../../schema/json')
const SCHEMAS: Readonly<Record<string, JsonSchema>> = {
  mapping: mappingFileSchema,
  'mapping-test': testSchema,
  project: projectSchema,
}

describe.each(Object.entries(SCHEMAS))('the %s schema', (name, schema) => {
  it('is the same in schema/json (vitest -u writes it anew)', async () => {
    const text = await format(JSON.stringify(schema), { parser: 'json', printWidth: 100 })
    await expect(text).toMatchFileSnapshot(path.join(FOLDER, `${name}.schema.json`))
  })

  it('is a right schema', () => {
    expect(() => new Ajv2020({ allowUnionTypes: true }).compile(schema)).not.toThrow()
    expect(JSON.stringify(schema)).not.toContain('"$ref"')
  })

  it('describes every key', () => {
    expect(undescribed(schema, name)).toEqual([])
  })
})

function undescribed(schema: unknown, where: string): string[] {
  if (typeof schema !== 'object' || schema === null) return []
  return Object.entries(schema).flatMap(([keyword, part]) => {
    if (keyword !== 'properties') {
      return keyword === 'examples' || keyword === 'if'
        ? []
        : undescribed(part, `${where}/${keyword}`)
    }
    return Object.entries(part as Record<string, Record<string, unknown>>).flatMap(
      ([key, value]) => {
        const inner = undescribed(value, `${where}/${key}`)
        const isDescribed = 'description' in value && ('examples' in value || '$ref' in value)
        return isDescribed ? inner : [`${where}/${key}`, ...inner]
      },
    )
  })
}
