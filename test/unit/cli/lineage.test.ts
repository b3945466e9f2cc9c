import { readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { libraryProject } from '../../support/library-project.ts'

const MAPPING = `source:
  from: feeds.member as m
  where: [{keep: m.fax is null, else: has a fax}]
target: shop.reader
let:
  whole: m.name || ', ' || m.city
columns:
  id: m.id
  name: left(whole, 40)
  city:
    lookup: feeds.branch
    by: {id: m.id}
    take: label
    missing: 'null'
on_error: reject
leave: {the day of the load: [since]}
`
const run = async (...argv: readonly string[]) => {
  const project = await libraryProject({ mapping: MAPPING })
  return await project.run('lineage', ...argv)
}

/** Required keys of OpenLineage 2-0-2 and of its facets 1-2-0. */
const FACET = {
  _producer: expect.stringMatching(/^https:\/\//u),
  _schemaURL: expect.stringMatching(
    /^https:\/\/openlineage\.io\/spec\/facets\/\d-\d-\d\/\w+\.json#/u,
  ),
}

describe('lineage', () => {
  it('follows lets, lookups and where', async () => {
    const { code, stdout } = await run()
    expect([code, stdout]).toEqual([
      0,
      `  target                   how      sources
  shop.public.reader.id    direct   feeds.member.id
  shop.public.reader.name  derived  feeds.member.city, feeds.member.name
  shop.public.reader.city  derived  feeds.branch.id, feeds.branch.label, feeds.member.id
  rows of  decided by  source
  reader   filter      feeds.member.fax

✓ 3 target columns.
`,
    ])
  })

  it.each([
    [['--from', 'feeds.member.city'], ['name']],
    [
      ['--from', 'FEEDS.member.id'],
      ['id', 'city'],
    ],
    [['--from', 'feeds.branch'], ['city']],
    [['--from', 'feeds.member.fax'], []],
    [['--to', 'shop.reader.name'], ['name']],
    [
      ['--to', 'shop.public.reader.*i*'],
      ['id', 'city'],
    ],
    [['--from', 'feeds.member', '--to', 'shop.reader.city'], ['city']],
  ])('shows a part of it: %j', async (argv, columns) => {
    const { stdout } = await run(...argv, '--format', 'json')
    const data = JSON.parse(stdout) as { readonly columns: readonly { readonly target: string }[] }
    expect(data.columns.map(({ target }) => target.split('.').at(-1))).toEqual(columns)
  })

  it('says when there is no such column', async () => {
    const { code, stderr } = await run('--from', 'feeds.member.nam')
    expect([code, stderr]).toEqual([
      2,
      'No rule reads "feeds.member.nam". Write connection.table.column, as lineage prints it.\n',
    ])
  })

  it('is drawn as a Mermaid chart', async () => {
    const { stdout } = await run('--as', 'mermaid', '--from', 'feeds.member')
    expect(stdout).toBe(`flowchart LR
  subgraph t1["feeds.member"]
    c1["id"]
    c3["name"]
    c5["city"]
    c8["fax"]
  end
  subgraph t2["shop.public.reader"]
    c2["id"]
    c4["name"]
    c6["city"]
    c7["rows of reader"]
  end
  c1 --> c2
  c3 --> c4
  c5 --> c4
  c1 -.-> c6
  c8 -. filter .-> c7
`)
  })

  it('is written as job events of OpenLineage, to a file where one is named', async () => {
    const project = await libraryProject({ mapping: MAPPING })
    const file = path.join(project.folder, 'events.json')
    await project.run('lineage', '--as', 'openlineage', '--output', file)
    const events = JSON.parse(readFileSync(file, 'utf8')) as unknown[]
    const field = (name: string, column: string, type: string, subtype: string) => ({
      namespace: 'library.feeds',
      name,
      field: column,
      transformations: [{ type, subtype, description: expect.any(String), masking: false }],
    })
    expect(events).toEqual([
      {
        eventTime: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/u),
        producer: expect.stringMatching(/^https:\/\//u),
        schemaURL: 'https://openlineage.io/spec/2-0-2/OpenLineage.json#/$defs/JobEvent',
        job: {
          namespace: 'library',
          name: 'reader',
          facets: {
            jobType: {
              ...FACET,
              processingType: 'BATCH',
              integration: 'MAPWRIGHT',
              jobType: 'MAPPING',
            },
          },
        },
        inputs: [
          { namespace: 'library.feeds', name: 'member' },
          { namespace: 'library.feeds', name: 'branch' },
        ],
        outputs: [
          {
            namespace: 'library.shop',
            name: 'public.reader',
            facets: {
              schema: {
                ...FACET,
                fields: [
                  { name: 'id', type: 'integer' },
                  { name: 'name', type: 'character varying(40)' },
                  { name: 'city', type: 'text' },
                  { name: 'since', type: 'date' },
                ],
              },
              columnLineage: {
                ...FACET,
                fields: {
                  id: { inputFields: [field('member', 'id', 'DIRECT', 'IDENTITY')] },
                  name: {
                    inputFields: [
                      field('member', 'name', 'DIRECT', 'TRANSFORMATION'),
                      field('member', 'city', 'DIRECT', 'TRANSFORMATION'),
                    ],
                  },
                  city: {
                    inputFields: [
                      field('branch', 'id', 'INDIRECT', 'JOIN'),
                      field('branch', 'label', 'DIRECT', 'TRANSFORMATION'),
                      field('member', 'id', 'INDIRECT', 'JOIN'),
                    ],
                  },
                },
                dataset: [field('member', 'fax', 'INDIRECT', 'FILTER')],
              },
            },
          },
        ],
      },
    ])
  })
})
