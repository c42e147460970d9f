import { createDecipheriv, hkdfSync } from 'node:crypto'
import { crc32 } from 'node:zlib'
import { decode } from 'cborg'
import { expect, it } from 'vitest'
import { encodeAct } from '../../src-shared/journal/act.ts'
import { createCrashDisk } from '../../test/builders/crash-disk.ts'
import { opened } from '../../test/builders/journal.ts'
import { journalKeysOf } from './format/header.ts'

/**
 * A reader made from docs/journal.md alone: it shares nothing with the journal but Node's ciphers and a CBOR library. What
 * it cannot read, the page does not say.
 */
type Act = {
  clears?: string[]
  deletes?: Record<string, unknown[]>
  puts?: Record<string, Record<string, unknown>[]>
  keys?: Record<string, string | string[]>
}
const open = (key: Uint8Array, nonce: Buffer, box: Buffer, tag: Buffer, bound: Buffer): Buffer => {
  const decipher = createDecipheriv('aes-256-gcm', key, nonce).setAAD(bound).setAuthTag(tag)
  return Buffer.concat([decipher.update(box), decipher.final()])
}
const number = (bytes: Buffer, at: number): number => Number(bytes.readBigUInt64BE(at))

function* framesOf(bytes: Buffer, key: Uint8Array) {
  expect(bytes.toString('latin1', 0, 8)).toBe('ALPOJRNL')
  expect(bytes.readUInt16BE(8)).toBe(1)
  expect(crc32(bytes.subarray(0, 124))).toBe(bytes.readUInt32BE(124))
  open(key, bytes.subarray(96, 108), Buffer.alloc(0), bytes.subarray(108, 124), bytes.subarray(0, 96))
  const isLog = bytes[10] === 1
  let before = isLog ? bytes.subarray(80, 96) : Buffer.alloc(16)
  let n = isLog ? number(bytes, 20) : 1
  for (let at = 128; at < bytes.length; n++) {
    const length = bytes.readUInt32BE(at + 4)
    const frame = bytes.subarray(at, at + 76 + length)
    expect(frame.toString('latin1', 0, 4)).toBe('ALPF')
    expect(crc32(frame.subarray(0, 72 + length))).toBe(frame.readUInt32BE(72 + length))
    expect(number(frame, 12)).toBe(n)
    expect(frame.subarray(28, 44)).toEqual(before)
    const tag = frame.subarray(56 + length, 72 + length)
    const bound = Buffer.concat([bytes.subarray(8, 80), frame.subarray(8, 44)])
    const payload = open(key, frame.subarray(44, 56), frame.subarray(56, 56 + length), tag, bound)
    yield { kind: frame.readUInt32BE(8), n, payload }
    before = tag
    at += frame.length
  }
}

function readAll(files: ReadonlyMap<string, Buffer>, dataKey: Uint8Array) {
  const key = new Uint8Array(hkdfSync('sha256', dataKey, '', 'alpo-desk/journal', 32))
  const names = [...files.keys()].toSorted()
  const snapshot = names.findLast((name) => name.endsWith('.snapshot'))
  const first = snapshot?.slice(0, 10) ?? ''
  const logs = names.filter((name) => name.endsWith('.log') && name.slice(0, 10) >= first)
  const framesIn = (name: string) => [...framesOf(files.get(name) ?? Buffer.alloc(0), key)]
  const inLogs = logs.flatMap(framesIn)
  const never = new Set(inLogs.filter(({ kind }) => kind === 2).map(({ payload }) => number(payload, 0)))
  const rows = snapshot ? framesIn(snapshot) : []
  if (snapshot) expect(rows.at(-1)?.kind).toBe(4)
  const tables: Record<string, Record<string, unknown>> = {}
  const acts = [
    ...rows.filter(({ kind }) => kind === 3),
    ...inLogs.filter(({ kind, n }) => kind === 1 && !never.has(n)),
  ]
  for (const { payload } of acts) apply(tables, decode(payload))
  return tables
}

function apply(tables: Record<string, Record<string, unknown>>, { clears, deletes, puts, keys }: Act): void {
  for (const table of clears ?? []) tables[table] = {}
  for (const [table, gone] of Object.entries(deletes ?? {}))
    for (const key of gone) delete tables[table]?.[JSON.stringify(key)]
  for (const [table, put] of Object.entries(puts ?? {}))
    for (const row of put) {
      const path = keys?.[table] ?? 'id'
      const key = typeof path === 'string' ? row[path] : path.map((part) => row[part])
      tables[table] = { ...tables[table], [JSON.stringify(key)]: row }
    }
}

it('docs/journal.md is enough to read a journal, before and after a compaction', async () => {
  const dataKey = new Uint8Array(32).fill(9)
  const disk = createCrashDisk()
  const { journal } = await opened(
    disk.files,
    journalKeysOf({ keyId: '0a1b2c3d4e5f', dataKey }, 'a register'),
  )
  const append = async (act: Parameters<typeof encodeAct>[0]): Promise<number> => {
    const n = await journal.append(encodeAct(act))
    journal.settle(n)
    return n
  }
  await append({
    puts: {
      visit: [
        { id: 'a', box: new Uint8Array([1]) },
        { id: 'b', months: ['2026-11'] },
      ],
    },
  })
  await append({ puts: { outbox: [{ n: 1 }] }, keys: { outbox: 'n' } })
  await journal.takeBack(await append({ puts: { visit: [{ id: 'c' }] } }))
  await append({
    deletes: { visit: ['b'] },
    puts: { foreign: [{ e: 'x', i: 1 }] },
    keys: { foreign: ['e', 'i'] },
  })
  const expected = {
    visit: { '"a"': { id: 'a', box: new Uint8Array([1]) } },
    outbox: { '1': { n: 1 } },
    foreign: { '["x",1]': { e: 'x', i: 1 } },
  }

  expect(readAll(disk.content(), dataKey)).toEqual(expected)
  await journal.compact('now')
  expect(readAll(disk.content(), dataKey)).toEqual(expected)
  await append({ clears: ['outbox'], puts: { visit: [{ id: 'd' }] } })
  expect(readAll(disk.content(), dataKey)).toEqual({
    ...expected,
    outbox: {},
    visit: { ...expected.visit, '"d"': { id: 'd' } },
  })
})
