#!/usr/bin/env node
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { text } from 'node:stream/consumers'
import { fileURLToPath } from 'node:url'
import { computeCommand } from './compute-command.ts'
import { scanTextCommand } from './scan-text-command.ts'
import { verifyCommand } from './verify-command.ts'

/**
 * The auditor's and integrator's command line, and the operator's. Filters read stdin and print to stdout; `verify` reads a
 * file; `hub` hands over to the hub's own commands, a program apart. Bad input exits 2 with one line on stderr; what does
 * not hold exits 1 with the reason.
 */
const filters: Readonly<Record<string, (input: string) => string>> = {
  compute: (input) => {
    const { text: said, isWhole } = computeCommand(input)
    if (!isWhole) process.exitCode = 3
    return said
  },
  'scan-text': scanTextCommand,
}
const usage = `usage: alpo ${Object.keys(filters).join(' | ')} < input\n       alpo verify FOLDER.zip\n       alpo verify CLAIM-FILE.pdf [FOLDER TO EXTRACT TO]\n       alpo hub [COMMAND]   (alpo hub help lists them)\n`

/** The hub's command line as a process of its own. What is pressed at the terminal reaches it there; this one waits for it. */
async function hub(args: readonly string[]): Promise<number> {
  const script = fileURLToPath(new URL('../src-hub/cli.ts', import.meta.url))
  const child = spawn(process.execPath, [script, ...args], { stdio: 'inherit' })
  process.on('SIGINT', () => undefined)
  process.on('SIGTERM', () => child.kill('SIGTERM'))
  const [code] = await once(child, 'exit')
  return typeof code === 'number' ? code : 1
}

const [name = '', ...rest] = process.argv.slice(2)
const filter = Object.hasOwn(filters, name) ? filters[name] : undefined
const [file, folder] = rest
try {
  if (filter && rest.length === 0) process.stdout.write(`${filter(await text(process.stdin))}\n`)
  else if (name === 'verify' && file !== undefined && rest.length <= 2) {
    const { holds, text: said } = await verifyCommand(file, folder ?? null)
    process.stdout.write(`${said}\n`)
    process.exitCode = holds ? 0 : 1
  } else if (name === 'hub') process.exitCode = await hub(rest)
  else {
    process.stderr.write(usage)
    process.exitCode = 2
  }
} catch (error) {
  process.stderr.write(`alpo ${name}: ${error instanceof Error ? error.message : String(error)}\n`)
  process.exitCode = 2
}
