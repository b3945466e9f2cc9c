/** CSV files as a source. */
import { csvFixture } from './csv.fixture.ts'
import { describeConformance } from './suite.ts'

describeConformance(csvFixture)
