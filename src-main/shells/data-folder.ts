import os from 'node:os'
import path from 'node:path'

/** Where this user's data lies, by the custom of the system; `ALPO_DATA` names another place (two devices on one machine). */
export function dataFolder(): string {
  const chosen = process.env.ALPO_DATA
  if (chosen) return path.resolve(chosen)
  const home = os.homedir()
  if (process.platform === 'darwin') return path.join(home, 'Library', 'Application Support', 'ALPO-desk')
  if (process.platform === 'win32') return path.join(process.env.APPDATA ?? home, 'ALPO-desk')
  return path.join(process.env.XDG_CONFIG_HOME ?? path.join(home, '.config'), 'alpo-desk')
}

export const alreadyOpen =
  'ALPO-desk is already open with this data folder. Use the open window, or close it first.'
