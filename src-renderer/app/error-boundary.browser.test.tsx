import { expect, it, vi } from 'vitest'
import { page } from 'vitest/browser'
import { show, t } from '../../test/window/show.tsx'
import { ErrorBoundary } from './error-boundary.tsx'

function Screen({ isBroken }: { readonly isBroken: boolean }) {
  if (isBroken) throw new Error('a bug in a screen')
  return <p>Kaikki hyvin</p>
}

it('a screen without a bug is shown as it is', async () => {
  show(
    <ErrorBoundary>
      <Screen isBroken={false} />
    </ErrorBoundary>,
  )

  await expect.element(page.getByText('Kaikki hyvin')).toBeVisible()
  expect(page.getByRole('alert').elements()).toEqual([])
})

it('a bug in a screen is told, with a way to go on', async () => {
  vi.spyOn(console, 'error').mockImplementation(() => undefined) // React tells the console of it
  show(
    <ErrorBoundary>
      <Screen isBroken />
    </ErrorBoundary>,
  )

  await expect.element(page.getByRole('alert').getByText(t('app.broken'))).toBeVisible()
  await expect.element(page.getByRole('button', { name: t('app.reload') })).toBeVisible()
  vi.restoreAllMocks()
})
