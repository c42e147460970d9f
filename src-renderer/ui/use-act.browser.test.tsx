import { beforeEach, describe, expect, it } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { setupStore } from '../../test/builders/store.ts'
import { aSite } from '../../test/builders/visits.ts'
import { hear, show, t } from '../../test/window/show.tsx'
import type { Store } from '../data/register/store.ts'
import { commit } from '../data/writing/commit.ts'
import { Button } from './fields.tsx'
import { useAct } from './use-act.ts'

const siteId = '11111111-1111-4111-8111-111111111111'
const undo = page.getByRole('status').getByRole('button', { name: t('common.undo') })
const press = (name: string) => userEvent.click(page.getByRole('button', { name, exact: true }))

let store: Store
/** Ends the writing of an act whose records are on the disk already; at once unless a test holds it up. */
let end: Promise<void>
/** Renames the site, each time from the name that it has. */
function Rename({ to }: { readonly to: string }) {
  const act = useAct()
  const put = (name: string) => ({ entity: 'site', id: siteId, kind: 'put', fields: { name } }) as const
  const rename = () =>
    act([put(to)], { said: `nimi on ${to}`, undo: [put(store.reference.sites.get(siteId)?.name ?? '')] })
  return <Button onPress={rename}>{to}</Button>
}
beforeEach(async () => {
  end = Promise.resolve()
  store = await setupStore({ keepMark: () => end })
  const fields = aSite({ name: 'Kirjasto' })
  await commit(store, [{ entity: 'site', id: siteId, kind: 'put', fields, isNew: true }])
  show(
    <>
      <Rename to="Pasila" />
      <Rename to="Kallio" />
    </>,
    store,
  )
})
const siteName = () => store.reference.sites.get(siteId)?.name

describe('an act', () => {
  it('is told, and taken back once, which is told too', async () => {
    await press('Pasila')
    await hear('nimi on Pasila')
    expect(siteName()).toBe('Pasila')

    await userEvent.click(undo)

    await hear(t('visits.undone'))
    expect(siteName()).toBe('Kirjasto')
    await expect.element(undo).not.toBeInTheDocument()
  })

  it('is taken back alone: only the newest offers it', async () => {
    await press('Pasila')
    await hear('nimi on Pasila')
    await press('Kallio')
    await hear('nimi on Kallio')
    await hear('nimi on Pasila')
    expect(undo.elements()).toHaveLength(1)

    await userEvent.click(undo)

    await expect.poll(siteName).toBe('Pasila')
  })

  it('takes the offer of the act before it away when it begins, not when it is told', async () => {
    await press('Pasila')
    await expect.element(undo).toBeVisible()
    const ended = Promise.withResolvers<void>()
    end = ended.promise
    await press('Kallio')

    await expect.poll(siteName).toBe('Kallio')
    await expect.element(undo).not.toBeInTheDocument()

    ended.resolve()
    await expect.element(undo).toBeVisible()
  })

  it('that may not be done is told, and offers nothing', async () => {
    store.workAs('viewer')

    await press('Pasila')

    await hear(t('problem.not-allowed'))
    await expect.element(undo).not.toBeInTheDocument()
    expect(siteName()).toBe('Kirjasto')
  })

  it('that cannot be taken back any more says so', async () => {
    await press('Pasila')
    await expect.element(undo).toBeVisible()
    store.workAs('viewer')

    await userEvent.click(undo)

    await hear(t('problem.not-allowed'))
    expect(siteName()).toBe('Pasila')
  })

  it('is taken back from the keyboard, which then goes on where it was', async () => {
    await press('Pasila')
    await expect.element(undo).toBeVisible()
    const button = page.getByRole('button', { name: 'Pasila' })
    await expect.element(button).toHaveFocus()

    undo.element().focus()
    await userEvent.keyboard('{Enter}')

    await hear(t('visits.undone'))
    await expect.element(button).toHaveFocus()
  })
})
