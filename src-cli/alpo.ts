#!/usr/bin/env node
import { text } from 'node:stream/consumers'
import { computeCommand } from './compute-command.ts'

/** The auditor's and integrator's command line. Each command reads stdin, prints to stdout, and exits 2 on bad input. */
const commands: Readonly<Record<string, (input: string) => string>> = { compute: computeCommand }

const [name = '', ...rest] = process.argv.slice(2)
const command = Object.hasOwn(commands, name) ? commands[name] : undefined
if (!command || rest.length > 0) {
  process.stderr.write(`usage: alpo ${Object.keys(commands).join(' | ')} < input.json\n`)
  process.exit(2)
}
try {
  process.stdout.write(`${command(await text(process.stdin))}\n`)
} catch (error) {
  process.stderr.write(`alpo ${name}: ${error instanceof Error ? error.message : String(error)}\n`)
  process.exit(2)
}
