/** Turns the lineage of mappings into OpenLineage job events, one a mapping. */
import type { Influence, LineageEdge, MappingLineage } from '../compile/lineage-edges.ts'

export interface EventOrigin {
  /** Name of the project, the namespace of its jobs. */
  readonly project: string
  readonly producer: string
  readonly now: Date
  /** Type names of a target's columns by `connection.schema.table`. */
  readonly typesOf: (table: string) => ReadonlyMap<string, string>
}

const SPEC = 'https://openlineage.io/spec'
const EVENT = `${SPEC}/2-0-2/OpenLineage.json#/$defs/JobEvent`
const FACETS = `${SPEC}/facets`
const COLUMNS = `${FACETS}/1-2-0/ColumnLineageDatasetFacet.json#/$defs/ColumnLineageDatasetFacet`
const SCHEMA = `${FACETS}/1-2-0/SchemaDatasetFacet.json#/$defs/SchemaDatasetFacet`
const JOB = `${FACETS}/2-0-4/JobTypeJobFacet.json#/$defs/JobTypeJobFacet`

const TRANSFORMATIONS: Readonly<Record<Influence, readonly [type: string, subtype: string]>> = {
  identity: ['DIRECT', 'IDENTITY'],
  transformation: ['DIRECT', 'TRANSFORMATION'],
  lookup: ['INDIRECT', 'JOIN'],
  filter: ['INDIRECT', 'FILTER'],
  join: ['INDIRECT', 'JOIN'],
  group: ['INDIRECT', 'GROUP_BY'],
  sort: ['INDIRECT', 'SORT'],
}

/** The events as a list, for a collector of OpenLineage. */
export function openLineageEvents(
  mappings: readonly MappingLineage[],
  origin: EventOrigin,
): readonly unknown[] {
  return mappings.map((mapping) => eventOf(mapping, origin))
}

function eventOf(lineage: MappingLineage, origin: EventOrigin): unknown {
  const { mapping, connection, table, columns, rows } = lineage
  const { project, producer, now } = origin
  const facet = (schema: string) => ({ _producer: producer, _schemaURL: schema })
  const read = [...columns.flatMap(({ edges }) => edges), ...rows].map(({ source }) => source)
  const inputs = new Map(read.map((each) => [`${each.connection}.${each.table}`, each]))
  const types = origin.typesOf(`${connection}.${table}`)
  const fields = columns.map(({ column, edges }) => [
    column,
    { inputFields: edges.map((edge) => inputField(edge, project)) },
  ])
  return {
    eventTime: now.toISOString(),
    producer,
    schemaURL: EVENT,
    job: {
      namespace: project,
      name: mapping,
      facets: {
        jobType: {
          ...facet(JOB),
          processingType: 'BATCH',
          integration: 'MAPWRIGHT',
          jobType: 'MAPPING',
        },
      },
    },
    inputs: [...inputs.values()].map((each) => ({
      namespace: namespaceOf(project, each.connection),
      name: each.table,
    })),
    outputs: [
      {
        namespace: namespaceOf(project, connection),
        name: table,
        facets: {
          schema: {
            ...facet(SCHEMA),
            fields: [...types].map(([name, type]) => ({ name, type })),
          },
          columnLineage: {
            ...facet(COLUMNS),
            fields: Object.fromEntries(fields),
            dataset: rows.map((edge) => inputField(edge, project)),
          },
        },
      },
    ],
  }
}

function inputField({ source, influence }: LineageEdge, project: string) {
  const [type, subtype] = TRANSFORMATIONS[influence]
  return {
    namespace: namespaceOf(project, source.connection),
    name: source.table,
    field: source.column,
    transformations: [{ type, subtype, description: influence, masking: false }],
  }
}

/** Connections by their names: where they are is a secret, and differs by environment. */
function namespaceOf(project: string, connection: string): string {
  return `${project}.${connection}`
}
