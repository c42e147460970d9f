import { beforeEach, describe, expect, it } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { setupStore } from '../../../test/builders/store.ts'
import { aSite } from '../../../test/builders/visits.ts'
import { answer, hear, show, t } from '../../../test/window/show.tsx'
import { readRow } from '../../data/records/records.ts'
import type { Store } from '../../data/register/store.ts'
import { listSetAside } from '../../data/sealing/set-aside-row.ts'
import { nextToSend, noteOutcomes } from '../../data/syncing/outbox.ts'
import { commit } from '../../data/writing/commit.ts'
import { Button } from '../../ui/fields.tsx'
import { useSay } from '../../ui/toast.tsx'
import { ConflictsScreen } from './conflicts-screen.tsx'

const siteId = '11111111-1111-4111-8111-111111111111'
const section = page.getByRole('region', { name: t('conflicts.aside') })
const press = (name: string) => userEvent.click(section.getByRole('button', { name }))
const status = page.getByRole('status')

let store: Store
/** Ends the writing of an act whose records are on the disk already; at once unless a test holds it up. */
let end: Promise<void>
function Earlier() {
  const say = useSay()
  return (
    <Button onPress={() => say('earlier', { label: t('common.undo'), run: () => undefined })}>say</Button>
  )
}
/** A register whose new site the hub has set aside. */
beforeEach(async () => {
  end = Promise.resolve()
  store = await setupStore({ keepMark: () => end })
  await commit(store, [
    { entity: 'site', id: siteId, kind: 'put', fields: aSite({ name: 'Sivukirjasto' }), isNew: true },
  ])
  const sent = await nextToSend(store, 10)
  await noteOutcomes(
    store,
    sent,
    sent.map(({ n }) => ({ n, kind: 'set-aside', reason: 'field: name' })),
  )
  show(
    <>
      <Earlier />
      <ConflictsScreen />
    </>,
    store,
  )
  await expect.element(section).toBeVisible()
})
const waiting = async () => (await nextToSend(store, 10)).map(({ fields }) => fields.name)
const siteName = async () => (await readRow(store, 'site', siteId))?.fields.name

describe('changes that the hub has set aside', () => {
  it('are told with their record, their values and the reason', async () => {
    await expect.element(section.getByText('Sivukirjasto', { exact: false }).first()).toBeVisible()
    await expect
      .element(
        section.getByText(t('conflicts.reason.field', { field: t('admin.name') }), { exact: false }).first(),
      )
      .toBeVisible()
    expect(await waiting()).toEqual([])
  })

  it('are mended and sent again', async () => {
    await press(t('conflicts.mend'))
    const name = section.getByRole('textbox', { name: t('admin.name') })
    await userEvent.fill(name, 'Lähikirjasto')
    await press(t('conflicts.sendAgain'))

    await hear(t('conflicts.sentAgain'))
    await expect.element(section).not.toBeInTheDocument()
    expect(await waiting()).toEqual(['Lähikirjasto'])
    expect(await siteName()).toBe('Lähikirjasto')
  })

  it('are refused here where they break a rule, at the field that breaks it', async () => {
    await press(t('conflicts.mend'))
    const name = section.getByRole('textbox', { name: t('admin.name') })
    await userEvent.fill(name, ' ')
    await press(t('conflicts.sendAgain'))

    await expect.element(name).toBeInvalid()
    expect(await listSetAside(store)).toHaveLength(1)
    expect(await waiting()).toEqual([])
  })

  it('are given up, and taken up again', async () => {
    await press(t('conflicts.giveUp'))

    await hear(t('conflicts.givenUp'))
    await expect.element(section).not.toBeInTheDocument()
    expect(await listSetAside(store)).toEqual([])
    await userEvent.click(status.getByRole('button', { name: t('common.undo') }))
    await expect.poll(waiting).toEqual(['Sivukirjasto'])
    expect(await siteName()).toBe('Sivukirjasto')
  })

  it('are never taken for what was done before: its undo goes when they are given up', async () => {
    const ended = Promise.withResolvers<void>()
    const undo = status.getByRole('button', { name: t('common.undo') })
    await userEvent.click(page.getByRole('button', { name: 'say' }))
    await expect.element(undo).toBeVisible()
    end = ended.promise
    await press(t('conflicts.giveUp'))
    await expect.element(section).not.toBeInTheDocument()

    expect(undo.elements()).toEqual([])

    ended.resolve()
    await hear(t('conflicts.givenUp'))
    await expect.element(undo).toBeVisible()
  })

  it('are saved for somebody who helps', async () => {
    const saved: string[] = []
    answer({
      saveText: async ({ text }) => {
        saved.push(text)
        return { kind: 'saved', name: 'hyllytetyt.json' }
      },
    })

    await press(t('conflicts.asideSave'))

    await expect.poll(() => saved).toHaveLength(1)
    expect(JSON.parse(saved[0] ?? '')).toMatchObject([
      { reason: 'field: name', operation: { entity: 'site', fields: { name: 'Sivukirjasto' } } },
    ])
  })
})
