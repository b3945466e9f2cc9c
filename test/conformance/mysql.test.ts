/** MySQL's connector as a source, against MariaDB. */
import { mysqlFixture } from './mysql.fixture.ts'
import { describeConformance } from './suite.ts'

describeConformance(mysqlFixture)
