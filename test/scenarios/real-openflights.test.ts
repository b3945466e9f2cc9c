/** Airports, airlines and routes from files without headers, into tables with foreign keys. */
import { readFileSync, symlinkSync } from 'node:fs'
import path from 'node:path'
import { gunzipSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { createPostgresDatabase, useDatabase } from '../support/databases.ts'
import { dataFile } from '../support/datasets.ts'
import { realProject } from '../support/real-project.ts'
import { useTempFolder } from '../support/temp-folder.ts'
import { root } from '../support/tidy/sources.ts'
import { compareRows, csvTruth, postgresTruth } from '../support/truth.ts'

/** What expected.json says, as queries to the target. */
const FIGURES: Readonly<Record<string, string>> = {
  'country.rows': 'select count(*) from country',
  'plane.rows': 'select count(*) from plane',
  'plane.iata_null': 'select count(*) from plane where iata_code is null',
  'airport.rows': 'select count(*) from airport',
  'airport.iata_null': 'select count(*) from airport where iata is null',
  'airport.icao_null': 'select count(*) from airport where icao is null',
  'airport.tz_offset_null': 'select count(*) from airport where tz_offset is null',
  'airport.dst_null': 'select count(*) from airport where dst is null',
  'airport.tz_name_null': 'select count(*) from airport where tz_name is null',
  'airport.city_empty_or_null': "select count(*) from airport where coalesce(city, '') = ''",
  'airport.country_name_not_in_countries':
    'select count(*) from airport where country_id is null',
  'airport.altitude_ft_sum': 'select sum(altitude_ft) from airport',
  'airport.tz_offset_fractional':
    'select count(*) from airport where tz_offset <> trunc(tz_offset)',
  'airline.rows': 'select count(*) from airline',
  'airline.active_true': 'select count(*) from airline where active',
  'airline.active_false': 'select count(*) from airline where not active',
  'airline.iata_null_when_\\N_empty_dash_NA': 'select count(*) from airline where iata is null',
  'airline.icao_null_when_\\N_empty_dash_NA': 'select count(*) from airline where icao is null',
  'airline.alias_null': 'select count(*) from airline where alias is null',
  'airline.country_name_not_in_countries':
    'select count(*) from airline where country_id is null',
  'airline.has_backslash':
    "select count(*) from airline where strpos(airline::text, '\\') > 0",
  'route.rows_loaded_strict_fk': 'select count(*) from route',
  'route.loaded_airline_id_null': 'select count(*) from route where airline_id is null',
  'route.loaded_codeshare_true': 'select count(*) from route where codeshare',
  'route.loaded_stops_sum': 'select sum(stops) from route',
  'route.loaded_no_equipment':
    'select count(*) from route where not exists ' +
    '(select from route_equipment where route_id = route.id)',
  'route_equipment.rows': 'select count(*) from route_equipment',
  'route_equipment.distinct_codes': 'select count(distinct code) from route_equipment',
  'route_equipment.codes_not_in_planes':
    'select count(distinct code) from route_equipment where code not in ' +
    '(select iata_code from plane where iata_code is not null)',
}

/** Refused routes by their reason; a route may have one at either end. */
const REASONS = `
  select problem ->> 'column' as name, problem ->> 'code' as code, count(*) as routes
  from mapwright.reject cross join json_array_elements(problems::json) as problem
  where unit = 'route' group by 1, 2 order by 1, 2`

const COUNTRY_COLUMNS = 'name,iso_code,dafif_code'
const PLANE_COLUMNS = 'name,iata_code,icao_code'
const AIRPORT_COLUMNS =
  'id,name,city,country_name,iata,icao,latitude,longitude,altitude_ft,tz_offset,dst,' +
  'tz_name,type,source'

const data = dataFile('openflights/airports.dat.gz')
const scenario = path.join(root, 'test', 'scenarios', 'real-openflights')
const schema = readFileSync(path.join(scenario, 'schema', 'target.sql'), 'utf8')

describe.skipIf(data === null)('[csv] openflights', () => {
  const feeds = path.dirname(data ?? '')
  const folder = path.join(useTempFolder(), 'project')
  const target = useDatabase(() => createPostgresDatabase(schema))

  test('loads what has its references, and keeps the other rows with their reasons', async () => {
    const project = realProject('real-openflights', folder, { TARGET_URL: target().url })
    symlinkSync(feeds, path.join(folder, 'feeds'))
    await project.run('validate')
    const { units } = await project.migrate(0)
    const route = units.find(({ unit }) => unit === 'route')
    expect(route).toMatchObject({
      account: { read: 67_663, rejected: 892, inserted: 66_771 },
      withinLimit: true,
    })
    await project.reconcile(0)
  })

  test.each(Object.entries(FIGURES))('gives %s the expected figure', async (name, query) => {
    const [table = '', figure = ''] = name.split('.')
    const expected = JSON.parse(
      readFileSync(path.join(feeds, 'expected', 'expected.json'), 'utf8'),
    ) as Readonly<Record<string, Readonly<Record<string, unknown>>>>
    const { rows } = await postgresTruth(target().url, query)
    expect(rows).toEqual([[String(expected[table]?.[figure])]])
  })

  test('says of every refused route which end is unknown, and why', async () => {
    const { rows } = await postgresTruth(target().url, REASONS)
    expect(rows).toEqual([
      ['destination_id', 'LOOKUP_MISSING', '267'],
      ['destination_id', 'VALUE_NULL', '221'],
      ['source_id', 'LOOKUP_MISSING', '263'],
      ['source_id', 'VALUE_NULL', '220'],
    ])
  })

  test.each([
    ['countries.dat', 'country', COUNTRY_COLUMNS],
    ['planes.dat', 'plane', PLANE_COLUMNS],
    ['airports.dat.gz', 'airport', AIRPORT_COLUMNS],
  ])('gives every value of %s to %s', async (file, table, columns) => {
    const bytes = readFileSync(path.join(feeds, file))
    const text = (file.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('utf8')
    const number = { latitude: 'number', longitude: 'number', tz_offset: 'number' } as const
    const read = csvTruth(`${columns}\n${text}`, number)
    const rows = read.rows.map((row) => row.map((value) => (value === '\\N' ? null : value)))
    const actual = await postgresTruth(target().url, `select ${columns} from ${table}`)
    // Blanks at the end of a char(n) are its padding.
    const trimmed = rows.map((row) => row.map((value) => value?.replace(/ +$/u, '') ?? null))
    const stripped = actual.rows.map((row) => row.map((v) => v?.replace(/ +$/u, '') ?? null))
    expect(
      compareRows({ ...read, rows: trimmed }, { ...actual, rows: stripped }),
    ).toEqual({ missing: [], extra: [] })
  })
})
