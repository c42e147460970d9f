import { readFileSync } from 'node:fs'
import { mkdir, rm, writeFile } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { migrate, openDatabase } from '../database/database.ts'
import { startEmbeddedDatabase } from '../database/embedded-database.ts'
import { createHub } from '../http/server.ts'
import { noteDatabasePlace } from '../order/epochs.ts'
import { openIdFromEnvironment } from '../web/open-id.ts'
import { inOneLine, runCommand, runningFileIn } from './commands.ts'

const { env } = process

/** PostgreSQL refuses to run as root and takes a user of its own, who must be able to reach the folder. */
const defaultFolder =
  process.getuid?.() === 0
    ? '/var/lib/alpo-hub'
    : path.join(env.XDG_DATA_HOME ?? path.join(os.homedir(), '.local', 'share'), 'alpo-hub')
const folder = env.ALPO_HUB_DATA ?? defaultFolder
const runningFile = runningFileIn(folder)

async function start(): Promise<void> {
  const given = env.DATABASE_URL
  const embedded = given ? null : await startEmbeddedDatabase(folder)
  const ownerUrl = given ?? embedded?.ownerUrl ?? ''
  const owner = openDatabase(ownerUrl, () => undefined)
  await migrate(owner)
  const begun = await noteDatabasePlace(owner)
  await owner.end()
  let stopping = false
  const adminUrl = embedded?.adminUrl ?? env.ALPO_HUB_ADMIN_URL ?? ownerUrl
  const db = openDatabase(
    adminUrl,
    (error) => {
      if (!stopping) process.stderr.write(`hub: a database connection was lost: ${error.message}\n`)
    },
    embedded?.scopedUrl ?? env.ALPO_HUB_APP_URL ?? null,
  )
  if (begun > 0)
    process.stdout.write(
      `The database was restored from a backup: ${begun} organisations begin a new epoch, and their devices send again what it lacks\n`,
    )
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
  await mkdir(folder, { recursive: true })
  await writeFile(runningFile, JSON.stringify({ url: adminUrl, ownerUrl, address }), { mode: 0o600 })
  process.stdout.write(`The hub listens at ${address}\n`)
  if (!tls && host !== '127.0.0.1')
    process.stdout.write(
      'It speaks plain HTTP: put a proxy with a certificate before it, or set ALPO_HUB_TLS_CERT and ALPO_HUB_TLS_KEY\n',
    )
  process.stdout.write(`Administration: ${address}/admin\n`)
  process.stdout.write(
    'Make a one-time code for a device with:  npm run hub -- code "Name of organisation"\n',
  )

  const stop = async (): Promise<void> => {
    if (stopping) return
    stopping = true
    await rm(runningFile, { force: true })
    await hub.close()
    await db.end()
    await embedded?.stop()
    // what was answered last is still on its way; then nothing holds the process
    setTimeout(() => process.exit(0), 2000).unref()
  }
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    // the library of the embedded database ends the process on them at once, with answers half sent
    process.removeAllListeners(signal)
    process.once(signal, () => void stop())
  }
}

const typed = process.argv.slice(2)
try {
  if (typed.length === 0 || typed[0] === 'start') await start()
  else
    process.exitCode = await runCommand(typed, {
      env,
      folder,
      input: process.stdin,
      say: (text) => void process.stdout.write(text),
      complain: (text) => void process.stderr.write(text),
    })
} catch (error) {
  process.stderr.write(`hub: ${inOneLine(error, folder)}\n`)
  process.exit(1) // the library of the embedded database would end it with 0
}
