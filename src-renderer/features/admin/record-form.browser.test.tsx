import { beforeEach, describe, expect, it } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { setupStore } from '../../../test/builders/store.ts'
import { aSite } from '../../../test/builders/visits.ts'
import { hear, show, t } from '../../../test/window/show.tsx'
import type { Store } from '../../data/register/store.ts'
import { commit } from '../../data/writing/commit.ts'
import { SitesSection } from './sites-section.tsx'

const siteId = '11111111-1111-4111-8111-111111111111'
const name = page.getByRole('textbox', { name: t('admin.name') })
const press = (button: string) => userEvent.click(page.getByRole('button', { name: button, exact: true }))
const edit = (site: string) => press(`${t('common.edit')} ${site}`)

let store: Store
/** Ends the writing of an act whose records are on the disk already; at once unless a test holds it up. */
let end: Promise<void>
const change = (fields: Partial<ReturnType<typeof aSite>>) =>
  commit(store, [{ entity: 'site', id: siteId, kind: 'put', fields }])
/** The form of a site is open, and nobody has typed in it. */
beforeEach(async () => {
  end = Promise.resolve()
  store = await setupStore({ keepMark: () => end })
  await commit(store, [
    { entity: 'site', id: siteId, kind: 'put', fields: aSite({ name: 'Kirjasto' }), isNew: true },
  ])
  show(<SitesSection />, store)
  await edit('Kirjasto')
  await expect.element(name).toHaveValue('Kirjasto')
})

describe('the form of a record', () => {
  it('shows the record as it is now while nobody types in it', async () => {
    await change({ name: 'Pääkirjasto' })

    await expect.element(name).toHaveValue('Pääkirjasto')
  })

  it('keeps what somebody types when the record changes, and writes no more than that', async () => {
    await userEvent.fill(name, 'Asemakirjasto')
    await change({ name: 'Pääkirjasto', defaultLanguage: 'sv' })

    await expect.element(name).toHaveValue('Asemakirjasto')
    await press(t('common.save'))

    await hear(t('admin.saved'))
    expect(store.reference.sites.get(siteId)).toMatchObject({ name: 'Asemakirjasto', defaultLanguage: 'sv' })
  })

  it('says that it is saved once it is, not what was said of the save before', async () => {
    await userEvent.fill(name, 'Asemakirjasto')
    await press(t('common.save'))
    await hear(t('admin.saved'))
    const ended = Promise.withResolvers<void>()
    end = ended.promise
    await edit('Asemakirjasto')
    await userEvent.fill(name, 'Pääkirjasto')
    await press(t('common.save'))

    await expect.poll(() => store.reference.sites.get(siteId)?.name).toBe('Pääkirjasto')
    expect(page.getByRole('status').element().textContent).not.toContain(t('admin.saved'))

    ended.resolve()
    await hear(t('admin.saved'))
  })
})
