const commands = [
  {
    call: 'inspect FOLDER',
    does: 'files, frame numbers and sizes; needs no key and changes nothing',
    example: 'npm run -s alpo -- journal inspect ~/.config/alpo-desk',
  },
  {
    call: 'verify FOLDER',
    does: 'opens every frame and holds it against the one before; exit 1 where it does not hold',
    example: 'npm run -s alpo -- journal verify ~/.config/alpo-desk --passphrase-file secret.txt',
  },
  {
    call: 'export FOLDER',
    does: 'every row that stands as a line of JSON, boxes opened where the key opens them',
    example: 'npm run -s alpo -- journal export ~/.config/alpo-desk > rows.jsonl',
  },
  {
    call: 'rebuild FOLDER [TARGET]',
    does: 'a new journal of what can be read, beside the old one; says what could not, and exits 3 then',
    example: 'npm run -s alpo -- journal rebuild ~/.config/alpo-desk ./journal-rebuilt',
  },
] as const

export const helpText = (): string =>
  [
    'alpo journal: the copy of every saved act that lies in a data folder (docs/journal.md). FOLDER is the data folder.',
    '',
    ...commands.flatMap(({ call, does, example }) => [
      `  alpo journal ${call.padEnd(24)} ${does}`,
      `               ${''.padEnd(24)} e.g.  ${example}`,
    ]),
    '',
    'The passphrase is the first line of stdin, asked for at a terminal, or of the file after --passphrase-file.',
    'The printed recovery key opens it too: the first line of the file after --recovery-key-file.',
    'Exit: 0 it went well · 1 it does not hold · 2 nothing could be read · 3 something could not be read and was left out',
  ].join('\n')
