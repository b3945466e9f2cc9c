/** MySQL's connector, a source and a target, against MariaDB. */
import { mysqlFixture } from './mysql.fixture.ts'
import { describeConformance } from './suite.ts'

describeConformance(mysqlFixture)
