/** PostgreSQL as source and target: the reference server, and a container's where Docker runs. */
import { hasDockerPostgres, postgresFixture } from './postgres.fixture.ts'
import { describeConformance } from './suite.ts'

describeConformance(postgresFixture('embedded', 'embedded', true))
describeConformance(postgresFixture('docker', 'docker-postgres', hasDockerPostgres))
