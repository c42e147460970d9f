import { existsSync, readFileSync } from 'node:fs'
import { stat } from 'node:fs/promises'
import path from 'node:path'
import { createInterface } from 'node:readline'
import { z } from 'zod'
import { isRole } from '../../src-shared/kernel/role.ts'
import {
  codeHours,
  createEnrolCode,
  type DeviceRow,
  listDevices,
  revokeDevice,
  setQuota,
} from '../access/administration.ts'
import { ensureOrganisation, findByName, type Named } from '../access/organisation-names.ts'
import { backup, restore } from '../archive/backup.ts'
import { eraseOrganisation, exportOrganisation } from '../archive/organisations.ts'
import { type Database, openDatabase } from '../database/database.ts'
import { beginEpochs } from '../order/epochs.ts'
import { putBackBoxes } from '../order/erased-boxes.ts'
import { setPassphrase, shortestPassphrase } from '../web/passphrase.ts'
import { examine } from './doctor.ts'

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
  ALPO_HUB_TRUSTED_PROXIES, ALPO_HUB_ADMIN_URL, ALPO_HUB_APP_URL, ALPO_HUB_PUBLIC_URL, ALPO_HUB_OIDC_ISSUER, ALPO_HUB_OIDC_CLIENT_ID, ALPO_HUB_OIDC_CLIENT_SECRET, ALPO_HUB_OIDC_ADMINS
