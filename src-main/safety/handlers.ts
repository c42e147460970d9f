import type { Handlers } from '../../src-shared/bridge/calls.ts'
import type { safetyCalls } from '../../src-shared/bridge/safety-calls.ts'
import { copiesFolder, keepCopy } from '../data-folder/copies.ts'
import { createDiskSpace, type DiskSpace } from '../data-folder/disk-space.ts'
import type { Reserve } from '../data-folder/reserve.ts'
import { endSettingUp, isSettingUp } from '../data-folder/setting-up.ts'
import type { StartReport } from '../data-folder/window-database.ts'
import { deriveKey } from '../keys/box.ts'
import type { Opened } from '../keys/keyring.ts'
import type { Shell } from '../shell/shell.ts'
import { takeCopy, wantedParts } from './chosen-copy.ts'
import { createMarkFile } from './mark-file.ts'

type Options = {
  readonly shell: Shell
  readonly folder: string
  readonly start: StartReport
  readonly reserve: Reserve
  readonly opened: () => Opened | null
  readonly hasMendedKeys: () => boolean
}

/** What watches over the window's database from outside: its mark, its copies, and the room on its disk. */
export function createSafetyHandlers({
  shell,
  folder,
  start,
  reserve,
  opened,
  hasMendedKeys,
}: Options): Pick<Handlers, keyof typeof safetyCalls> {
  const disk = createDiskSpace(folder)
  const file = createMarkFile(folder)
  let { copy } = start
  /** What was given up of the reserve is nobody's to save into; it is made again as soon as there is room. */
  const space = (): DiskSpace => {
    const { freeBytes, ...now } = disk.now()
    void reserve.keep(now.floorBytes).catch(() => undefined)
    return { ...now, freeBytes: Math.max(0, freeBytes - reserve.releasedBytes()) }
  }

  return {
    startReport: () => ({ ...start, copy, keys: hasMendedKeys() ? 'mended' : 'whole' }),
    diskSpace: space,
    async setDiskFloor({ megabytes }) {
      try {
        await disk.setFloor(megabytes)
        return { kind: 'set', ...space() }
      } catch {
        return { kind: 'failed' }
      }
    },
    markRead() {
      const key = opened()
      const about = { isSettingUp: isSettingUp(folder) }
      return { ...(key ? file.read(markKey(key)) : { kind: 'locked' }), ...about }
    },
    markKeep({ mark, replaces }) {
      const key = opened()
      if (!key) return { kind: 'locked' }
      try {
        const known = file.read(markKey(key))
        if (known.kind === 'known' && known.mark.generation > mark.generation && !replaces)
          return { kind: 'behind' }
        file.write(markKey(key), mark)
        if (mark.generation > 0) endSettingUp(folder)
        return { kind: 'kept' }
      } catch {
        return { kind: 'failed' }
      }
    },
    async keepForSupport() {
      if (copy.kind === 'copied') copy = { kind: 'copied', name: await keepCopy(folder, copy.name) }
      return { folder: copiesFolder(folder), copy: copy.kind === 'copied' ? copy.name : null }
    },
    async pickCopy() {
      const tree = await shell.pickTree(wantedParts)
      return { kind: tree ? await takeCopy(folder, tree, shell.databaseName, disk.now()) : 'none' }
    },
    restart: () => (shell.restart() ? 'restarting' : 'by-hand'),
    untilAway: () => shell.untilAway(),
  }
}

const keysByData = new WeakMap<Uint8Array, Uint8Array>()
/** Derived once for each unlock: a mark is kept with every save. */
function markKey({ dataKey }: Opened): Uint8Array {
  const known = keysByData.get(dataKey) ?? deriveKey(dataKey, 'register-mark')
  keysByData.set(dataKey, known)
  return known
}
