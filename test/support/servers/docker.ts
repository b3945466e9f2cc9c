/** Starts a PostgreSQL or MariaDB container, where Docker runs and has or gets the image. */
import net from 'node:net'
import { GenericContainer, getContainerRuntimeClient, Wait } from 'testcontainers'
import type { ServerAnswer } from './answer.ts'
import type { Stop } from './owned.ts'

interface ContainerPlan {
  readonly image: string
  readonly scheme: string
  readonly user: string
  readonly database: string
  readonly port: number
  readonly environment: Readonly<Record<string, string>>
  readonly command: readonly string[]
}

const PASSWORD = 'mapwright-test'

export const dockerPostgres: ContainerPlan = {
  image: process.env['MAPWRIGHT_POSTGRES_IMAGE'] ?? 'postgres:18',
  scheme: 'postgres',
  user: 'postgres',
  database: 'postgres',
  port: 5432,
  environment: { POSTGRES_PASSWORD: PASSWORD },
  command: ['postgres', '-c', 'max_connections=300', '-c', 'fsync=off'],
}

export const dockerMariadb: ContainerPlan = {
  image: process.env['MAPWRIGHT_MARIADB_IMAGE'] ?? 'mariadb:11',
  scheme: 'mysql',
  user: 'root',
  database: '',
  port: 3306,
  environment: { MARIADB_ROOT_PASSWORD: PASSWORD },
  command: ['mariadbd'],
}

export async function startContainer(plan: ContainerPlan, stops: Stop[]): Promise<ServerAnswer> {
  try {
    await getContainerRuntimeClient()
  } catch {
    return { kind: 'absent', reason: 'Docker does not run' }
  }
  try {
    const container = await new GenericContainer(plan.image)
      .withEnvironment({ ...plan.environment })
      .withCommand([...plan.command])
      .withExposedPorts(plan.port)
      .withWaitStrategy(Wait.forListeningPorts())
      .start()
    stops.push(async () => {
      await container.stop({ timeout: 0 })
    })
    const port = container.getMappedPort(plan.port)
    const host = (await answers('127.0.0.1', port)) ? '127.0.0.1' : container.getHost()
    const place = `${host}:${port}`
    const url = `${plan.scheme}://${plan.user}:${PASSWORD}@${place}/${plan.database}`
    return { kind: 'running', url, origin: `docker ${plan.image}` }
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error)
    return { kind: 'absent', reason: `Docker has no ${plan.image}: ${message}` }
  }
}

/**
 * Testcontainers names the gateway's address where it takes this machine for a container; no server
 * has a certificate for that. On loopback, where the port mostly answers too, none is asked for.
 */
function answers(host: string, port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = net.connect({ host, port, timeout: 2000 })
    const end = (isOpen: boolean) => {
      socket.destroy()
      resolve(isOpen)
    }
    socket.once('connect', () => end(true))
    socket.once('timeout', () => end(false))
    socket.once('error', () => end(false))
  })
}
