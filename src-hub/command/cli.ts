import os from 'node:os'
import path from 'node:path'
import { runCommand } from './run-command.ts'

const { env } = process

/** PostgreSQL refuses to run as root and takes a user of its own, who must be able to reach the folder. */
const defaultFolder =
  process.getuid?.() === 0
    ? '/var/lib/alpo-hub'
    : path.join(env.XDG_DATA_HOME ?? path.join(os.homedir(), '.local', 'share'), 'alpo-hub')

const typed = process.argv.slice(2)
process.exitCode = await runCommand(typed, {
  env,
  folder: env.ALPO_HUB_DATA ?? defaultFolder,
  input: process.stdin,
  say: (text) => void process.stdout.write(text),
  complain: (text) => void process.stderr.write(text),
})
// the library of the embedded database would end a start that failed with 0
if (process.exitCode !== 0 && (typed[0] ?? 'start') === 'start') process.exit()
