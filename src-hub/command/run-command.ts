import { parseArgs } from 'node:util'
import { type Command, type Given, type Said, type Surroundings, wrong } from './command.ts'
import { commands } from './commands.ts'
import { usage, usageOf } from './help.ts'

/**
 * Does what an operator has typed.
 * @returns the exit code: 0, 1 with one line of what was wrong, 2 with all commands where there is none of that name.
 */
export async function runCommand(typed: readonly string[], around: Surroundings): Promise<number> {
  const [name = 'start', ...rest] = typed
  const command = name === 'help' ? helpOn(rest) : commandOf(name)
  if (!command) {
    around.complain(`hub: no such command: ${name}\n${usage()}\n`)
    return 2
  }
  try {
    const answer = await command.run(readTyped(command, rest), around)
    if (answer) around.say(`${answer.said}\n`)
    return answer?.code ?? 0
  } catch (error) {
    around.complain(`hub: ${inOneLine(error, around.folder)}\n`)
    return 1
  }
}

const commandOf = (name: string): Command | undefined => commands.find((command) => command.name === name)

/** Tells of all commands, or of one that is named after it. */
const helpOn = ([name = '']: readonly string[]): Command => ({
  name: 'help',
  args: [{ shown: '[COMMAND]' }],
  help: 'tell of all commands, or of one',
  example: 'help code',
  async run(): Promise<Said> {
    const command = commandOf(name)
    return { said: command ? usageOf(command) : usage() }
  },
})

/** Parts what was typed after the name into arguments and flags. @throws BadInput where they are not the command's. */
function readTyped({ args, flags = [] }: Command, typed: readonly string[]): Given {
  const { tokens, positionals } = parseArgs({
    args: typed.map((one) => one.replace(/^-(?=\d)/, ' -')), // a number below nothing is no option
    options: Object.fromEntries(flags.map((flag) => [flag, { type: 'boolean' as const }])),
    allowPositionals: true,
    strict: false,
    tokens: true,
  })
  const options = tokens.filter((token) => token.kind === 'option')
  const odd = options.find(({ name, value }) => !flags.includes(name) || value !== undefined)
  if (odd) wrong(`no such option: ${odd.rawName} (npm run hub -- help)`)
  const given = positionals.map((one) => one.replace(/^ -(?=\d)/, '-'))
  const missing = args.find(({ needed }, index) => needed && !given[index])
  if (missing) wrong(`${missing.needed} is missing (npm run hub -- help)`)
  const surplus = given[args.length]
  if (surplus !== undefined) wrong(`one argument too many: ${surplus} (npm run hub -- help)`)
  return { args: given, flags: new Set(options.map(({ name }) => name)) }
}

/** The system's own words name a file or an address; several failures at once have none together. */
function inOneLine(error: unknown, folder: string): string {
  const { code, path: file } = error instanceof Error ? (error as NodeJS.ErrnoException) : {}
  if (code === 'ECONNREFUSED') return `the database does not answer: is the hub running on ${folder}?`
  if (code === 'ENOENT' && file) return `there is no such file or folder: ${file}`
  const text = error instanceof Error ? error.message || (code ?? error.name) : String(error)
  return text.replaceAll(/\s+/g, ' ').trim()
}
