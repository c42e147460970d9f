import type { ReactNode } from 'react'
import { createRoot } from 'react-dom/client'
import { expect, onTestFinished } from 'vitest'
import { page } from 'vitest/browser'
import { StoreContext } from '../../src-renderer/data/hooks/store-context.ts'
import type { Store } from '../../src-renderer/data/register/store.ts'
import { startI18n, textIn } from '../../src-renderer/i18n/i18n.ts'
import { watchForChanges } from '../../src-renderer/ui/act-once.ts'
import { steadyPointer } from '../../src-renderer/ui/steady-pointer.ts'
import { ToastRegion } from '../../src-renderer/ui/toast.tsx'
import type { Bridge } from '../../src-shared/bridge/calls.ts'
import { bridgeKey } from '../../src-shared/bridge/key.ts'
import 'virtual:suomifi-tokens.css'
import '../../src-renderer/ui/style.css'

await startI18n('fi-FI')
watchForChanges(document)
steadyPointer(document)

/** The words of the screen, by their keys. */
export const t = textIn('fi')

/** Shows a part of the window as the shell does, until the test has ended. */
export function show(content: ReactNode, store: Store | null = null): void {
  const place = document.body.appendChild(document.createElement('main'))
  const root = createRoot(place)
  root.render(
    <StoreContext value={store}>
      <ToastRegion>{content}</ToastRegion>
    </StoreContext>,
  )
  onTestFinished(() => {
    root.unmount()
    place.remove()
  })
}

/** Waits until the window says this. */
export const hear = (text: string): Promise<void> =>
  expect.element(page.getByRole('status').getByText(text, { exact: false })).toBeVisible()

/** Answers calls of the window in place of the main process, as the shell would carry them: text in, text out. */
export function answer(handlers: Partial<Bridge>): void {
  const carried = Object.entries(handlers).map(([name, handle]) => [
    name,
    async (text: string) => JSON.stringify(await (handle as (input: unknown) => unknown)(JSON.parse(text))),
  ])
  Reflect.set(window, bridgeKey, Object.fromEntries(carried))
  onTestFinished(() => void Reflect.deleteProperty(window, bridgeKey))
}
