#!/usr/bin/env node
import { text } from 'node:stream/consumers'
import { computeCommand } from './compute-command.ts'
import { scanTextCommand } from './scan-text-command.ts'
import { verifyCommand } from './verify-command.ts'

/**
 * The auditor's and integrator's command line. Filters read stdin and print to stdout; `verify` reads a file. Bad input
 * exits 2 with one line on stderr; what does not hold exits 1 with the reason.
 */
const filters: Readonly<Record<string, (input: string) => string>> = {
  compute: computeCommand,
  'scan-text': scanTextCommand,
}
const usage = `usage: alpo ${Object.keys(filters).join(' | ')} < input\n       alpo verify FOLDER.zip\n       alpo verify CLAIM-FILE.pdf [FOLDER TO EXTRACT TO]\n`

const [name = '', ...rest] = process.argv.slice(2)
const filter = Object.hasOwn(filters, name) ? filters[name] : undefined
const [file, folder] = rest
try {
  if (filter && rest.length === 0) process.stdout.write(`${filter(await text(process.stdin))}\n`)
  else if (name === 'verify' && file !== undefined && rest.length <= 2) {
    const { holds, text: said } = await verifyCommand(file, folder ?? null)
    process.stdout.write(`${said}\n`)
    process.exitCode = holds ? 0 : 1
  } else {
    process.stderr.write(usage)
    process.exitCode = 2
  }
} catch (error) {
  process.stderr.write(`alpo ${name}: ${error instanceof Error ? error.message : String(error)}\n`)
  process.exitCode = 2
}
