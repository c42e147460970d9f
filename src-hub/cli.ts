import { existsSync, readFileSync } from 'node:fs'
import { mkdir, rm, writeFile } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { createInterface } from 'node:readline'
import { isRole } from '../src-shared/domain/role.ts'
import { codeHours, createEnrolCode, listDevices, revokeDevice, setQuota } from './administration.ts'
import { backup, restore } from './backup.ts'
import { type Database, migrate, openDatabase } from './database.ts'
import { examine } from './doctor.ts'
import { type EmbeddedDatabase, startEmbeddedDatabase } from './embedded-database.ts'
import { beginEpochs, noteDatabasePlace } from './epochs.ts'
import { putBackBoxes } from './erased-boxes.ts'
import { eraseOrganisation, exportOrganisation } from './organisations.ts'
import { createHub } from './server.ts'
import { openIdFromEnvironment } from './web/open-id.ts'
import { setPassphrase, shortestPassphrase } from './web/passphrase.ts'

const usage = `usage:
  npm run hub                                   start the hub (embedded PostgreSQL, or the one DATABASE_URL names)
  npm run hub -- code "Organisation" [ROLE]     make a one-time code for a device on which nobody goes beyond that role:
                                                viewer, adviser, coordinator or admin (the first device of an
                                                organisation: admin; others: coordinator)
  npm run hub -- devices                        list the devices
  npm run hub -- revoke DEVICE-ID               take a device's access away
  npm run hub -- put-back DEVICE-ID             put back what a device erased of the sealed realm in the last 30 days
  npm run hub -- quota "Organisation" MEGABYTES [files|changes]
                                                room for its attached files (unless told), or for its changes
  npm run hub -- backup FILE                    write all that the hub holds into a file, while it works
  npm run hub -- restore FILE                   put a backup into an empty hub (start it with an empty ALPO_HUB_DATA)
  npm run hub -- admin-passphrase               set the passphrase of the web administration, read from standard input
  npm run hub -- export "Organisation" FILE     write what the hub holds of one organisation into a file
  npm run hub -- erase "Organisation" --yes     erase it for good
  npm run hub -- doctor                         look at the database, its settings, room and certificate
  npm run hub -- restored                       after putting back the database's files from a backup yourself
settings (environment): ALPO_HUB_DATA, ALPO_HUB_HOST, ALPO_HUB_PORT, ALPO_HUB_TLS_CERT, ALPO_HUB_TLS_KEY, DATABASE_URL,
  ALPO_HUB_PUBLIC_URL, ALPO_HUB_OIDC_ISSUER, ALPO_HUB_OIDC_CLIENT_ID, ALPO_HUB_OIDC_CLIENT_SECRET, ALPO_HUB_OIDC_ADMINS
`
const { env } = process

/** PostgreSQL refuses to run as root and takes a user of its own, who must be able to reach the folder. */
const defaultFolder =
  process.getuid?.() === 0
    ? '/var/lib/alpo-hub'
    : path.join(env.XDG_DATA_HOME ?? path.join(os.homedir(), '.local', 'share'), 'alpo-hub')
const folder = env.ALPO_HUB_DATA ?? defaultFolder
/** Where a running hub tells the other commands how to reach its database; readable by its owner only. */
const runningFile = path.join(folder, 'running.json')

