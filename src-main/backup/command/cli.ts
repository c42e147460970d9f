import { parseArgs } from 'node:util'
import { askPassphrase } from '../../journal/command/ask-passphrase.ts'
import { CommandError } from '../../journal/command/command-error.ts'
import type { Secret } from '../restore/unlock-set.ts'
import { list, make, restoreTo, resume, type Said, verify } from './commands.ts'
import { helpText } from './help.ts'

/** `alpo backup`: exits 0 when all is well, 1 when it does not hold, 2 with one line when nothing can be read or written. */
const exit = { ok: 0, failed: 1, unreadable: 2 } as const

function run(args: readonly string[]): Promise<Said> | Said {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      'passphrase-file': { type: 'string' },
      'recovery-key-file': { type: 'string' },
      help: { type: 'boolean', short: 'h' },
    },
  })
  const [name = 'help', first, second, third, ...more] = positionals
  if (values.help || name === 'help') return { lines: [helpText()], isWell: true }
  const ask = () => askPassphrase(values['passphrase-file'])
  const askSecret = async (): Promise<Secret> => {
    const keyFile = values['recovery-key-file']
    if (keyFile === undefined) return { kind: 'passphrase', passphrase: await ask() }
    return {
      kind: 'recovery-key',
      recoveryKey: await askPassphrase(keyFile),
      newPassphrase: await ask(),
    }
  }
  const isOf = (count: number): boolean => positionals.length === 1 + count && more.length === 0
  if (name === 'make' && first && second && isOf(2)) return make(first, second, ask)
  if (name === 'list' && first && isOf(1)) return list(first, askSecret)
  if (name === 'verify' && first && isOf(1)) return verify(first, askSecret)
  if (name === 'resume' && first && isOf(1)) return resume(first, askSecret)
  if (name === 'restore' && first && second && (isOf(2) || isOf(3)))
    return restoreTo(first, second, third, askSecret)
  if (!['make', 'list', 'verify', 'resume', 'restore'].includes(name))
    throw new CommandError(`there is no command '${name.slice(0, 60)}'; 'alpo backup help' lists them`)
  throw new CommandError(`usage: alpo backup COMMAND ...; 'alpo backup help' lists the commands`)
}

try {
  const { lines, isWell } = await run(process.argv.slice(2))
  process.stdout.write(lines.map((line) => `${line}\n`).join(''))
  process.exitCode = isWell ? exit.ok : exit.failed
} catch (error) {
  const text = error instanceof Error ? error.message.split('\n')[0] : String(error)
  process.stderr.write(`alpo backup: ${text}\n`)
  process.exitCode = exit.unreadable
}
