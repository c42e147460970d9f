import { readFile, stat } from 'node:fs/promises'
import path from 'node:path'
import { type BrowserWindow, dialog } from 'electron'
import { isDiskFull, writeAtomically } from '../../data-folder/atomic-write.ts'
import type { Shell } from '../../shell.ts'

/** The system's own dialogs. */
export function createElectronShell(window: () => BrowserWindow | null): Shell {
  return {
    name: 'electron',
    async pickFiles({ extensions }) {
      const options: Electron.OpenDialogOptions = {
        properties: ['openFile', 'multiSelections'],
        filters: [{ name: extensions.join(', '), extensions: [...extensions] }],
      }
      const parent = window()
      const { canceled, filePaths } = await (parent
        ? dialog.showOpenDialog(parent, options)
        : dialog.showOpenDialog(options))
      if (canceled) return []
      return Promise.all(
        filePaths.map(async (file) => ({
          name: path.basename(file),
          bytes: (await stat(file)).size,
          read: async () => new Uint8Array(await readFile(file)),
        })),
      )
    },
    async saveFile(suggestedName, bytes) {
      const options: Electron.SaveDialogOptions = {
        defaultPath: suggestedName,
        filters: [{ name: 'PDF', extensions: ['pdf'] }],
      }
      const parent = window()
      const { canceled, filePath } = await (parent
        ? dialog.showSaveDialog(parent, options)
        : dialog.showSaveDialog(options))
      if (canceled || !filePath) return { kind: 'cancelled' }
      try {
        await writeAtomically(filePath, bytes)
        return { kind: 'saved', name: path.basename(filePath) }
      } catch (error) {
        return { kind: 'failed', reason: isDiskFull(error) ? 'disk-full' : 'not-writable' }
      }
    },
  }
}