async function start(): Promise<void> {
  let embedded: EmbeddedDatabase | null = null
  let url = env.DATABASE_URL
  if (!url) {
    embedded = await startEmbeddedDatabase(folder)
    url = embedded.url
  }
  let stopping = false
  const db = openDatabase(url, (error) => {
    if (!stopping) process.stderr.write(`hub: a database connection was lost: ${error.message}\n`)
  })
  await migrate(db)
  const begun = await noteDatabasePlace(db)
  if (begun > 0)
    process.stdout.write(
      `The database was restored from a backup: ${begun} organisations begin a new epoch, and their devices send again what it lacks\n`,
    )
  const [cert, key] = [env.ALPO_HUB_TLS_CERT, env.ALPO_HUB_TLS_KEY]
  const tls = cert && key ? { cert: readFileSync(cert), key: readFileSync(key) } : null
  const isSecure = tls !== null || (env.ALPO_HUB_PUBLIC_URL ?? '').startsWith('https:')
  const hub = await createHub({
    ...{ db, logLevel: env.ALPO_HUB_LOG ?? 'warn', ...(tls ? { tls } : {}) },
    web: { openId: openIdFromEnvironment(env), isSecure },
  })
  const host = env.ALPO_HUB_HOST ?? '127.0.0.1'
  const address = await hub.listen({ host, port: Number(env.ALPO_HUB_PORT ?? 8787) })
  await mkdir(folder, { recursive: true })
  await writeFile(runningFile, JSON.stringify({ url, address }), { mode: 0o600 })
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

async function withDatabase(work: (db: Database) => Promise<string>): Promise<void> {
  const running = existsSync(runningFile)
    ? (JSON.parse(readFileSync(runningFile, 'utf8')) as { url: string })
    : null // our own file
  const url = env.DATABASE_URL ?? running?.url
  if (!url) throw new Error(`no hub runs on ${folder}: start it with  npm run hub`)
  const db = openDatabase(url, () => undefined)
  try {
    process.stdout.write(`${await work(db)}\n`)
  } finally {
    await db.end()
  }
}

async function firstLine(input: NodeJS.ReadableStream): Promise<string> {
  const lines = createInterface({ input })
  for await (const line of lines) return line
  return ''
}

const [command = 'start', argument = '', second = '', third = ''] = process.argv.slice(2)
try {
  if (command === 'start') await start()
  else if (command === 'code' && argument && (second === '' || isRole(second)))
    await withDatabase(
      async (db) =>
        `${await createEnrolCode(db, argument, isRole(second) ? second : null)}   (good once, within ${codeHours} hours)`,
    )
  else if (command === 'devices')
    await withDatabase(async (db) => {
      const rows = await listDevices(db)
      return (
        rows
          .map((row) =>
            [
              row.id,
              row.organisation,
              row.name,
              row.role,
              `${row.lastN} operations`,
              row.revoked ? 'revoked' : '',
            ].join('  '),
          )
          .join('\n') || 'no devices yet'
      )
    })
  else if (command === 'revoke' && argument)
    await withDatabase(async (db) => {
      const gone = await revokeDevice(db, argument)
      const others = gone.filter((id) => id !== argument)
      if (gone.length === 0) return 'no such device, or revoked before'
      return others.length === 0 ? 'revoked' : `revoked, with those that went on from it: ${others.join(' ')}`
    })
  else if (command === 'put-back' && argument)
    await withDatabase(async (db) => `${await putBackBoxes(db, argument)} boxes put back`)
  else if (command === 'quota' && argument && Number(second) > 0 && ['', 'files', 'changes'].includes(third))
    await withDatabase(async (db) =>
      (await setQuota(db, argument, Number(second), third === 'changes' ? 'changes' : 'files'))
        ? 'set'
        : 'no such organisation',
    )
  else if (command === 'backup' && argument)
    await withDatabase(async (db) => `${await backup(db, argument)} rows written to ${argument}`)
  else if (command === 'restore' && argument)
    await withDatabase(
      async (db) =>
        `${await restore(db, argument)} rows restored; devices send again what came after the backup`,
    )
  else if (command === 'admin-passphrase') {
    process.stderr.write(`Passphrase (at least ${shortestPassphrase} characters): `)
    const passphrase = (await firstLine(process.stdin)).trim()
    if (passphrase.length < shortestPassphrase) throw new Error(`at least ${shortestPassphrase} characters`)
    await withDatabase(async (db) => {
      await setPassphrase(db, passphrase)
      return 'set'
    })
  } else if (command === 'export' && argument && second)
    await withDatabase(async (db) => {
      const rows = await exportOrganisation(db, argument, second)
      return rows === null ? 'no such organisation' : `${rows} rows written to ${second}`
    })
  else if (command === 'erase' && argument && second === '--yes')
    await withDatabase(async (db) =>
      (await eraseOrganisation(db, argument)) ? 'erased' : 'no such organisation',
    )
  else if (command === 'doctor')
    await withDatabase(async (db) => {
      const certificate = env.ALPO_HUB_TLS_CERT ? readFileSync(env.ALPO_HUB_TLS_CERT, 'utf8') : null
      const findings = await examine(db, { folder, certificate, today: new Date() })
      if (findings.some(({ isOk }) => !isOk)) process.exitCode = 1
      return findings.map(({ isOk, text }) => `${isOk ? 'ok     ' : 'PROBLEM'} ${text}`).join('\n')
    })
  else if (command === 'restored')
    await withDatabase(async (db) => `${await beginEpochs(db)} organisations begin a new epoch`)
  else if (command === 'help') process.stdout.write(usage)
  else {
    process.stderr.write(usage)
    process.exitCode = 2
  }
} catch (error) {
  process.stderr.write(`hub: ${error instanceof Error ? error.message : String(error)}\n`)
  process.exit(1) // the library of the embedded database would end it with 0
}
