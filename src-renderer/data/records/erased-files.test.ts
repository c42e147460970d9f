import { createHash, randomBytes, randomUUID } from 'node:crypto'
import { expect, it } from 'vitest'
import type { Bridge } from '../../../src-shared/bridge/calls.ts'
import type { AttachmentFields } from '../../../src-shared/domain/claims/records/attachment.ts'
import { setupStore } from '../../../test/builders/store.ts'
import { openRealmKeyring } from '../sealing/realm-keyring.ts'
import { listSetAside } from '../sealing/set-aside-row.ts'
import { nextToSend, noteOutcomes } from '../syncing/outbox.ts'
import { discardSetAside } from '../syncing/set-aside.ts'
import { storePulled } from '../syncing/store-pulled.ts'
import { commit } from '../writing/commit.ts'
import { dropErasedFiles } from './erased-files.ts'
import { listRows } from './records.ts'
import { addWaitingFiles, removeWaitingFiles, waitingFiles } from './waiting-files.ts'

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex')
const claimId = randomUUID()
const evidence = (content: string): AttachmentFields => ({
  claimId,
  name: 'kuitti.pdf',
  bytes: 7,
  sha256: sha256(content),
  mediaType: 'application/pdf',
  placement: 'merge',
  reason: null,
  pageCount: 1,
  shownPages: '',
})
const eraser = (kind: 'erased' | 'locked') => {
  const asked: string[][] = []
  const erase: Bridge['eraseAttachments'] = async ({ hashes }) => {
    asked.push([...hashes])
    return { kind }
  }
  return { asked, erase }
}

it('takes the files of erased evidence from the disk, but not one that other evidence needs', async () => {
  const store = await setupStore()
  const [one, two, twin] = [randomUUID(), randomUUID(), randomUUID()]
  const put = (id: string, content: string) =>
    ({ entity: 'attachment', id, kind: 'put', fields: evidence(content), isNew: true }) as const
  await commit(store, [put(one, 'yksi'), put(two, 'kaksi'), put(twin, 'kaksi')])
  const open = eraser('erased')
  await dropErasedFiles(store, open.erase)
  expect(open.asked).toEqual([])

  for (const id of [one, two]) await commit(store, [{ entity: 'attachment', id, kind: 'erase' }])
  const locked = eraser('locked')
  await dropErasedFiles(store, locked.erase)
  for (let round = 0; round < 2; round++) await dropErasedFiles(store, open.erase)

  expect(locked.asked).toEqual([[sha256('yksi')]])
  expect(open.asked).toEqual([[sha256('yksi')]])
})

it('also what was erased on another device, once that has been read; what was only deleted stays', async () => {
  const store = await setupStore()
  const [erased, deleted, other] = [randomUUID(), randomUUID(), randomUUID()]
  const op = { deviceId: other, entity: 'attachment', actor: other, at: '2026-03-03T10:00:00Z' }
  const emptied = Object.fromEntries(
    Object.keys(evidence('')).flatMap((name) => (name === 'claimId' ? [] : [[name, null]])),
  )
  const put = { ...op, kind: 'put', base: {} } as const
  await storePulled(
    store,
    [
      { ...put, n: 1, seq: 1, id: erased, fields: evidence('yksi') },
      { ...put, n: 2, seq: 2, id: deleted, fields: evidence('kaksi') },
    ],
    { seq: 2, stamp: null },
  )
  await storePulled(
    store,
    [
      { ...put, n: 3, seq: 3, id: deleted, kind: 'delete', fields: {} },
      { ...put, n: 4, seq: 4, id: erased, fields: { ...emptied, isDeleted: true } },
    ],
    { seq: 4, stamp: null },
  )

  const { asked, erase } = eraser('erased')
  await dropErasedFiles(store, erase)
  expect(asked).toEqual([[sha256('yksi')]])
})

it('keeps the file of evidence whose change the hub refused and a person gave up: that can be taken back', async () => {
  const store = await setupStore()
  store.takeRealmKeyring(await openRealmKeyring([{ id: 'k', key: randomBytes(32).toString('base64') }]))
  const put = { entity: 'attachment', id: randomUUID(), kind: 'put', isNew: true } as const
  await commit(store, [{ ...put, fields: evidence('yksi') }])
  await noteOutcomes(store, await nextToSend(store, 1), [{ kind: 'set-aside', n: 1, reason: 'role' }])
  const [aside] = await listSetAside(store)
  if (!aside) throw new Error('nothing was set aside')

  await discardSetAside(store, aside)

  expect(await listRows(store, 'attachment')).toEqual([])
  const { asked, erase } = eraser('erased')
  await dropErasedFiles(store, erase)
  expect(asked).toEqual([])
})

it('D17: what waits to be taken away stands sealed in the database, also what an older version wrote', async () => {
  const first = await setupStore()
  await first.db.meta.bulkPut([
    { key: 'filesToErase', value: `${sha256('yksi')} ${sha256('kaksi')}` },
    { key: 'filesToDrop', value: sha256('kolme') },
  ])
  first.close()
  const store = await setupStore({ name: first.name })
  await expect
    .poll(() => store.db.meta.bulkGet(['filesToErase', 'filesToDrop']))
    .toEqual([undefined, undefined])
  const id = randomUUID()
  await commit(store, [{ entity: 'attachment', id, kind: 'put', fields: evidence('neljä'), isNew: true }])
  await commit(store, [{ entity: 'attachment', id, kind: 'erase' }])
  await addWaitingFiles(store, 'filesToErase', [sha256('yksi'), sha256('viisi')])

  expect((await waitingFiles(store, 'filesToErase')).toSorted()).toEqual(
    ['yksi', 'kaksi', 'viisi'].map(sha256).toSorted(),
  )
  expect((await waitingFiles(store, 'filesToDrop')).toSorted()).toEqual(
    ['kolme', 'neljä'].map(sha256).toSorted(),
  )
  const rows = await store.db.meta.toArray()
  const plain = rows.map(({ key, value }) => key + (value instanceof Uint8Array ? '' : String(value))).join()
  for (const text of ['yksi', 'kaksi', 'kolme', 'neljä', 'viisi']) expect(plain).not.toContain(sha256(text))

  await removeWaitingFiles(store, 'filesToErase', [sha256('yksi'), sha256('kaksi')])
  expect(await waitingFiles(store, 'filesToErase')).toEqual([sha256('viisi')])
})
