import { readFileSync } from 'node:fs'
import { inRoot } from './root.ts'
import { runNode } from './run.ts'

/** Builds main process, preload and window into out/. It needs no Electron binary. */
export async function build(quiet: boolean): Promise<void> {
  const { version } = JSON.parse(
    readFileSync(inRoot('node_modules', 'electron', 'package.json'), 'utf8'),
  ) as { version: string } // npm's own file
  const env = {
    ...process.env,
    // electron-vite asks the binary for its version, unless it is told
    ELECTRON_EXEC_PATH: process.env.ELECTRON_EXEC_PATH ?? process.execPath,
    ELECTRON_MAJOR_VER: process.env.ELECTRON_MAJOR_VER ?? version.split('.')[0],
  }
  const args = ['build', ...(quiet ? ['--logLevel', 'warn'] : [])]
  const status = await runNode(inRoot('node_modules', 'electron-vite', 'bin', 'electron-vite.js'), args, {
    env,
  })
  if (status !== 0) throw new Error('the build failed')
}

if (process.argv[1] === import.meta.filename) {
  await build(false)
}
