import { once } from 'node:events'
import { existsSync, readdirSync } from 'node:fs'
import path from 'node:path'
import { parseArgs } from 'node:util'
import { createNodeFiles } from '../format/files.ts'
import { readSalvaged } from '../salvage/read-salvaged.ts'
import { rebuildInto } from '../salvage/rebuild.ts'
import { askPassphrase } from './ask-passphrase.ts'
import { CommandError } from './command-error.ts'
import { helpText } from './help.ts'
import { type CommandSecret, withJournal } from './journal-folder.ts'
import { exportRows, inspect, lostLines, type Said, verify } from './read-commands.ts'

/** `alpo journal`: exits 0 when all is well, 1 when it does not hold, 2 with one line when nothing can be read, 3 when something was left out. */
const exit = { ok: 0, failed: 1, unreadable: 2, incomplete: 3 } as const

const say = async (line: string): Promise<void> => {
  if (!process.stdout.write(`${line}\n`)) await once(process.stdout, 'drain')
}
const complain = (line: string): void => void process.stderr.write(`${line}\n`)

async function tell({ lines, isWell }: Said): Promise<number> {
  for (const line of lines) await say(line)
  return isWell ? exit.ok : exit.failed
}

async function run(args: readonly string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      'passphrase-file': { type: 'string' },
      'recovery-key-file': { type: 'string' },
      help: { type: 'boolean', short: 'h' },
    },
  })
  const [name = 'help', folder, target, ...more] = positionals
  if (values.help || name === 'help') {
    await say(helpText())
    return exit.ok
  }
  const isMisused = folder === undefined || more.length > 0 || (target !== undefined && name !== 'rebuild')
  if (isMisused)
    throw new CommandError("usage: alpo journal COMMAND FOLDER; 'alpo journal help' lists the commands")
  const ask = async (): Promise<CommandSecret> => {
    const keyFile = values['recovery-key-file']
    if (keyFile !== undefined) return { recoveryKey: await askPassphrase(keyFile) }
    return askPassphrase(values['passphrase-file'])
  }
  switch (name) {
    case 'inspect':
      return tell(await inspect(folder))
    case 'verify':
      return withJournal(folder, ask, async (journal) => tell(await verify(journal)))
    case 'export':
      return withJournal(folder, ask, async (journal) => ended(lostLines(await exportRows(journal, say))))
    case 'rebuild':
      return rebuild(folder, target ?? path.join(folder, 'journal-rebuilt'), ask)
    default:
      throw new CommandError(`there is no command '${name.slice(0, 60)}'; 'alpo journal help' lists them`)
  }
}

function rebuild(folder: string, target: string, ask: () => Promise<CommandSecret>): Promise<number> {
  if (existsSync(target) && readdirSync(target).length > 0) throw new CommandError(`${target}: is not empty`)
  return withJournal(folder, ask, async ({ files, keys, surveyed }) => {
    const salvaged = await readSalvaged(files, keys, surveyed)
    const rows = await rebuildInto(createNodeFiles(target), keys, salvaged)
    await say(`${target}: ${rows} rows, as of frame ${salvaged.lastN}`)
    return ended(lostLines(salvaged))
  })
}

/** What was not readable goes to stderr, so that it is no row of an export. */
function ended(lost: readonly string[]): number {
  for (const line of lost) complain(line)
  return lost.length > 0 ? exit.incomplete : exit.ok
}

try {
  process.exitCode = await run(process.argv.slice(2))
} catch (error) {
  complain(`alpo journal: ${error instanceof Error ? error.message.split('\n')[0] : String(error)}`)
  process.exitCode = exit.unreadable
}
