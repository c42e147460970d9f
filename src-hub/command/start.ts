import { readFileSync } from 'node:fs'
import { mkdir, rm, writeFile } from 'node:fs/promises'
import { type Database, migrate, openDatabase } from '../database/database.ts'
import { type EmbeddedDatabase, startEmbeddedDatabase } from '../database/embedded-database.ts'
import { createHub } from '../http/server.ts'
import { noteDatabasePlace } from '../order/epochs.ts'
import { openIdFromEnvironment } from '../web/open-id.ts'
import { runningFileIn, type Surroundings } from './command.ts'

/** Starts the hub as the environment says; it goes on until the process is told to stop. */
export async function startHub({ env, folder, say, complain }: Surroundings): Promise<void> {
  const embedded = env.DATABASE_URL ? null : await startEmbeddedDatabase(folder)
  const urls = urlsOf(env, embedded)
  const begun = await bringUpToDate(urls.ownerUrl)
  if (begun > 0)
    say(
      `The database was restored from a backup: ${begun} organisations begin a new epoch, and their devices send again what it lacks\n`,
    )
  let isStopping = false
  const noteLoss = (error: Error): void => {
    if (!isStopping) complain(`hub: a database connection was lost: ${error.message}\n`)
  }
  const db = openDatabase(urls.adminUrl, noteLoss, urls.scopedUrl)
  const { hub, address, isOpen } = await listen(db, env)
  await mkdir(folder, { recursive: true })
  const runningFile = runningFileIn(folder)
  const running = { url: urls.adminUrl, ownerUrl: urls.ownerUrl, address }
  await writeFile(runningFile, JSON.stringify(running), { mode: 0o600 })
  say(greeting(address, isOpen))

  onStop(async () => {
    isStopping = true
    await rm(runningFile, { force: true })
    await hub.close()
    await db.end()
    await embedded?.stop()
  })
}

type Environment = Surroundings['env']

/** The addresses of the database: a given one may name plain logins beside its owner's. */
function urlsOf(env: Environment, embedded: EmbeddedDatabase | null) {
  if (embedded) return embedded
  const ownerUrl = env.DATABASE_URL ?? ''
  return { ownerUrl, adminUrl: env.ALPO_HUB_ADMIN_URL ?? ownerUrl, scopedUrl: env.ALPO_HUB_APP_URL ?? null }
}

/** As the owner of the tables, which nothing else is done as. @returns how many organisations began a new epoch. */
async function bringUpToDate(ownerUrl: string): Promise<number> {
  const owner = openDatabase(ownerUrl, () => undefined)
  await migrate(owner)
  const begun = await noteDatabasePlace(owner)
  await owner.end()
  return begun
}

async function listen(db: Database, env: Environment) {
  const [cert, key] = [env.ALPO_HUB_TLS_CERT, env.ALPO_HUB_TLS_KEY]
  const tls = cert && key ? { cert: readFileSync(cert), key: readFileSync(key) } : null
  const isSecure = tls !== null || (env.ALPO_HUB_PUBLIC_URL ?? '').startsWith('https:')
  const hub = await createHub({
    db,
    logLevel: env.ALPO_HUB_LOG ?? 'warn',
    ...(tls ? { tls } : {}),
    web: { openId: openIdFromEnvironment(env), isSecure },
    trustedProxies: (env.ALPO_HUB_TRUSTED_PROXIES ?? '').split(/[\s,]+/).filter(Boolean),
  })
  const host = env.ALPO_HUB_HOST ?? '127.0.0.1'
  const address = await hub.listen({ host, port: Number(env.ALPO_HUB_PORT ?? 8787) })
  return { hub, address, isOpen: !tls && host !== '127.0.0.1' }
}

/** @param isOpen whether others than this machine reach it, over plain HTTP. */
const greeting = (address: string, isOpen: boolean): string =>
  `The hub listens at ${address}\n${
    isOpen
      ? 'It speaks plain HTTP: put a proxy with a certificate before it, or set ALPO_HUB_TLS_CERT and ALPO_HUB_TLS_KEY\n'
      : ''
  }Administration: ${address}/admin
Make a one-time code for a device with:  npm run hub -- code "Name of organisation"
`

function onStop(work: () => Promise<void>): void {
  let isStopping = false
  const stop = async (): Promise<void> => {
    if (isStopping) return
    isStopping = true
    await work()
    // what was answered last is still on its way; then nothing holds the process
    setTimeout(() => process.exit(0), 2000).unref()
  }
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    // the library of the embedded database ends the process on them at once, with answers half sent
    process.removeAllListeners(signal)
    process.once(signal, () => void stop())
  }
}
