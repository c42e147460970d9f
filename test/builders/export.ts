import { existsSync, mkdtempSync, readdirSync, readFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { Decrypter, generateX25519Identity, identityToRecipient } from 'age-encryption'
import { unzipSync } from 'fflate'
import Papa from 'papaparse'
import type { z } from 'zod'
import { systemDisk } from '../../src-main/export/disk/export-disk.ts'
import { createExportHandlers } from '../../src-main/export/handlers.ts'
import type { Shell } from '../../src-main/shell/shell.ts'
import { createAttachmentStore } from '../../src-main/stored-files/store.ts'
import { sendExport } from '../../src-renderer/data/exporting/send-export.ts'
import type { Store } from '../../src-renderer/data/register/store.ts'
import { writeChanges } from '../../src-renderer/data/writing/write-changes.ts'
import type { Bridge } from '../../src-shared/bridge/calls.ts'
import { type ExportHead, exportCalls } from '../../src-shared/bridge/export-calls.ts'
import { type EntityName, entityNames } from '../../src-shared/domain/registry.ts'
import { emptyRecord, type RecordState } from '../../src-shared/sync/merge.ts'
import { Json } from '../../src-shared/sync/operation.ts'
import { randomOf } from '../sim/random.ts'
import { anyFields } from './any-record.ts'

export type ExportBridge = Pick<Bridge, keyof typeof exportCalls>
export const newFolder = (): string => mkdtempSync(path.join(os.tmpdir(), 'alpo-export-'))
export const aHead = (over: Partial<ExportHead> = {}): ExportHead => ({
  organisation: 'Esimerkkikunta',
  date: '2026-11-27',
  language: 'fi',
  codes: [],
  headings: {},
  ...over,
})

/** Carries a call as the bridge does: JSON, checked at both ends. */
const checked =
  <I extends z.ZodType, O extends z.ZodType>(
    { input, output }: { readonly input: I; readonly output: O },
    run: (input: z.output<I>) => unknown,
  ) =>
  async (given: z.input<I>): Promise<z.output<O>> =>
    output.parse(await run(input.parse(JSON.parse(JSON.stringify(given)))))

/** The main process of one device, with what it is asked and what it answers checked as by the bridge. */
export function exportingMain({
  target = newFolder(),
  dataFolder = newFolder(),
  dataKey = new Uint8Array(32).fill(7),
  disk = systemDisk,
} = {}) {
  let key: Uint8Array | null = dataKey
  const store = createAttachmentStore(dataFolder)
  const shell: Pick<Shell, 'pickTarget'> = { pickTarget: async () => target }
  const { handlers, forget } = createExportHandlers({
    shell,
    store,
    dataFolder,
    version: '0.1.0',
    resources: 'resources',
    disk,
    opened: () => key && { userId: 'u', keyId: 'k1', dataKey: key },
  })
  const bridge: ExportBridge = {
    exportBegin: checked(exportCalls.exportBegin, handlers.exportBegin),
    exportFiles: checked(exportCalls.exportFiles, handlers.exportFiles),
    exportPart: checked(exportCalls.exportPart, handlers.exportPart),
    exportRows: checked(exportCalls.exportRows, handlers.exportRows),
    exportEnd: checked(exportCalls.exportEnd, handlers.exportEnd),
    keptExport: checked(exportCalls.keptExport, handlers.keptExport),
    keptExportSet: checked(exportCalls.keptExportSet, handlers.keptExportSet),
    keptExportEnd: checked(exportCalls.keptExportEnd, handlers.keptExportEnd),
    exportCancel: checked(exportCalls.exportCancel, handlers.exportCancel),
  }
  const lock = (): void => {
    key = null
    forget()
  }
  return { bridge, store, dataFolder, target, dataKey, lock }
}
export type ExportingMain = ReturnType<typeof exportingMain>

/** Exports all of a register, and gives the folder. */
export async function exportAll(
  store: Store,
  main: ExportingMain,
  recipients: readonly string[] = [],
): Promise<string> {
  const begun = await main.bridge.exportBegin({ head: aHead(), to: 'chosen', recipients: [...recipients] })
  if (begun.kind !== 'begun') throw new Error(begun.kind)
  const ended = await sendExport(store, main.bridge, begun.job, watching())
  if (ended.kind !== 'done') throw new Error(JSON.stringify(ended))
  return path.join(main.target, ended.name)
}
export const watching = () => ({ signal: new AbortController().signal, onProgress: () => undefined })

export type Planted = { readonly entity: EntityName; readonly id: string; readonly record: RecordState }

/** Records of every entity with any values, as if they had been saved. */
export async function plantRecords(store: Store, seed: number, count = 4): Promise<readonly Planted[]> {
  const random = randomOf(seed)
  const planted = entityNames.flatMap((entity) =>
    Array.from(
      { length: count },
      (): Planted => ({ entity, id: random.uuid(), record: recordOf(anyFields(entity, random)) }),
    ),
  )
  await plant(store, planted)
  return planted
}
export const plant = (store: Store, planted: readonly Planted[]): Promise<void> =>
  store.exclusive(() =>
    writeChanges(store, {
      changes: planted.map(({ entity, id, record }) => ({
        entity,
        id,
        before: emptyRecord,
        after: record,
        block: null,
      })),
    }),
  )
export const recordOf = (fields: object): RecordState => ({
  ...emptyRecord,
  fields: Object.fromEntries(Object.entries(fields).map(([name, value]) => [name, Json.parse(value)])),
  history: [
    {
      deviceId: 'd',
      n: 1,
      seq: null,
      actor: 'a',
      at: '2026-11-24T08:00:00.000Z',
      kind: 'put',
      fields: Object.keys(fields),
    },
  ],
})

type Read = {
  readonly id: string
  readonly state: string
  readonly fields: Readonly<Record<string, unknown>>
  readonly file?: string | null
}
export const jsonOf = (folder: string, name: string): readonly Read[] =>
  existsSync(path.join(folder, 'data', `${name}.json`))
    ? JSON.parse(readFileSync(path.join(folder, 'data', `${name}.json`), 'utf8'))
    : []

/** The rows of a CSV file by their headings, read as docs/export.md says. */
export function csvOf(folder: string, name: string): readonly Readonly<Record<string, string>>[] {
  const text = readFileSync(path.join(folder, 'data', `${name}.csv`), 'utf8')
  const { data, errors } = Papa.parse<Record<string, string>>(text.replace(/^\uFEFF/, ''), {
    header: true,
    delimiter: ';',
    skipEmptyLines: true,
  })
  if (errors.length > 0) throw new Error(JSON.stringify(errors[0]))
  return data.map((row) =>
    Object.fromEntries(
      Object.entries(row).map(([key, cell]) => [key, cell.startsWith("'") ? cell.slice(1) : cell]),
    ),
  )
}

export type Opened = ReadonlyMap<string, Uint8Array>
/** All files of the archives of a folder, opened by whatever opens an archive. */
export async function openAll(
  folder: string,
  open: (file: string) => Promise<Uint8Array>,
  names: readonly string[] = readdirSync(folder).filter((one) => one.endsWith('.age')),
): Promise<Opened> {
  const files = new Map<string, Uint8Array>()
  for (const name of names)
    for (const [inside, bytes] of Object.entries(unzipSync(await open(path.join(folder, name)))))
      files.set(inside, bytes)
  return files
}
export const byLibrary =
  (identity: string) =>
  async (file: string): Promise<Uint8Array> => {
    const decrypter = new Decrypter()
    decrypter.addIdentity(identity)
    return decrypter.decrypt(new Uint8Array(readFileSync(file)))
  }
export const textIn = (files: Opened, name: string): string => new TextDecoder().decode(files.get(name))
export async function twoKeys() {
  const identities = [await generateX25519Identity(), await generateX25519Identity()] as const
  return { identities, recipients: await Promise.all(identities.map((one) => identityToRecipient(one))) }
}
