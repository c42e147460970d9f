import { readdirSync, readFileSync } from 'node:fs'
import { Readable } from 'node:stream'
import { describe, expect, it } from 'vitest'
import { commands } from './commands.ts'
import { runCommand } from './run-command.ts'

/** Where no hub runs nor can be started: what gets past the reading of the line says so. */
async function typed(...line: readonly string[]) {
  let [out, told] = ['', '']
  const code = await runCommand(line, {
    env: {},
    folder: '/dev/null/hub',
    input: Readable.from('short\n'),
    say: (text) => {
      out += text
    },
    complain: (text) => {
      told += text
    },
  })
  return { code, out, told }
}
const oneLine = /^hub: [^\n]+\n$/
const noHub = 'hub: no hub runs on /dev/null/hub: start it with npm run hub\n'
/** As a shell parts it. */
const partsOf = (line: string): string[] =>
  [...line.matchAll(/"([^"]*)"|\S+/g)].map(([all, one]) => one ?? all)

describe('a line that the hub is given', () => {
  it('shows all commands where there is none of that name, and ends with 2', async () => {
    const { code, out, told } = await typed('enrol', 'x')

    expect([code, out]).toEqual([2, ''])
    expect(told).toMatch(/^hub: no such command: enrol\nusage:\n/)
    for (const { name } of commands) if (name !== 'start') expect(told).toContain(`npm run hub -- ${name}`)
  })
  it.each(['constructor', '', '--yes'])('knows no command %j', async (name) => {
    expect((await typed(name)).code).toBe(2)
  })
  it.each(
    commands.flatMap(({ name, args }) => {
      const needed = args.filter((arg) => arg.needed)
      return needed.map((arg, index) => [name, needed.slice(0, index).map(() => 'x'), arg.needed] as const)
    }),
  )('%s with %j says that %s is missing', async (name, given, missing) => {
    const { code, out, told } = await typed(name, ...given)

    expect([code, out, told]).toEqual([1, '', `hub: ${missing} is missing (npm run hub -- help)\n`])
  })
  it.each(commands.map(({ name }) => name))('%s refuses an option that it does not have', async (name) => {
    for (const option of ['--force', '-f', '--force=1', '--yes=1'])
      expect([option, await typed(name, 'x', 'x', option)]).toEqual([
        option,
        { code: 1, out: '', told: `hub: no such option: ${option.split('=')[0]} (npm run hub -- help)\n` },
      ])
  })
  it.each(commands.map(({ name, args }) => [name, args.length] as const))(
    '%s takes no more than %d arguments',
    async (name, count) => {
      const { code, told } = await typed(name, ...Array.from({ length: count }, () => 'x'), 'surplus')

      expect([code, told]).toEqual([1, 'hub: one argument too many: surplus (npm run hub -- help)\n'])
    },
  )
  it('takes a number below nothing for an argument, and words after -- as they are', async () => {
    expect((await typed('quota', 'Office', '-50')).told).toBe('hub: not a number of megabytes: -50\n')
    expect((await typed('code', '--', '--Office--')).told).toBe(noHub)
  })
  it('erases only with --yes, wherever that stands', async () => {
    expect((await typed('erase', 'Office')).told).toMatch(/^hub: .*--yes after the name\n$/)
    expect((await typed('erase', 'Office', '--yes')).told).toBe(noHub)
    expect((await typed('erase', '--yes', 'Office')).told).toBe(noHub)
  })
})

describe('the help of the hub', () => {
  it('tells of each command once, and of the settings', async () => {
    const { code, out, told } = await typed('help')

    expect([code, told]).toEqual([0, ''])
    for (const { help } of commands) expect(out.split(help.split('\n')[0] ?? '')).toHaveLength(2)
    expect(out).toContain('\nsettings (environment): ALPO_HUB_DATA, ')
    expect(await typed('help', 'nobody')).toEqual({ code, out, told })
  })
  it.each(commands.map((command) => [command.name, command] as const))(
    'shows an example of %s that can be typed',
    async (name, { help, example }) => {
      const { out } = await typed('help', name)
      expect(out).toContain(help.split('\n')[0])
      expect(out).toContain(`\nexample:\n  npm run hub -- ${example}\n`)

      const [first, ...rest] = partsOf(example)
      expect(first).toBe(name)
      if (name === 'start') return // it would
      const { code, told } = await typed(name, ...rest)
      expect(code).toBe(1)
      expect(told.replace(/^Passphrase.*?: /, '')).toMatch(oneLine)
      expect(told).toMatch(/no hub runs on|no such file or folder|at least 12 characters/)
    },
  )
  it('knows every command that the documents name', () => {
    const pages = [
      'README.md',
      ...readdirSync('docs').flatMap((name) => (name.endsWith('.md') ? [`docs/${name}`] : [])),
    ]
    const named = pages.flatMap((page) =>
      [...readFileSync(page, 'utf8').matchAll(/npm run hub -- ([a-z-]+)/g)].map(([, name]) => name),
    )

    const known = ['help', ...commands.map(({ name }) => name)]
    expect(named.length).toBeGreaterThan(5)
    expect(named.filter((name) => !known.includes(name ?? ''))).toEqual([])
  })
})
