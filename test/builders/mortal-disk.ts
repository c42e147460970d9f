import type { ExportDisk, OpenFile } from '../../src-main/export/disk/export-disk.ts'

/**
 * A disk that gives out at its nth act, as for a program that is killed there: half of that write is on it, and nothing is
 * written, renamed or removed any more. Counts its acts, so that a whole run tells how many there are.
 */
export function mortalDisk(disk: ExportDisk, diesAt = Number.POSITIVE_INFINITY, code = 'EIO') {
  let acts = 0
  const isDead = (): boolean => acts >= diesAt
  const death = (): Error => Object.assign(new Error(code), { code })
  async function act<T>(
    work: () => Promise<T>,
    half: () => Promise<unknown> = async () => undefined,
  ): Promise<T> {
    if (isDead()) throw death()
    acts++
    if (!isDead()) return work()
    await half()
    throw death()
  }
  const mortal: ExportDisk = {
    ...disk,
    makeFolder: (folder) => act(() => disk.makeFolder(folder)),
    rename: (from, to) => act(() => disk.rename(from, to)),
    remove: (place) => act(() => disk.remove(place)),
    create: (file) =>
      act(async (): Promise<OpenFile> => {
        const open = await disk.create(file)
        return {
          write: (bytes) =>
            act(
              () => open.write(bytes),
              () => open.write(bytes.subarray(0, bytes.length / 2)),
            ),
          close: () => act(open.close, open.drop),
          drop: open.drop,
        }
      }),
  }
  return { disk: mortal, acts: () => acts }
}
