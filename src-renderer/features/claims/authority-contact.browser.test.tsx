import { beforeEach, expect, it } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { setupStore } from '../../../test/builders/store.ts'
import { hear, show, t } from '../../../test/window/show.tsx'
import { listRows } from '../../data/records/records.ts'
import type { Store } from '../../data/register/store.ts'
import { commit } from '../../data/writing/commit.ts'
import { AuthorityContact } from './authority-contact.tsx'

const name = { fi: 'Elinvoimakeskus', sv: 'Livskraftscentralen', en: 'Economic centre' }
const card = {
  ...{ nameFi: name.fi, nameSv: name.sv, nameEn: name.en, forFi: '', forSv: '', forEn: '' },
  ...{ phone: '029', web: '', address: 'Katu 1', isUrgent: false },
}
const phone = page.getByRole('textbox', { name: t('contacts.phone') })
let store: Store
beforeEach(async () => {
  store = await setupStore()
  show(<AuthorityContact name={name} />, store)
})
const openForm = () =>
  userEvent.click(page.getByRole('button', { name: t('claims.contactOf', { name: name.fi }) }))
const putCard = (fields: Partial<typeof card>) =>
  commit(store, [{ entity: 'contactCard', id: '11111111-1111-4111-8111-111111111111', kind: 'put', fields }])
const cards = async () => (await listRows(store, 'contactCard')).map(({ fields }) => fields)

it('an authority has one card, also when another device makes it while somebody types', async () => {
  await openForm()
  await userEvent.fill(phone, '0295')
  await putCard(card)

  await userEvent.click(page.getByRole('button', { name: t('common.save') }))

  await hear(t('admin.saved'))
  expect(await cards()).toEqual([{ ...card, phone: '0295' }])
})
