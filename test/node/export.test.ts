import { createHash } from 'node:crypto'
import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import Ajv2020 from 'ajv/dist/2020.js'
import { describe, expect, it } from 'vitest'
import { noteExport } from '../../src-renderer/data/exporting/note-export.ts'
import { sendExport } from '../../src-renderer/data/exporting/send-export.ts'
import { commit } from '../../src-renderer/data/writing/commit.ts'
import { declarationOf, entityNames } from '../../src-shared/domain/registry.ts'
import { deletedField } from '../../src-shared/sync/merge.ts'
import {
  aHead,
  csvOf,
  exportAll,
  exportingMain,
  jsonOf,
  newFolder,
  plant,
  plantRecords,
  recordOf,
  watching,
} from '../builders/export.ts'
import { setupStore } from '../builders/store.ts'
import { aVisit } from '../builders/visits.ts'

const filesIn = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => statSync(path.join(folder, name)).isFile())
    .map((name) => name.split(path.sep).join('/'))
    .toSorted()
const textOf = (...parts: string[]): string => readFileSync(path.join(...parts), 'utf8')
const years = ['2025', '2026']

describe('an export of all', () => {
  it('holds every record of every entity, in JSON and in CSV, as it is stored', async () => {
    const store = await setupStore()
    const planted = await plantRecords(store, 1, 6)
    const folder = await exportAll(store, exportingMain())

    for (const entity of entityNames) {
      const names = entity === 'visit' ? years.map((year) => `visit-${year}`) : [entity]
      const json = names.flatMap((name) => jsonOf(folder, name))
      const csv = names.flatMap((name) => csvOf(folder, name))
      const own = planted.filter((one) => one.entity === entity)
      expect(json.map(({ id }) => id).toSorted(), entity).toEqual(own.map(({ id }) => id).toSorted())
      for (const { id, record } of own) {
        const whole = { ...declarationOf(entity).fields.parse(record.fields), ...record.fields }
        const found = json.find((one) => one.id === id)
        expect(found, entity).toMatchObject({ state: 'shown', fields: whole })
        expect(found?.fields).toEqual(JSON.parse(JSON.stringify(whole)))
        const row = csv.find(({ recordId }) => recordId === id)
        for (const [name, value] of Object.entries(whole))
          expect(row?.[name], `${entity}.${name}`).toBe(cellOf(value))
      }
    }
  })
  const cellOf = (value: unknown): string =>
    value === null ? '' : typeof value === 'object' ? JSON.stringify(value) : String(value)

  it('passes the schemas that lie beside it, in the eyes of another validator', async () => {
    const store = await setupStore()
    await plantRecords(store, 2)
    const folder = await exportAll(store, exportingMain())
    const ajv = new Ajv2020({ strict: false, validateFormats: false })

    for (const { table, json, schema } of JSON.parse(textOf(folder, 'manifest.json')).tables) {
      const check =
        ajv.getSchema(table) ?? ajv.addSchema(JSON.parse(textOf(folder, schema)), table).getSchema(table)
      expect(check?.(JSON.parse(textOf(folder, json))), `${json}: ${JSON.stringify(check?.errors)}`).toBe(
        true,
      )
    }
    const visit = ajv.getSchema('visit')
    const [one] = jsonOf(folder, 'visit-2026')
    expect(visit?.([{ ...one, fields: { ...one?.fields, durationMin: 'ten' } }])).toBe(false)
  })
  it('says what is deleted, erased, later than this version or damaged, and leaves nothing out', async () => {
    const store = await setupStore()
    const [deleted, erased, later, damaged] = ['d', 'e', 'l', 'x'].map(
      (name) => `0190c1aa-0000-7000-8000-${name.padStart(12, '0').replace(/[^0-9a-f]/, 'b')}`,
    )
    await plant(store, [
      { entity: 'visit', id: String(deleted), record: recordOf({ ...aVisit(), [deletedField]: true }) },
      { entity: 'person', id: String(erased), record: recordOf({ [deletedField]: true }) },
      {
        entity: 'visit',
        id: String(later),
        record: recordOf({ ...aVisit(), mood: 'good', serviceLanguage: 7 }),
      },
      { entity: 'site', id: String(damaged), record: recordOf({}) },
    ])
    await store.db.table('site').update(String(damaged), { box: new Uint8Array(40) })
    const folder = await exportAll(store, exportingMain())

    const visits = new Map(jsonOf(folder, 'visit-2026').map((one) => [one.id, one]))
    expect(visits.get(String(deleted))).toMatchObject({ state: 'deleted', fields: { serviceLanguage: 'ar' } })
    expect(visits.get(String(later))).toMatchObject({ state: 'unreadable', fields: { mood: 'good' } })
    expect(csvOf(folder, 'visit-2026').find(({ recordId }) => recordId === later)?.otherFields).toBe(
      '{"mood":"good"}',
    )
    expect(jsonOf(folder, 'person')).toMatchObject([{ id: erased, state: 'erased', fields: {} }])
    expect(jsonOf(folder, 'site')).toMatchObject([{ id: damaged, state: 'damaged', fields: {} }])
  })
  it('has the audit log, with the export itself, and what is not sent yet', async () => {
    const store = await setupStore()
    const id = store.clock.newId()
    await commit(store, [{ entity: 'visit', id, kind: 'put', isNew: true, fields: aVisit() }])
    expect(await noteExport(store, 'export: plain')).toEqual({ ok: true, value: null })
    const folder = await exportAll(store, exportingMain())

    expect(jsonOf(folder, 'audit').map(({ fields }) => fields)).toMatchObject([
      { changes: [{ action: 'put', entity: 'visit', id }] },
      { remark: 'export: plain', changes: [{ action: 'exported' }] },
    ])
    expect(jsonOf(folder, 'unsent')).toMatchObject([{ fields: { entity: 'visit', id, kind: 'put' } }])
    store.workAs('coordinator')
    expect(await noteExport(store, 'export: plain')).toEqual({ ok: false, error: { kind: 'not-allowed' } })
  })
  it('gives attachments as they were, under names that every system takes, and lists the sums of all files', async () => {
    const store = await setupStore()
    const main = exportingMain()
    const bytes = new TextEncoder().encode('%PDF-1.7 lasku')
    const sha256 = await main.store.put(main.dataKey, bytes)
    const attachment = (name: string, hash: string) => ({
      entity: 'attachment' as const,
      id: store.clock.newId(),
      record: recordOf({
        claimId: store.clock.newId(),
        name,
        mediaType: 'application/pdf',
        bytes: bytes.length,
        sha256: hash,
        placement: 'merge',
        reason: null,
      }),
    })
    await plant(store, [
      attachment('CON:lasku?.pdf', sha256),
      attachment('../aux.pdf', sha256),
      attachment('poissa.pdf', '00'.repeat(32)),
    ])
    const folder = await exportAll(store, main)

    const files = jsonOf(folder, 'attachment')
      .map(({ file }) => file)
      .toSorted()
    expect(files).toEqual([
      `attachments/${sha256.slice(0, 12)}-CON_lasku_.pdf`,
      `attachments/${sha256.slice(0, 12)}-_aux.pdf`,
      null,
    ])
    expect(readFileSync(path.join(folder, String(files[0])))).toEqual(Buffer.from(bytes))
    expect(JSON.parse(textOf(folder, 'manifest.json')).attachments).toEqual({
      files: 2,
      missing: ['00'.repeat(32)],
    })
    const sums = textOf(folder, 'SHA256SUMS')
      .trimEnd()
      .split('\n')
      .map((line) => line.split('  '))
    for (const [sum, name] of sums)
      expect(
        createHash('sha256')
          .update(readFileSync(path.join(folder, String(name))))
          .digest('hex'),
        name,
      ).toBe(sum)
    expect([...sums.map(([, name]) => name), 'SHA256SUMS'].toSorted()).toEqual(filesIn(folder))
  })
  it('makes no formula of a text, and gives codes their words', async () => {
    const store = await setupStore()
    await plant(store, [
      { entity: 'visit', id: store.clock.newId(), record: recordOf(aVisit({ note: '=1+1' })) },
    ])
    const folder = await exportAll(store, exportingMain())

    expect(textOf(folder, 'data', 'visit-2026.csv')).toMatch(/;'=1\+1;/)
    expect(csvOf(folder, 'visit-2026')[0]).toMatchObject({
      note: '=1+1',
      topics: '["T05"]',
      topicsLabel: expect.stringMatching(/asuminen/i),
      serviceLanguageLabel: 'arabia',
    })
  })
})

describe('where an export goes', () => {
  it('never into the folder of the register', async () => {
    const main = exportingMain()
    const inside = path.join(main.dataFolder, 'vienti')
    mkdirSync(inside)

    for (const target of [main.dataFolder, inside])
      expect(
        await exportingMain({ dataFolder: main.dataFolder, target }).bridge.exportBegin({
          head: aHead(),
          to: 'chosen',
          recipients: [],
        }),
      ).toEqual({ kind: 'inside' })
  })
  it('beside what is there: an earlier export and foreign files stay as they are', async () => {
    const store = await setupStore()
    await plantRecords(store, 3, 1)
    const main = exportingMain()
    writeFileSync(path.join(main.target, 'oma.txt'), 'oma')
    const first = await exportAll(store, main)
    const before = filesIn(first).map((name) => [name, textOf(first, name)])

    const second = await exportAll(store, main)

    expect([path.basename(first), path.basename(second)]).toEqual([
      'alpo-desk-2026-11-27',
      'alpo-desk-2026-11-27-2',
    ])
    expect(filesIn(first).map((name) => [name, textOf(first, name)])).toEqual(before)
    expect(textOf(main.target, 'oma.txt')).toBe('oma')
    expect(readdirSync(main.target).filter((name) => name.endsWith('.part'))).toEqual([])
  })
  it('leaves nothing when a person stops it, when the register is locked, or when the folder goes', async () => {
    const store = await setupStore()
    await plantRecords(store, 4, 2)
    const stopped = exportingMain()
    const begun = await stopped.bridge.exportBegin({ head: aHead(), to: 'chosen', recipients: [] })
    if (begun.kind !== 'begun') throw new Error(begun.kind)
    const stopping = new AbortController()
    const outcome = await sendExport(store, stopped.bridge, begun.job, {
      signal: stopping.signal,
      onProgress: () => stopping.abort(),
    })
    expect(outcome).toEqual({ kind: 'cancelled' })
    expect(readdirSync(stopped.target)).toEqual([])

    const locked = exportingMain()
    const job = await locked.bridge.exportBegin({ head: aHead(), to: 'chosen', recipients: [] })
    if (job.kind !== 'begun') throw new Error(job.kind)
    locked.lock()
    expect(await sendExport(store, locked.bridge, job.job, watching())).toEqual({
      kind: 'failed',
      reason: 'gone',
    })
    await expect.poll(() => readdirSync(locked.target)).toEqual([])

    expect(
      await exportingMain({ target: path.join(newFolder(), 'x\0') }).bridge.exportBegin({
        head: aHead(),
        to: 'chosen',
        recipients: [],
      }),
    ).toEqual({ kind: 'failed', reason: 'not-writable' })
  })
})
