import { existsSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'

/**
 * Stands in the data folder from the moment keys are made until the first records are written. An empty register beside a
 * keyring is a set-up that was cut off while it stands, and a loss otherwise.
 */
const fileOf = (folder: string): string => path.join(folder, 'setting-up')

export const beginSettingUp = (folder: string): void => writeFileSync(fileOf(folder), '', { mode: 0o600 })
export const isSettingUp = (folder: string): boolean => existsSync(fileOf(folder))
export const endSettingUp = (folder: string): void => rmSync(fileOf(folder), { force: true })
