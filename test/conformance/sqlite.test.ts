/** SQLite as a source and a target. */
import { sqliteFixture } from './sqlite.fixture.ts'
import { describeConformance } from './suite.ts'

describeConformance(sqliteFixture)
