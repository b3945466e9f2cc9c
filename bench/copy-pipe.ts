/** COPY out of one database and into another, untouched: the pipe where there is no psql. */
import { pipeline } from 'node:stream/promises'
import pg from 'pg'
import { from, to } from 'pg-copy-streams'

const [sourceUrl, out = '', targetUrl, into = ''] = process.argv.slice(2)
const source = new pg.Client({ connectionString: sourceUrl })
const target = new pg.Client({ connectionString: targetUrl })
await source.connect()
await target.connect()
await pipeline(source.query(to(out)), target.query(from(into)))
await source.end()
await target.end()
