import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { decodeAct, encodeAct, keyOf, placeOf } from '../../../src-shared/journal/act.ts'
import { anAct, backupKeys } from '../../../test/builders/backup.ts'
import { type Random, randomOf } from '../../../test/sim/random.ts'
import type { Chunk } from '../format/backup-file.ts'
import { contentId } from '../format/record.ts'
import { encodeRows, readRawAct } from './act-rows.ts'
import { type ChangedRows, follow } from './changed-rows.ts'
import { mergeChunks } from './merge.ts'

/** Blobs in memory. */
function aStore() {
  const blobs = new Map<string, Uint8Array>()
  const reads: string[] = []
  return {
    reads,
    load: async ({ id }: Chunk) => {
      reads.push(id)
      return blobs.get(id) ?? new Uint8Array()
    },
    keep: async (content: Uint8Array) => {
      const id = contentId(backupKeys, 'rows', content)
      blobs.set(id, content)
      return id
    },
  }
}
const followed = (acts: readonly Uint8Array[]): ChangedRows => {
  const changed: ChangedRows = new Map()
  for (const bytes of acts) {
    const act = readRawAct(bytes)
    if (act) follow(changed, act)
  }
  return changed
}
const someActs = (random: Random, count: number) =>
  Array.from({ length: count }, () => encodeAct(anAct(random)))

describe('rows of an act', () => {
  it('are those that decoding gives, byte for byte', () => {
    fc.assert(
      fc.property(fc.integer(), (seed) => {
        const bytes = encodeAct(anAct(randomOf(seed)))
        const act = decodeAct(bytes)
        const raw = readRawAct(bytes)

        for (const [table, rows] of Object.entries(act?.puts ?? {})) {
          const own = raw?.puts.get(table) ?? []
          const again = decodeAct(encodeRows(table, raw?.keys[table], own))
          expect(again?.puts).toEqual({ [table]: rows })
          expect(own.map(({ place }) => place)).toEqual(
            rows.map((row) => placeOf(table, keyOf({ keys: act?.keys ?? {} }, table, row))),
          )
        }
        expect(raw?.clears).toEqual(act?.clears)
        expect([...(raw?.deletes ?? [])].length).toBe(Object.keys(act?.deletes ?? {}).length)
      }),
    )
  })
  it('are none where the bytes are no act, whatever these are', () => {
    const act = encodeAct({ puts: { visit: [{ id: 'a', box: new Uint8Array(50) }] } })

    for (let length = 0; length < act.length; length++) expect(readRawAct(act.subarray(0, length))).toBeNull()
    expect(readRawAct(Buffer.from('9bffffffffffffffff', 'hex'))).toBeNull()
    expect(readRawAct(Buffer.from('a16470757473a1657669736974', 'hex'))).toBeNull()
    fc.assert(fc.property(fc.uint8Array({ maxLength: 60 }), (bytes) => void readRawAct(bytes)))
  })
})

describe('chunks', () => {
  it('are the same whether rows are parted at once or changed step by step', async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer(), async (seed) => {
        const random = randomOf(seed)
        const store = aStore()
        const acts: Uint8Array[] = []
        let chunks: readonly Chunk[] = []
        for (let day = 0; day < 3; day++) {
          const today = someActs(random, 1 + random.below(40))
          acts.push(...today)
          chunks = await mergeChunks(chunks, followed(today), store.load, store.keep)
        }

        const atOnce = await mergeChunks([], followed(acts), store.load, store.keep)

        expect(chunks).toEqual(atOnce)
      }),
      { numRuns: 40 },
    )
  })
  it('that no change touches are not read', async () => {
    const store = aStore()
    const acts = someActs(randomOf(1), 400)
    const chunks = await mergeChunks([], followed(acts), store.load, store.keep)
    const one = encodeAct({ puts: { audit: [{ seq: 399, box: new Uint8Array(3) }] }, keys: { audit: 'seq' } })

    const after = await mergeChunks(chunks, followed([one]), store.load, store.keep)

    expect(chunks.length).toBeGreaterThan(20)
    expect(store.reads.length).toBeLessThan(3)
    expect(after.filter(({ id }) => !chunks.some((chunk) => chunk.id === id)).length).toBeLessThan(3)
  })
})
