import { useState } from 'react'
import { beforeEach, describe, expect, it } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { show, t } from '../../test/window/show.tsx'
import { Dialog } from './dialog.tsx'
import { Button } from './fields.tsx'

const opener = page.getByRole('button', { name: 'Avaa' })
const dialog = page.getByRole('dialog', { name: 'Kysymys' })

function Opener() {
  const [isOpen, setOpen] = useState(false)
  return (
    <>
      <Button onPress={() => setOpen(true)}>Avaa</Button>
      <Button>Muu</Button>
      {isOpen ? (
        <Dialog title="Kysymys" onClose={() => setOpen(false)}>
          <Button onPress={() => setOpen(false)}>Selvä</Button>
        </Dialog>
      ) : null}
    </>
  )
}
const openFirst = async () => {
  show(<Opener />)
  await userEvent.click(opener)
  await expect.element(dialog).toBeVisible()
}

describe('a dialog', () => {
  beforeEach(openFirst)

  it('has the keyboard as long as it is open', async () => {
    const isInside = () => dialog.element().contains(document.activeElement)
    expect(isInside()).toBe(true)

    for (let presses = 0; presses < 4; presses++) {
      await userEvent.keyboard('{Tab}')
      // past the last button is the window's own frame, never what lies behind
      expect(isInside() || document.activeElement === document.body).toBe(true)
    }
  })

  it.each([
    ['Escape', () => userEvent.keyboard('{Escape}')],
    ['its own button', () => userEvent.click(dialog.getByRole('button', { name: t('common.close') }))],
    ['an answer', () => userEvent.click(dialog.getByRole('button', { name: 'Selvä' }))],
  ])('is closed by %s, and the keyboard goes back to where it was', async (_, close) => {
    await close()

    await expect.element(dialog).not.toBeInTheDocument()
    await expect.element(opener).toHaveFocus()
  })
})

function TwoOpeners() {
  const [title, setTitle] = useState<string | null>('Ensimmäinen')
  return (
    <>
      <button type="button" onClick={() => setTitle('Toinen')}>
        Toinen
      </button>
      {title === null ? null : (
        <Dialog title={title} onClose={() => setTitle(null)}>
          <p>{title}</p>
        </Dialog>
      )}
    </>
  )
}

it('a dialog that opens as the one before is closed stays open', async () => {
  show(<TwoOpeners />)
  await expect.element(page.getByRole('dialog', { name: 'Ensimmäinen' })).toBeVisible()

  // as Escape and a quick next key do, before the system has told of the first one's end
  const first = document.querySelector<HTMLDialogElement>('dialog[open]')
  first?.requestClose()
  Array.from(document.querySelectorAll('button'))
    .find((button) => button.textContent === 'Toinen')
    ?.click()
  // two turns of the page: an end that is told of late has been told of by then
  await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)))

  await expect.element(page.getByRole('dialog', { name: 'Toinen' })).toBeVisible()
})
