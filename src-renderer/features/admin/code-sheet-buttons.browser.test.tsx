import { expect, it } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { codeSheetHeadings, codesToRows } from '../../../src-shared/domain/organisation/code-set-sheet.ts'
import { setupStore } from '../../../test/builders/store.ts'
import { pickedSheets } from '../../../test/window/picked-sheets.ts'
import { answer, hear, show, t } from '../../../test/window/show.tsx'
import { listRows } from '../../data/records/records.ts'
import { commit } from '../../data/writing/commit.ts'
import { CodeSheetButtons } from './code-sheet-buttons.tsx'

const own = {
  ...{ set: 'topic', code: 'X1', fi: 'Oma', sv: 'Egen', en: 'Own' },
  ...{ validFrom: '2026-01-01', validTo: null, national: 'T05' },
}

it('a code from a sheet has one record, also when another device makes it while the file is chosen', async () => {
  const store = await setupStore()
  const sheet = [[...codeSheetHeadings], ...codesToRows([...store.reference.codes.all('topic'), own])]
  const picked = pickedSheets({ '': sheet })
  answer({
    ...picked,
    pickSheet: async (input) => {
      const id = '11111111-1111-4111-8111-111111111111'
      const fields = { ...own, fi: 'Toisen laitteen' }
      await commit(store, [{ entity: 'codeValue', id, kind: 'put', fields, isNew: true }])
      return picked.pickSheet(input)
    },
  })
  show(<CodeSheetButtons set="topic" />, store)

  await userEvent.click(page.getByRole('button', { name: t('codes.import') }))

  await hear(t('codes.imported', { count: 1 }))
  expect((await listRows(store, 'codeValue')).map(({ fields }) => fields)).toEqual([own])
})