`

/** Where a command is given, and what it says. */
export type Surroundings = {
  readonly env: Readonly<Record<string, string | undefined>>
  /** The hub's folder. */
  readonly folder: string
  readonly input: NodeJS.ReadableStream
  say(text: string): void
  complain(text: string): void
}

/** Where a running hub tells the commands how to reach its database; readable by its owner only. */
export const runningFileIn = (folder: string): string => path.join(folder, 'running.json')

/**
 * Does what an operator has typed, but for starting the hub.
 * @returns the exit code: 0, 1 with one line of what was wrong, 2 with all commands where there is none of that name.
 */
export async function runCommand(typed: readonly string[], around: Surroundings): Promise<number> {
  const [name = '', one = '', two = '', three = ''] = typed
  const commands = commandsOf(around)
  const command = Object.hasOwn(commands, name) ? commands[name] : undefined
  if (!command) {
    around.complain(`hub: no such command: ${name}\n${usage}`)
    return 2
  }
  try {
    const { said, code = 0 } = await command(one, two, three)
    around.say(`${said}\n`)
    return code
  } catch (error) {
    around.complain(`hub: ${inOneLine(error, around.folder)}\n`)
    return 1
  }
}

type Said = { readonly said: string; readonly code?: number }
type Command = (one: string, two: string, three: string) => Promise<Said>

/** Each gives what it says; what it throws is told in one line, and ends with 1. */
function commandsOf({ env, folder, input, complain }: Surroundings): Readonly<Record<string, Command>> {
  /** As the owner of the tables: a backup is put back by nobody else. */
  const inDatabase = async <T>(work: (db: Database) => Promise<T>): Promise<T> => {
    const url = env.DATABASE_URL ?? readRunning(runningFileIn(folder))
    if (!url) throw new Error(`no hub runs on ${folder}: start it with  npm run hub`)
    const db = openDatabase(url, () => undefined)
    try {
      return await work(db)
    } finally {
      await db.end()
    }
  }
  const withDatabase = async (work: (db: Database) => Promise<string>): Promise<Said> => ({
    said: await inDatabase(work),
  })
  return {
    async code(organisation, role) {
      required(organisation, 'the name of the organisation')
      if (role !== '' && !isRole(role)) wrong(`not a role: ${role} (viewer, adviser, coordinator or admin)`)
      return withDatabase(async (db) => {
        const named = await findByName(db, organisation)
        const id =
          named.kind === 'none' ? await ensureOrganisation(db, organisation) : oneOf(named, organisation)
        return `${await createEnrolCode(db, id, isRole(role) ? role : null)}   (good once, within ${codeHours} hours)`
      })
    },
    devices: () =>
      withDatabase(async (db) => (await listDevices(db)).map(toLine).join('\n') || 'no devices yet'),
    async revoke(id) {
      deviceId(id)
      return withDatabase(async (db) => {
        const gone = await revokeDevice(db, id)
        const others = gone.filter((one) => one !== id)
        if (gone.length === 0) return wrong(`no such device, or revoked before: ${id}`)
        return others.length === 0
          ? 'revoked'
          : `revoked, with those that went on from it: ${others.join(' ')}`
      })
    },
    async 'put-back'(id) {
      deviceId(id)
      return withDatabase(async (db) => `${await putBackBoxes(db, id)} boxes put back`)
    },
    async quota(organisation, megabytes, of) {
      required(organisation, 'the name of the organisation')
      if (!(Number(megabytes) > 0 && Number(megabytes) < 1e9))
        wrong(`not a number of megabytes: ${megabytes}`)
      if (!['', 'files', 'changes'].includes(of)) wrong(`room for what: ${of}? (files or changes)`)
      return withDatabase(async (db) => {
        const id = oneOf(await findByName(db, organisation), organisation)
        await setQuota(db, id, Number(megabytes), of === 'changes' ? 'changes' : 'files')
        return 'set'
      })
    },
    async backup(file) {
      required(file, 'the FILE')
      return withDatabase(async (db) => `${await backup(db, file)} rows written to ${file}`)
    },
    async restore(file) {
      // looked at before the hub is: a wrong name is the likelier mistake
      if (!(await stat(required(file, 'the FILE'))).isFile()) wrong(`not a file: ${file}`)
      return withDatabase(
        async (db) =>
          `${await restore(db, file)} rows restored; devices send again what came after the backup`,
      )
    },
    async 'admin-passphrase'() {
      complain(`Passphrase (at least ${shortestPassphrase} characters): `)
      const passphrase = (await firstLine(input)).trim()
      if (passphrase.length < shortestPassphrase) wrong(`at least ${shortestPassphrase} characters`)
      return withDatabase(async (db) => {
        await setPassphrase(db, passphrase)
        return 'set'
      })
    },
    async export(organisation, file) {
      required(organisation, 'the name of the organisation')
      required(file, 'the FILE')
      return withDatabase(async (db) => {
        const id = oneOf(await findByName(db, organisation), organisation)
        return `${await exportOrganisation(db, id, file)} rows written to ${file}`
      })
    },
    async erase(organisation, sure) {
      required(organisation, 'the name of the organisation')
      if (sure !== '--yes') wrong('what is erased is gone for good: say --yes after the name')
      return withDatabase(async (db) => {
        await eraseOrganisation(db, oneOf(await findByName(db, organisation), organisation))
        return 'erased'
      })
    },
    doctor: () =>
      inDatabase(async (db) => {
        const certificate = env.ALPO_HUB_TLS_CERT ? readFileSync(env.ALPO_HUB_TLS_CERT, 'utf8') : null
        const findings = await examine(db, { folder, certificate, today: new Date() })
        const said = findings.map(({ isOk, text }) => `${isOk ? 'ok     ' : 'PROBLEM'} ${text}`).join('\n')
        return { said, code: findings.every(({ isOk }) => isOk) ? 0 : 1 }
      }),
    restored: () => withDatabase(async (db) => `${await beginEpochs(db)} organisations begin a new epoch`),
    help: async () => ({ said: usage.trimEnd() }),
  }
}

function readRunning(runningFile: string): string | null {
  if (!existsSync(runningFile)) return null
  try {
    return z.object({ ownerUrl: z.string() }).parse(JSON.parse(readFileSync(runningFile, 'utf8'))).ownerUrl
  } catch {
    throw new Error(`${runningFile} cannot be read: start the hub again`)
  }
}

/** The system's own words name a file or an address; several failures at once have none together. */
export function inOneLine(error: unknown, folder: string): string {
  const { code, path: file } = error instanceof Error ? (error as NodeJS.ErrnoException) : {}
  if (code === 'ECONNREFUSED') return `the database does not answer: is the hub running on ${folder}?`
  if (code === 'ENOENT' && file) return `there is no such file or folder: ${file}`
  const text = error instanceof Error ? error.message || (code ?? error.name) : String(error)
  return text.replaceAll(/\s+/g, ' ').trim()
}

async function firstLine(input: NodeJS.ReadableStream): Promise<string> {
  const lines = createInterface({ input })
  for await (const line of lines) return line
  return ''
}

/** Bad input, in words for whoever typed it. */
class BadInput extends Error {}
const wrong = (text: string): never => {
  throw new BadInput(text)
}
const required = (value: string, what: string): string =>
  value || wrong(`${what} is missing (npm run hub -- help)`)
const deviceId = (value: string): string =>
  z.uuid().safeParse(required(value, 'the DEVICE-ID')).success
    ? value
    : wrong(`not a device id: ${value} (npm run hub -- devices lists them)`)
function oneOf(named: Named, typed: string): string {
  if (named.kind === 'none') return wrong(`no such organisation: ${typed}`)
  if (named.kind === 'one') return named.id
  return wrong(
    `${named.ids.length} organisations are named ${typed}: give the id of one instead: ${named.ids.join(' ')}`,
  )
}

const toLine = (row: DeviceRow): string =>
  [
    row.id,
    row.organisation,
    row.name,
    row.role,
    `${row.lastN} operations`,
    row.revoked ? 'revoked' : '',
  ].join('  ')
