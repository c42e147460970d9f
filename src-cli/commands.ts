/** What `alpo help` says of a command: how it is called, what it does, and an example that can be pasted. */
export type CommandHelp = {
  readonly name: string
  readonly call: string
  readonly does: string
  readonly example: string
}

export const commands: readonly CommandHelp[] = [
  {
    name: 'compute',
    call: 'compute < case.json',
    does: 'the sums of a claim, month by month; exit 3 when persons had to be left out ("refused")',
    example: 'npm run -s alpo -- compute < docs/examples/case.json',
  },
  {
    name: 'verify',
    call: 'verify FILE [FOLDER]',
    does: 'recomputes a claim file (PDF) or an audit folder (ZIP) and checks every hash; FOLDER gets what is enclosed',
    example: 'npm run -s alpo -- verify hakemus.pdf',
  },
  {
    name: 'suppress',
    call: 'suppress < tables.json',
    does: 'tables with small counts hidden so that nobody can work them out, or what could be read from a publication',
    example: 'npm run -s alpo -- suppress < docs/examples/tables.json',
  },
  {
    name: 'scan-text',
    call: 'scan-text < texts.txt',
    does: 'what in each line could identify a person, one line of JSON for each',
    example: 'echo "soita 040 123 4567" | npm run -s alpo -- scan-text',
  },
  {
    name: 'hub',
    call: 'hub [COMMAND]',
    does: 'starts the sync hub or runs one of its commands ("hub help" lists them)',
    example: 'npm run -s alpo -- hub help',
  },
  {
    name: 'journal',
    call: 'journal COMMAND FOLDER',
    does: 'inspects, verifies, exports or rebuilds the journal of a data folder ("journal help" lists it)',
    example: 'npm run -s alpo -- journal inspect ~/.config/alpo-desk',
  },
  {
    name: 'backup',
    call: 'backup COMMAND ...',
    does: 'makes, lists, verifies or restores backups of a data folder ("backup help" lists it)',
    example: 'npm run -s alpo -- backup list /media/stick',
  },
  {
    name: 'help',
    call: 'help',
    does: 'this list',
    example: 'npm run -s alpo -- help',
  },
]

/** A line for each command with its example below. */
export const helpText = (): string =>
  [
    'alpo: the command line of ALPO-desk, for auditors, integrators and operators. It needs no network and no application.',
    '',
    ...commands.flatMap(({ call, does, example }) => [
      `  alpo ${call.padEnd(22)} ${does}`,
      `       ${''.padEnd(22)} e.g.  ${example}`,
    ]),
    '',
    'Exit: 0 it went well · 1 it does not hold · 2 the input or the command cannot be read · 3 something was left out, and is named',
  ].join('\n')

/** What is said of a command that there is not: the nearest name, and where all are listed. */
export function unknownText(given: string): string {
  const nearest = commands
    .map(({ name }) => ({ name, steps: editSteps(given, name) }))
    .toSorted((a, b) => a.steps - b.steps)[0]
  const hint = nearest && nearest.steps <= 2 ? ` Did you mean '${nearest.name}'?` : ''
  return [
    `usage: alpo ${commands.map(({ name }) => name).join(' | ')}`,
    `There is no command '${given.replaceAll(/\p{C}/gu, '?').slice(0, 60)}'.${hint} 'alpo help' lists them with examples.`,
  ].join('\n')
}

/** What is said of a command that was called otherwise than it can be. */
export const misusedText = ({ call, example }: CommandHelp): string =>
  `usage: alpo ${call}\ne.g.   ${example}`

/** How many letters have to be put in, left out or changed to make one word of the other (Levenshtein). */
function editSteps(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, at) => at)
  for (const [at, letter] of [...a.slice(0, 60)].entries()) {
    const next = [at + 1]
    for (const [to, other] of [...b].entries())
      next.push(
        Math.min((row[to] ?? 0) + (letter === other ? 0 : 1), (row[to + 1] ?? 0) + 1, (next[to] ?? 0) + 1),
      )
    row = next
  }
  return row.at(-1) ?? 0
}
