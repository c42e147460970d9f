import { readFileSync } from 'node:fs'
import { stat } from 'node:fs/promises'
import { createInterface } from 'node:readline'
import { backup as backUp, restore as restoreFrom } from '../archive/backup.ts'
import { beginEpochs } from '../order/epochs.ts'
import { setPassphrase, shortestPassphrase } from '../web/passphrase.ts'
import { type Argument, type Command, inDatabase, sayInDatabase, wrong } from './command.ts'
import { examine } from './doctor.ts'
import { startHub } from './start.ts'

const fileArgument: Argument = { shown: 'FILE', needed: 'the FILE' }

export const start: Command = {
  name: 'start',
  args: [],
  help: 'start the hub (embedded PostgreSQL, or the one DATABASE_URL names)',
  example: 'start',
  async run(_, around) {
    await startHub(around)
    return null
  },
}

export const backup: Command = {
  name: 'backup',
  args: [fileArgument],
  help: 'write all that the hub holds into a file, while it works',
  example: 'backup /srv/backups/hub-monday',
  run: ({ args: [file = ''] }, around) =>
    sayInDatabase(around, async (db) => `${await backUp(db, file)} rows written to ${file}`),
}

export const restore: Command = {
  name: 'restore',
  args: [fileArgument],
  help: 'put a backup into an empty hub (start it with an empty ALPO_HUB_DATA)',
  example: 'restore /srv/backups/hub-monday',
  async run({ args: [file = ''] }, around) {
    // looked at before the hub is: a wrong name is the likelier mistake
    if (!(await stat(file)).isFile()) wrong(`not a file: ${file}`)
    return sayInDatabase(
      around,
      async (db) =>
        `${await restoreFrom(db, file)} rows restored; devices send again what came after the backup`,
    )
  },
}

export const adminPassphrase: Command = {
  name: 'admin-passphrase',
  args: [],
  help: 'set the passphrase of the web administration, read from standard input',
  example: 'admin-passphrase',
  async run(_, around) {
    around.complain(`Passphrase (at least ${shortestPassphrase} characters): `)
    const passphrase = (await firstLine(around.input)).trim()
    if (passphrase.length < shortestPassphrase) wrong(`at least ${shortestPassphrase} characters`)
    return sayInDatabase(around, async (db) => {
      await setPassphrase(db, passphrase)
      return 'set'
    })
  },
}

async function firstLine(input: NodeJS.ReadableStream): Promise<string> {
  const lines = createInterface({ input })
  for await (const line of lines) return line
  return ''
}

export const doctor: Command = {
  name: 'doctor',
  args: [],
  help: 'look at the database, its settings, room and certificate',
  example: 'doctor',
  run: (_, around) =>
    inDatabase(around, async (db) => {
      const { env, folder } = around
      const certificate = env.ALPO_HUB_TLS_CERT ? readFileSync(env.ALPO_HUB_TLS_CERT, 'utf8') : null
      const findings = await examine(db, { folder, certificate, today: new Date() })
      const said = findings.map(({ isOk, text }) => `${isOk ? 'ok     ' : 'PROBLEM'} ${text}`).join('\n')
      return { said, code: findings.every(({ isOk }) => isOk) ? 0 : 1 }
    }),
}

export const restored: Command = {
  name: 'restored',
  args: [],
  help: "after putting back the database's files from a backup yourself",
  example: 'restored',
  run: (_, around) =>
    sayInDatabase(around, async (db) => `${await beginEpochs(db)} organisations begin a new epoch`),
}
