import { isRole } from '../../src-shared/kernel/role.ts'
import { codeHours, createEnrolCode, setQuota } from '../access/administration.ts'
import { ensureOrganisation, findByName, type Named } from '../access/organisation-names.ts'
import { eraseOrganisation, exportOrganisation } from '../archive/organisations.ts'
import type { Database } from '../database/database.ts'
import { type Argument, type Command, sayInDatabase, wrong } from './command.ts'

const organisationArgument: Argument = { shown: '"Organisation"', needed: 'the name of the organisation' }

/** The one organisation of which a name was typed. */
const organisationId = async (db: Database, typed: string): Promise<string> =>
  oneOf(await findByName(db, typed), typed)

function oneOf(named: Named, typed: string): string {
  if (named.kind === 'none') return wrong(`no such organisation: ${typed}`)
  if (named.kind === 'one') return named.id
  return wrong(
    `${named.ids.length} organisations are named ${typed}: give the id of one instead: ${named.ids.join(' ')}`,
  )
}

export const code: Command = {
  name: 'code',
  args: [organisationArgument, { shown: '[ROLE]' }],
  help: `make a one-time code for a device on which nobody goes beyond that role:
viewer, adviser, coordinator or admin (the first device of an
organisation: admin; others: coordinator)`,
  example: 'code "Tampereen kaupunki" adviser',
  async run({ args: [typed = '', role = ''] }, around) {
    if (role !== '' && !isRole(role)) wrong(`not a role: ${role} (viewer, adviser, coordinator or admin)`)
    return sayInDatabase(around, async (db) => {
      const named = await findByName(db, typed)
      const id = named.kind === 'none' ? await ensureOrganisation(db, typed) : oneOf(named, typed)
      const made = await createEnrolCode(db, id, isRole(role) ? role : null)
      return `${made}   (good once, within ${codeHours} hours)`
    })
  },
}

export const quota: Command = {
  name: 'quota',
  args: [
    organisationArgument,
    { shown: 'MEGABYTES', needed: 'the number of MEGABYTES' },
    { shown: '[files|changes]' },
  ],
  help: 'room for its attached files (unless told), or for its changes',
  example: 'quota "Tampereen kaupunki" 8000 files',
  async run({ args: [typed = '', megabytes = '', of = ''] }, around) {
    if (!(Number(megabytes) > 0 && Number(megabytes) < 1e9)) wrong(`not a number of megabytes: ${megabytes}`)
    if (!['', 'files', 'changes'].includes(of)) wrong(`room for what: ${of}? (files or changes)`)
    return sayInDatabase(around, async (db) => {
      const id = await organisationId(db, typed)
      await setQuota(db, id, Number(megabytes), of === 'changes' ? 'changes' : 'files')
      return 'set'
    })
  },
}

export const exportAll: Command = {
  name: 'export',
  args: [organisationArgument, { shown: 'FILE', needed: 'the FILE' }],
  help: 'write what the hub holds of one organisation into a file',
  example: 'export "Tampereen kaupunki" tampere.jsonl.gz',
  run: ({ args: [typed = '', file = ''] }, around) =>
    sayInDatabase(around, async (db) => {
      const id = await organisationId(db, typed)
      return `${await exportOrganisation(db, id, file)} rows written to ${file}`
    }),
}

export const erase: Command = {
  name: 'erase',
  args: [organisationArgument],
  flags: ['yes'],
  help: 'erase it for good',
  example: 'erase "Tampereen kaupunki" --yes',
  async run({ args: [typed = ''], flags }, around) {
    if (!flags.has('yes')) wrong('what is erased is gone for good: say --yes after the name')
    return sayInDatabase(around, async (db) => {
      await eraseOrganisation(db, await organisationId(db, typed))
      return 'erased'
    })
  },
}
