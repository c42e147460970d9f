import type { Reserve } from '../data-folder/reserve.ts'
import type { Shell } from './shell.ts'

/** A shell that saves files on a full disk too: what a browser or a dialog needs of this disk comes out of the reserve. */
export const withReserve = (shell: Shell, reserve: Reserve): Shell => ({
  ...shell,
  saveFile(name, bytes) {
    reserve.releaseIfFull()
    return shell.saveFile(name, bytes)
  },
  saveParts(name, count, write) {
    reserve.releaseIfFull()
    return shell.saveParts(name, count, write)
  },
})
