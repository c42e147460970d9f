import type { Command } from './command.ts'
import { commands } from './commands.ts'

const settings = `settings (environment): ALPO_HUB_DATA, ALPO_HUB_HOST, ALPO_HUB_PORT, ALPO_HUB_TLS_CERT, ALPO_HUB_TLS_KEY, DATABASE_URL,
  ALPO_HUB_TRUSTED_PROXIES, ALPO_HUB_ADMIN_URL, ALPO_HUB_APP_URL, ALPO_HUB_PUBLIC_URL, ALPO_HUB_OIDC_ISSUER, ALPO_HUB_OIDC_CLIENT_ID, ALPO_HUB_OIDC_CLIENT_SECRET, ALPO_HUB_OIDC_ADMINS`

/** What a command does stands in this column. */
const helpColumn = 48

const typedAs = ({ name, args, flags = [] }: Command): string =>
  name === 'start'
    ? '  npm run hub'
    : ['  npm run hub --', name, ...args.map(({ shown }) => shown), ...flags.map((flag) => `--${flag}`)].join(
        ' ',
      )

function linesOf(command: Command): string {
  const typed = typedAs(command)
  const indent = `\n${' '.repeat(helpColumn)}`
  const gap = typed.length < helpColumn ? ' '.repeat(helpColumn - typed.length) : indent
  return `${typed}${gap}${command.help.replaceAll('\n', indent)}`
}

/** All commands and settings. */
export const usage = (): string => ['usage:', ...commands.map(linesOf), settings].join('\n')

/** One command, with an example. */
export const usageOf = (command: Command): string =>
  `usage:\n${linesOf(command)}\nexample:\n  npm run hub -- ${command.example}`
