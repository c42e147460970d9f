import { readdir, readFile, stat } from 'node:fs/promises'
import path from 'node:path'
import { app, type BrowserWindow, dialog, powerMonitor } from 'electron'
import { isDiskFull, writeAtomically } from '../../data-folder/atomic-write.ts'
import { filesUnder } from '../../data-folder/copies.ts'
import type { FolderFile, Shell, TreeFile } from '../../shell/shell.ts'
import { writeParts } from '../../shell/write-parts.ts'

/** The system's own dialogs. */
export function createElectronShell(window: () => BrowserWindow | null): Shell {
  let away: Promise<'away'> | null = null
  return {
    name: 'electron',
    databaseName: 'app_alpo-desk_0.indexeddb.leveldb',
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
    async pickFolder({ extensions }) {
      const folder = await askFolder(window(), [])
      return folder === null ? null : { name: path.basename(folder), list: () => filesIn(folder, extensions) }
    },
    async pickTree(parts) {
      const folder = await askFolder(window(), ['showHiddenFiles'])
      return folder === null ? null : { files: await treeIn(folder, parts) }
    },
    pickTarget: () => askFolder(window(), ['createDirectory']),
    restart() {
      app.relaunch()
      app.quit()
      return true
    },
    untilAway: () => {
      // one at a time, however often the window asks again
      away ??= nextAway().finally(() => {
        away = null
      })
      return away
    },
    async saveParts(suggestedName, count, write) {
      const filePath = await askWhere(window(), suggestedName)
      if (!filePath) return { kind: 'cancelled' }
      return writeParts(filePath, count, (draft, part) => write(draft, part, null))
    },
    async saveFile(suggestedName, bytes) {
      const filePath = await askWhere(window(), suggestedName)
      if (!filePath) return { kind: 'cancelled' }
      try {
        await writeAtomically(filePath, bytes)
        return { kind: 'saved', name: path.basename(filePath) }
      } catch (error) {
        return { kind: 'failed', reason: isDiskFull(error) ? 'disk-full' : 'not-writable' }
      }
    },
  }
}

const nextAway = (): Promise<'away'> =>
  new Promise((resolve) => {
    const heard = (): void => {
      powerMonitor.off('suspend', heard)
      powerMonitor.off('lock-screen', heard)
      resolve('away')
    }
    powerMonitor.on('suspend', heard)
    powerMonitor.on('lock-screen', heard)
  })

async function askFolder(
  parent: BrowserWindow | null,
  more: readonly ('showHiddenFiles' | 'createDirectory')[],
): Promise<string | null> {
  const options: Electron.OpenDialogOptions = { properties: ['openDirectory', ...more] }
  const { canceled, filePaths } = await (parent
    ? dialog.showOpenDialog(parent, options)
    : dialog.showOpenDialog(options))
  return canceled ? null : (filePaths[0] ?? null)
}

async function askWhere(parent: BrowserWindow | null, suggestedName: string): Promise<string | null> {
  const ending = path.extname(suggestedName).slice(1)
  const options: Electron.SaveDialogOptions = {
    defaultPath: suggestedName,
    filters: [{ name: ending.toUpperCase(), extensions: [ending] }],
  }
  const { canceled, filePath } = await (parent
    ? dialog.showSaveDialog(parent, options)
    : dialog.showSaveDialog(options))
  return canceled || !filePath ? null : filePath
}

async function treeIn(folder: string, parts: readonly string[]): Promise<readonly TreeFile[]> {
  const own = path.basename(folder)
  const named = (await filesUnder(folder)).map((file) => ({
    file: path.join(folder, file),
    path: [own, ...file.split(path.sep)].join('/'),
  }))
  const wanted = named.filter(({ path: at }) => parts.some((part) => at.includes(part)))
  return Promise.all(
    wanted.map(async ({ file, path: at }) => ({
      path: at,
      bytes: (await stat(file)).size,
      read: async () => new Uint8Array(await readFile(file)),
    })),
  )
}

/** Links are left out: a folder of scans holds files. */
async function filesIn(folder: string, extensions: readonly string[]): Promise<readonly FolderFile[]> {
  const entries = await readdir(folder, { withFileTypes: true })
  const named = entries.filter(
    (entry) => entry.isFile() && extensions.includes(path.extname(entry.name).slice(1).toLowerCase()),
  )
  const files = named.map(async ({ name }): Promise<FolderFile[]> => {
    const file = path.join(folder, name)
    const known = await stat(file).catch(() => null) // gone meanwhile
    if (!known) return []
    const read = async () => new Uint8Array(await readFile(file))
    return [{ name, bytes: known.size, modifiedMs: known.mtimeMs, read }]
  })
  return (await Promise.all(files)).flat()
}
