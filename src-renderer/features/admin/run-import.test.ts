import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { ImportDefaults } from '../../../src-shared/domain/visits/visit-import.ts'
import { defaultChoice, withHeadings } from '../../../src-shared/sheets/join-sheets.ts'
import type { SheetCell } from '../../../src-shared/sheets/sheet-cell.ts'
import { setupStore } from '../../../test/builders/store.ts'
import { aSite, aVisit } from '../../../test/builders/visits.ts'
import { listRows } from '../../data/records/records.ts'
import type { Store } from '../../data/register/store.ts'
import { commit } from '../../data/writing/commit.ts'
import { type PickedSheet, takeOf } from '../../platform/pick-sheet.ts'
import { startMapping } from './import-source.ts'
import { dryRun, type ImportOutcome, listImports, runImport, undoImport } from './run-import.ts'

const siteId = '11111111-1111-4111-8111-111111111111'
const defaults: ImportDefaults = {
  siteId,
  channel: 'in-person',
  setting: 'walk-in',
  serviceLanguage: 'fi',
  topics: [],
  outcome: 'resolved',
  startTime: '12:00',
}
const mapping = { date: 0, topics: 1, count: 2 }
const goOn = () => true

function aSheet(...rows: readonly SheetCell[][]): PickedSheet {
  const lines = [['Päivä', 'Aiheet', 'Määrä'], ...rows].map((cells, at) => ({
    line: at + 1,
    cells,
    mark: null,
  }))
  const sheets = [withHeadings({ name: '', isHidden: false, hiddenColumns: [] }, lines)]
  const file = { name: 'tukkimies.csv', encoding: 'utf-8', unreadable: { count: 0, lines: [] }, sheets }
  return takeOf(file, defaultChoice(sheets))
}
async function setup(): Promise<Store> {
  const store = await setupStore()
  await commit(store, [{ entity: 'site', id: siteId, kind: 'put', fields: aSite(), isNew: true }])
  return store
}
const shown = async (store: Store) =>
  new Map((await listRows(store, 'visit')).map(({ id, fields }) => [id, fields]))
const someVisits = (count: number) => Array.from({ length: count }, () => aVisit())
const onlyImport = async (store: Store) => {
  const [record] = await listImports(store)
  if (!record) throw new Error('no import is listed')
  return record
}

describe('dryRun', () => {
  it('tells what would come in and what would not, with its line, and stores nothing', async () => {
    const store = await setup()
    const sheet = aSheet(['24.3.2026', 'T05', '3'], ['31.2.2026', 'T05', '1'], ['25.3.2026', 'uinti', ''])

    const { visits, problems } = dryRun(store, sheet, mapping, defaults)

    expect(visits.map(({ date, topics }) => [date, topics])).toEqual(
      Array.from({ length: 3 }, () => ['2026-03-24', ['T05']]),
    )
    expect(problems).toEqual([
      { sheet: '', line: 3, problems: [{ id: 'shape', field: 'date', text: '31.2.2026' }] },
      { sheet: '', line: 4, problems: [{ id: 'shape', field: 'topics', text: 'uinti' }] },
    ])
    expect(await shown(store)).toEqual(new Map())
  })
})

describe('runImport', () => {
  it('stores each visit that the dry run found, and remembers columns and import', async () => {
    const store = await setup()
    const sheet = aSheet(['24.3.2026', 'T05', '3'], ['25.3.2026', 'T01', ''])
    const { visits } = dryRun(store, sheet, mapping, defaults)

    const done = await runImport(store, sheet, mapping, visits, goOn)

    expect(done).toEqual({ kind: 'done', count: 4 })
    const record = await onlyImport(store)
    const stored = await shown(store)
    expect(record).toMatchObject({ name: 'tukkimies.csv', ids: [...record.ids] })
    expect(record.ids.map((id) => stored.get(id))).toEqual(visits)
    expect(await startMapping(store, sheet, (target) => target)).toEqual(mapping)
  })

  it('stops between two batches: what is stored by then stays, and can be undone', async () => {
    const store = await setup()

    const done = await runImport(store, aSheet(), mapping, someVisits(2001), ({ done }) => done === 0)

    expect(done).toEqual({ kind: 'stopped', count: 2000 })
    expect((await shown(store)).size).toBe(2000)
    const undone = await undoImport(store, await onlyImport(store), goOn)
    expect(undone).toEqual({ kind: 'done', count: 2000 })
    expect((await shown(store)).size).toBe(0)
  })

  it.each<[string, (store: Store) => Promise<ImportOutcome>]>([
    [
      'was stopped before it began',
      (store) => runImport(store, aSheet(), mapping, someVisits(2), () => false),
    ],
    [
      'may not be saved',
      (store) => runImport(Object.assign(store, { role: 'viewer' }), aSheet(), mapping, someVisits(2), goOn),
    ],
  ])('leaves nothing to undo of an import that %s', async (_, run) => {
    const store = await setup()

    expect((await run(store)).count).toBe(0)
    expect(await listImports(store)).toEqual([])
    expect(await shown(store)).toEqual(new Map())
  })
})

describe('undoImport', () => {
  it('leaves what was there before, whatever became of the imported visits meanwhile', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.nat(3),
        fc.array(fc.constantFrom('kept', 'deleted', 'changed'), { minLength: 1, maxLength: 6 }),
        async (earlier, fates) => {
          const store = await setup()
          await runImport(store, aSheet(), mapping, someVisits(earlier), goOn)
          const before = await shown(store)
          await runImport(store, aSheet(), mapping, someVisits(fates.length), goOn)
          const record = (await listImports(store)).at(-1)
          for (const [at, id] of (record?.ids ?? []).entries()) {
            if (fates[at] === 'deleted') await commit(store, [{ entity: 'visit', id, kind: 'delete' }])
            if (fates[at] === 'changed')
              await commit(store, [{ entity: 'visit', id, kind: 'put', fields: { topics: ['T01'] } }])
          }

          const undone = record && (await undoImport(store, record, goOn))

          expect(undone).toEqual({ kind: 'done', count: fates.filter((fate) => fate !== 'deleted').length })
          expect(await shown(store)).toEqual(before)
          expect(await listImports(store)).toHaveLength(earlier > 0 ? 1 : 0)
        },
      ),
      { numRuns: 15 },
    )
  })

  it('keeps an import that was not undone whole on the list', async () => {
    const store = await setup()
    await runImport(store, aSheet(), mapping, someVisits(2), goOn)

    const undone = await undoImport(store, await onlyImport(store), () => false)

    expect(undone).toEqual({ kind: 'stopped', count: 0 })
    expect((await onlyImport(store)).ids).toHaveLength(2)
  })
})
