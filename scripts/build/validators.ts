/** The JSON Schemas of the program -> a module of their checks, compiled while it is built. */
import { Ajv2020 } from 'ajv/dist/2020.js'
import standalone from 'ajv/dist/standalone/index.js'
import type { Plugin } from 'rolldown'
import { VALIDATOR_OPTIONS } from '../../src/base/schema-validator.ts'
import { bundleSchema } from '../../src/mapping/bundle-schema.ts'
import { mappingSchema } from '../../src/mapping/mapping-schema.ts'
import { testSchema } from '../../src/mapping/test-schema.ts'
import { projectSchema } from '../../src/project/schema.ts'

const SCHEMAS = { mappingSchema, bundleSchema, testSchema, projectSchema }

/** Takes the place of the module that compiles schemas when it is asked to. */
export const validators: Plugin = {
  name: 'validators',
  load: {
    filter: { id: /\/src\/base\/schema-validator\.ts$/u },
    handler: () => ({ code: validatorModule(), moduleType: 'js' }),
  },
}

function validatorModule(): string {
  const ajv = new Ajv2020({
    ...VALIDATOR_OPTIONS,
    allowUnionTypes: true,
    code: { source: true, esm: true },
  })
  const names = Object.keys(SCHEMAS)
  for (const [name, schema] of Object.entries(SCHEMAS)) ajv.addSchema(schema, name)
  const entries = Object.entries(SCHEMAS).map(
    ([name, { title }]) => `  [${JSON.stringify(title)}, ${name}],`,
  )
  return [
    standalone.default(ajv, Object.fromEntries(names.map((name) => [name, name]))),
    `const validators = new Map([\n${entries.join('\n')}\n])`,
    'export function compileValidator({ title }) {',
    '  const validator = validators.get(title)',
    "  if (validator === undefined) throw new Error('the build has no check of \"' + title + '\"')",
    '  return validator',
    '}',
  ].join('\n')
}
