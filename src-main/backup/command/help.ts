const commands = [
  {
    call: 'make FOLDER SET',
    does: 'a backup of a data folder into SET, and removes what is no longer kept',
    example: 'npm run -s alpo -- backup make ~/.config/alpo-desk /media/stick',
  },
  {
    call: 'list SET',
    does: 'the backups of a set, the oldest first; exit 1 where a file of it is damaged',
    example: 'npm run -s alpo -- backup list /media/stick',
  },
  {
    call: 'verify SET',
    does: 'restores the newest into a throw-away folder and compares every hash; exit 1 where it does not hold',
    example: 'npm run -s alpo -- backup verify /media/stick --passphrase-file secret.txt',
  },
  {
    call: 'restore SET FOLDER [BACKUP]',
    does: 'a backup, the newest unless its name is given, into an empty data folder; stops what removes old ones',
    example: 'npm run -s alpo -- backup restore /media/stick ./restored',
  },
  {
    call: 'resume SET',
    does: 'lets old backups be removed again after a restore',
    example: 'npm run -s alpo -- backup resume /media/stick',
  },
] as const

export const helpText = (): string =>
  [
    'alpo backup: the set of backups in a folder (docs/backup.md). FOLDER is a data folder, SET the folder that holds the set.',
    '',
    ...commands.flatMap(({ call, does, example }) => [
      `  alpo backup ${call.padEnd(28)} ${does}`,
      `              ${''.padEnd(28)} e.g.  ${example}`,
    ]),
    '',
    'The passphrase is the first line of stdin, asked for at a terminal, or of the file after --passphrase-file.',
    'With --recovery-key-file the key is the first line of that file; the passphrase is then a new one for the first user.',
    'Exit: 0 it went well · 1 it does not hold · 2 nothing could be read or written',
  ].join('\n')
