#!/usr/bin/env node
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { text } from 'node:stream/consumers'
import { fileURLToPath } from 'node:url'
import { commands, helpText, misusedText, unknownText } from './commands.ts'
import { computeCommand } from './compute-command.ts'
import { scanTextCommand } from './scan-text-command.ts'
import { suppressCommand } from './suppress-command.ts'
import { verifyCommand } from './verify-command.ts'

/**
 * The auditor's and integrator's command line, and the operator's. Filters read stdin and print to stdout; `verify` reads a
 * file; `hub`, `journal` and `backup` hand over to programs apart, with commands of their own. Bad input exits 2 with one line on stderr; what does
 * not hold exits 1 with the reason; a sum without some of its persons exits 3 and names them.
 */
const exit = { ok: 0, failed: 1, unreadable: 2, incomplete: 3 } as const

const say = (said: string): void => void process.stdout.write(`${said}\n`)
const complain = (said: string): number => {
  process.stderr.write(`${said}\n`)
  return exit.unreadable
}

/** Programs apart, with command lines of their own. */
const programs = {
  hub: '../src-hub/command/cli.ts',
  journal: '../src-main/journal/command/cli.ts',
  backup: '../src-main/backup/command/cli.ts',
} as const

/** A command line as a process of its own. What is pressed at the terminal reaches it there; this one waits for it. */
async function handOver(name: keyof typeof programs, args: readonly string[]): Promise<number> {
  const script = fileURLToPath(new URL(programs[name], import.meta.url))
  const child = spawn(process.execPath, [script, ...args], { stdio: 'inherit' })
  process.on('SIGINT', () => undefined)
  process.on('SIGTERM', () => child.kill('SIGTERM'))
  const [code] = await once(child, 'exit')
  return typeof code === 'number' ? code : 1
}

async function run(name: string, args: readonly string[]): Promise<number> {
  const command = commands.find((one) => one.name === name)
  if (!command) return complain(unknownText(name))
  const [file, folder] = args
  const wantsHelp = args.includes('--help') || args.includes('-h')
  switch (command.name) {
    case 'hub':
    case 'journal':
    case 'backup':
      return handOver(command.name, args)
    case 'help':
      say(helpText())
      return exit.ok
    case 'verify': {
      if (wantsHelp) break
      if (file === undefined || args.length > 2) return complain(misusedText(command))
      const { holds, text: said } = await verifyCommand(file, folder ?? null)
      say(said)
      return holds ? exit.ok : exit.failed
    }
    default: {
      if (wantsHelp) break
      if (args.length > 0) return complain(misusedText(command))
      const input = await text(process.stdin)
      if (command.name === 'scan-text') {
        say(scanTextCommand(input))
        return exit.ok
      }
      if (command.name === 'suppress') {
        say(suppressCommand(input))
        return exit.ok
      }
      const { text: said, isWhole } = computeCommand(input)
      say(said)
      return isWhole ? exit.ok : exit.incomplete
    }
  }
  say(`${command.does}\n${misusedText(command)}`)
  return exit.ok
}

const [given = 'help', ...rest] = process.argv.slice(2)
const name = given === '--help' || given === '-h' ? 'help' : given
try {
  process.exitCode = await run(name, rest)
} catch (error) {
  process.exitCode = complain(`alpo ${name}: ${error instanceof Error ? error.message : String(error)}`)
}
