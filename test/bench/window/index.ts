import { openRegister } from '../../../src-renderer/data/opening/open-register.ts'
import { listRows } from '../../../src-renderer/data/records/records.ts'
import type { RegisterOptions } from '../../../src-renderer/data/register/register.ts'
import type { Store } from '../../../src-renderer/data/register/store.ts'
import { createCipher } from '../../../src-renderer/data/sealing/cipher.ts'
import type { Change } from '../../../src-renderer/data/writing/change.ts'
import { commit } from '../../../src-renderer/data/writing/commit.ts'
import type { ClaimLineFields } from '../../../src-shared/domain/claims/records/claim-line.ts'
import { VisitFields } from '../../../src-shared/domain/visits/visit-fields.ts'
import { uuidV7 } from '../../../src-shared/kernel/uuid-v7.ts'
import { clocked, perSecond, quantile, type Result, times } from '../report.ts'
import { dexiePeer, pouchPeer, rxdbPeer, rxdbReplication } from './peers.ts'
import { benchReading } from './read.ts'

/** Runs in a real Chromium: saving one visit at a time, and many at once, beside the peers. */
const topics = ['T01', 'T05', 'T06', 'T11', 'T12']
const languages = ['ar', 'so', 'ru', 'uk', 'fa']

const newId = (): string => uuidV7(Date.now(), crypto.getRandomValues(new Uint8Array(10)))

export const visitAt = (index: number): VisitFields =>
  VisitFields.parse({
    kind: 'individual',
    siteId: '11111111-1111-4111-8111-111111111111',
    userId: '22222222-2222-4222-8222-222222222222',
    date: `2025-${String(1 + (index % 11)).padStart(2, '0')}-${String(1 + (index % 28)).padStart(2, '0')}`,
    startTime: '10:15',
    channel: 'in-person',
    setting: 'walk-in',
    serviceLanguage: languages[index % languages.length] ?? 'ar',
    interpreterMode: 'none',
    interpreterLanguage: null,
    partySize: 1,
    participants: null,
    topics: [topics[index % topics.length] ?? 'T05'],
    measures: ['M02'],
    referrals: [],
    outcome: 'resolved',
    completeness: 'complete',
    codeSetVersion: '2026.1',
  })

const newOptions = async (name: string): Promise<RegisterOptions> => {
  const key = btoa(String.fromCharCode(...crypto.getRandomValues(new Uint8Array(32))))
  const clock = { nowIso: () => new Date().toISOString(), today: () => '2026-11-24', newId }
  return { cipher: await createCipher(key, 'bench'), userId: newId(), clock, name }
}
const newStore = async (name: string): Promise<Store> => {
  const store = await openRegister(await newOptions(name))
  store.workAs('admin')
  return store
}
const putVisit = (index: number): Change => ({
  entity: 'visit',
  id: newId(),
  kind: 'put',
  fields: visitAt(index),
  isNew: true,
})

async function benchOne(count: number): Promise<Result> {
  const store = await newStore('one')
  const dexie = await dexiePeer('one-dexie')
  const [ours, theirs]: [number[], number[]] = [[], []]
  for (let index = 0; index < count; index++) {
    const mine = await clocked(() => commit(store, [putVisit(index)]))
    if (!mine.value.ok) throw new Error(JSON.stringify(mine.value.error))
    ours.push(mine.millis)
    theirs.push((await clocked(() => dexie.putMany([{ id: newId(), ...visitAt(index) }]))).millis)
  }
  return {
    name: `save one visit (${count} times; encrypted, audit and outbox) beside plain Dexie strict`,
    ours: times(ours),
    peer: times(theirs),
    ratio: quantile(theirs, 0.5) / quantile(ours, 0.5),
  }
}

async function benchMany(count: number): Promise<Result[]> {
  const store = await newStore('many')
  const chunk = 2000
  const mine = await clocked(async () => {
    for (let from = 0; from < count; from += chunk) {
      const done = await commit(
        store,
        Array.from({ length: Math.min(chunk, count - from) }, (_, i) => putVisit(from + i)),
      )
      if (!done.ok) throw new Error(JSON.stringify(done.error))
    }
  })
  const results: Result[] = []
  for (const [name, open] of [
    ['Dexie strict, plain rows', dexiePeer],
    ['RxDB', rxdbPeer],
    ['PouchDB', pouchPeer],
  ] as const) {
    const peer = await open(`many-${name.slice(0, 4).toLowerCase()}`)
    const theirs = await clocked(async () => {
      for (let from = 0; from < count; from += chunk)
        await peer.putMany(
          Array.from({ length: Math.min(chunk, count - from) }, (_, i) => ({
            id: newId(),
            ...visitAt(from + i),
          })),
        )
    })
    results.push({
      name: `${count} visits in bulk beside ${name}`,
      ours: `${perSecond(count, mine.millis)} rows/s`,
      peer: `${perSecond(count, theirs.millis)} rows/s`,
      ratio: theirs.millis / mine.millis,
    })
  }
  return results
}

/** What opening a claim has to read: all its lines, unsealed and checked against their shape. */
async function benchLines(count: number): Promise<Result> {
  const store = await newStore('lines')
  const dexie = await dexiePeer('lines-dexie')
  const claimId = newId()
  const line = (): ClaimLineFields => ({
    claimId,
    shares: [{ personId: newId(), weight: 1 }],
    costType: 'rent',
    from: '2025-05-01',
    to: '2025-05-31',
    supplier: 'Palvelu Oy',
    invoiceNumber: newId(),
    note: '',
    voucherNumber: newId(),
    grossCents: 62_000,
    vatCents: 0,
    recoverableVatCents: 0,
    clientFeeCents: 0,
    otherFundingCents: 0,
    evidenceIds: [],
  })
  const rows = Array.from({ length: count }, () => ({ id: newId(), fields: line() }))
  const done = await commit(
    store,
    rows.map(({ id, fields }) => ({ entity: 'claimLine', id, kind: 'put', fields, isNew: true }) as const),
  )
  if (!done.ok) throw new Error(JSON.stringify(done.error))
  await dexie.putMany(rows.map(({ id, fields }) => ({ id, ...fields })))
  const [ours, theirs]: [number[], number[]] = [[], []]
  for (let round = 0; round < 15; round++) {
    const mine = await clocked(() => listRows(store, 'claimLine', { key: 'claimId', value: claimId }))
    if (mine.value.length !== count) throw new Error('lines are missing')
    ours.push(mine.millis)
    theirs.push((await clocked(() => dexie.all())).millis)
  }
  return {
    name: `reading the ${count} lines of a claim out of the register beside plain Dexie`,
    ours: times(ours),
    peer: times(theirs),
    ratio: quantile(theirs, 0.5) / quantile(ours, 0.5),
  }
}

const benchRead = async (count: number): Promise<Result[]> =>
  benchReading(
    await newOptions(`read-${count}`),
    Array.from({ length: count }, (_, index) => ({ id: newId(), fields: visitAt(index) })),
  )

Object.assign(globalThis, {
  rxdbReplication,
  runBench: async (): Promise<Result[]> => [
    await benchOne(300),
    ...(await benchMany(20_000)),
    await benchLines(5000),
    ...(await benchRead(100_000)),
    ...(await benchRead(200_000)),
  ],
})
