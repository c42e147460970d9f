import type { JournalFiles } from '../../src-main/journal/format/files.ts'
import { encodeAct, type JournalActInput } from '../../src-shared/journal/act.ts'
import { type Content, createCrashDisk } from './crash-disk.ts'
import { opened } from './journal.ts'

/** Acts of which little stands in the end. */
export const someActs: readonly JournalActInput[] = [
  {
    puts: {
      visit: [
        { id: 'a', v: 1 },
        { id: 'b', v: 1 },
      ],
      outbox: [{ n: 1 }],
    },
    keys: { outbox: 'n' },
  },
  { puts: { visit: [{ id: 'a', v: 2 }] }, deletes: { visit: ['b'] } },
]
export const someRows = new Map([
  ['outbox 1', '{"n":1}'],
  ['visit "a"', '{"v":2,"id":"a"}'],
])

export async function withSomeActs(files: JournalFiles) {
  const { journal } = await opened(files)
  for (const act of someActs) journal.settle(await journal.append(encodeAct(act)))
  return journal
}
export async function aCompactedJournal(): Promise<Content> {
  const disk = createCrashDisk()
  const journal = await withSomeActs(disk.files)
  await journal.compact('now')
  await journal.close()
  return disk.content()
}
