import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { inRoot } from './root.ts'
import { runNode } from './run.ts'

const downloadMs = 120_000

/** Electron's binary: the one that the standard variables name, or the installed one; null when there is none. */
export function findElectron(): string | null {
  const named = process.env.ELECTRON_EXEC_PATH
  if (named) return existsSync(named) ? named : null
  const pathFile = inRoot('node_modules', 'electron', 'path.txt')
  if (!existsSync(pathFile)) return null
  const folder = process.env.ELECTRON_OVERRIDE_DIST_PATH ?? inRoot('node_modules', 'electron', 'dist')
  const binary = path.join(folder, readFileSync(pathFile, 'utf8').trim())
  return existsSync(binary) ? binary : null
}

/** The same, after Electron's own installer has tried to download it. */
export async function installElectron(): Promise<string | null> {
  const found = findElectron()
  if (found || process.env.ELECTRON_SKIP_BINARY_DOWNLOAD) return found
  const installer = inRoot('node_modules', 'electron', 'install.js')
  await runNode(installer, [], { stdio: 'ignore', timeout: downloadMs })
  return findElectron()
}
