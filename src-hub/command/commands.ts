import type { Command } from './command.ts'
import { devices, putBack, revoke } from './device-commands.ts'
import { adminPassphrase, backup, doctor, restore, restored, start } from './hub-commands.ts'
import { code, erase, exportAll, quota } from './organisation-commands.ts'

/** All commands, in the order of the help. */
export const commands: readonly Command[] = [
  start,
  code,
  devices,
  revoke,
  putBack,
  quota,
  backup,
  restore,
  adminPassphrase,
  exportAll,
  erase,
  doctor,
  restored,
]
