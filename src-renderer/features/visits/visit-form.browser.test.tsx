import { beforeEach, describe, expect, it } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { setupStore } from '../../../test/builders/store.ts'
import { aSite, aVisit } from '../../../test/builders/visits.ts'
import { hear, show, t } from '../../../test/window/show.tsx'
import { listRows } from '../../data/records/records.ts'
import type { Store } from '../../data/register/store.ts'
import { commit } from '../../data/writing/commit.ts'
import { today } from '../../platform/clock.ts'
import { VisitsScreen } from './visits-screen.tsx'

const siteId = '11111111-1111-4111-8111-111111111111'
const languages = page.getByRole('combobox', { name: t('visits.serviceLanguage'), exact: true })
const topics = page.getByRole('combobox', { name: t('visits.topics') })
const measures = page.getByRole('combobox', { name: t('visits.measures') })
const chosenTopics = page.getByRole('list', { name: t('visits.topics') })
const option = page.getByRole('listbox').getByRole('option').first()
const status = page.getByRole('status')

let store: Store
beforeEach(async () => {
  store = await setupStore({ today })
  await commit(store, [{ entity: 'site', id: siteId, kind: 'put', fields: aSite(), isNew: true }])
  show(<VisitsScreen />, store)
  await expect.element(languages).toHaveFocus()
})

/** Types into the field that has the focus, and takes the first match. */
async function choose(text: string): Promise<void> {
  await userEvent.keyboard(text)
  await expect.element(option).toBeVisible()
  await userEvent.keyboard('{Enter}')
  await expect.element(page.getByRole('listbox')).not.toBeInTheDocument()
}
async function fillIn(): Promise<void> {
  await choose('somali')
  await expect.element(topics).toHaveFocus()
  await choose('asuminen')
  await userEvent.keyboard('{Tab}')
  await expect.element(measures).toHaveFocus()
  await choose('neuvonta')
}
const stored = async () => (await listRows(store, 'visit')).map(({ fields }) => fields)
const save = '{Control>}{Enter}{/Control}'

describe('the form of visits', () => {
  it('logs a visit by the keyboard alone, and is empty for the next one', async () => {
    await fillIn()
    await userEvent.keyboard(save)

    await hear(t('visits.saved'))
    expect(await stored()).toMatchObject([
      {
        serviceLanguage: 'so',
        topics: ['T05'],
        siteId,
        date: today(),
        completeness: 'complete',
        partySize: 1,
      },
    ])
    await expect.element(chosenTopics).not.toBeInTheDocument()
    await expect.element(languages).toHaveFocus()
    await expect.element(page.getByRole('cell', { name: /somali/ })).toBeVisible()
  })

  it('says at the field what keeps a visit from being saved, and stores nothing', async () => {
    await userEvent.keyboard(save)

    await expect.element(topics).toBeInvalid()
    await expect.element(page.getByRole('alert').first()).toBeVisible()
    expect(await stored()).toEqual([])
  })

  it('takes the same matter again for somebody else', async () => {
    await fillIn()
    await userEvent.keyboard('{Control>}{Shift>}{Enter}{/Shift}{/Control}')

    await hear(t('visits.saved'))
    await expect.element(chosenTopics.getByRole('listitem')).toHaveTextContent('asuminen ×')
    await expect.element(languages).toHaveValue('somali')
  })

  it('asks for language and topic only in a tally', async () => {
    await userEvent.keyboard('{F2}')

    await expect.element(page.getByRole('heading', { name: t('visits.tally') })).toBeVisible()
    await expect.element(measures).not.toBeInTheDocument()
    await choose('arabia')
    await choose('asuminen')
    await userEvent.keyboard(save)
    await hear(t('visits.saved'))
    expect(await stored()).toMatchObject([{ completeness: 'quick', measures: [], outcome: 'not-known' }])
  })

  it('keeps what was typed as a draft, and lets it be thrown away and be taken back', async () => {
    await choose('somali')
    await choose('asuminen')
    expect(store.forms.names()).toEqual(['visit/new'])

    await userEvent.click(page.getByRole('button', { name: t('visits.clear') }))
    await expect.element(chosenTopics).not.toBeInTheDocument()
    expect(store.forms.names()).toEqual([])
    await userEvent.click(status.getByRole('button', { name: t('common.undo') }))

    await expect.element(chosenTopics.getByRole('listitem')).toHaveTextContent('asuminen ×')
  })

  it('writes of a corrected visit only the fields that were changed', async () => {
    const fields = aVisit({ date: today(), userId: store.userId })
    const id = store.clock.newId()
    await commit(store, [{ entity: 'visit', id, kind: 'put', fields, isNew: true }])
    await userEvent.click(page.getByRole('button', { name: new RegExp(`^${t('common.edit')}`) }))
    await expect.element(page.getByRole('heading', { name: t('visits.editing') })).toBeVisible()
    // somebody else changes another field meanwhile
    await commit(store, [{ entity: 'visit', id, kind: 'put', fields: { outcome: 'continues' } }])

    await userEvent.click(topics)
    await choose('T01')
    await userEvent.keyboard(save)

    await hear(t('visits.saved'))
    expect(await stored()).toMatchObject([{ topics: ['T05', 'T01'], outcome: 'continues' }])
  })
  it('is there for those who may write, and for nobody else', async () => {
    store.workAs('viewer')
    store.changed()

    await expect.element(languages).not.toBeInTheDocument()
    await expect.element(page.getByRole('heading', { name: t('visits.list') })).toBeVisible()
  })
})
