import { readFile } from 'node:fs/promises'
import { createInterface } from 'node:readline/promises'
import { Writable } from 'node:stream'
import { CommandError } from './command-error.ts'

/** The first line of a file, or of stdin; at a terminal it is asked for and not shown. */
export async function askPassphrase(file: string | undefined): Promise<string> {
  const text = file === undefined ? await fromStdin() : await readFile(file, 'utf8')
  const [line = ''] = text.split(/\r?\n/)
  if (line === '') throw new CommandError('no passphrase was given')
  return line
}

async function fromStdin(): Promise<string> {
  const isTerminal = process.stdin.isTTY
  if (isTerminal) process.stderr.write('Passphrase: ')
  // what is typed would be shown by readline itself: it writes where nobody looks
  const nowhere = new Writable({ write: (_chunk, _encoding, done) => done() })
  const lines = createInterface({ input: process.stdin, output: nowhere, terminal: isTerminal })
  try {
    for await (const line of lines) return line
    return ''
  } finally {
    lines.close()
    if (isTerminal) process.stderr.write('\n')
  }
}
