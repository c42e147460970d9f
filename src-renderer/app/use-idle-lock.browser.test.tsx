import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { page } from 'vitest/browser'
import { answer, show } from '../../test/window/show.tsx'
import { useIdleLock } from './use-idle-lock.ts'

const minutes = 60_000
let locks: number
/** Tells that the machine goes to sleep; there once the window watches. */
let goAway: ((answer: 'away') => void) | null
const lock = async (): Promise<void> => {
  locks++
}
function Open({ isOpen }: { readonly isOpen: boolean }) {
  useIdleLock(isOpen, lock)
  return <p>{isOpen ? 'auki' : 'lukossa'}</p>
}
/** The clocks of the window stand still but for what a test lets pass. */
beforeEach(() => {
  locks = 0
  goAway = null
  answer({
    untilAway: () =>
      new Promise((resolve) => {
        goAway = resolve
      }),
  })
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval', 'Date', 'performance'] })
})
afterEach(() => {
  vi.useRealTimers()
})
async function open(isOpen = true): Promise<void> {
  show(<Open isOpen={isOpen} />)
  await expect.element(page.getByText(isOpen ? 'auki' : 'lukossa')).toBeVisible()
  if (isOpen) await expect.poll(() => goAway).not.toBeNull()
}
const touch = (sign: string) => window.dispatchEvent(new Event(sign))

describe('an open register', () => {
  it('locks once nobody has touched the window for ten minutes', async () => {
    await open()

    vi.advanceTimersByTime(10 * minutes - 5000)
    expect(locks).toBe(0)
    vi.advanceTimersByTime(5000)

    expect(locks).toBe(1)
    vi.advanceTimersByTime(60 * minutes)
    expect(locks).toBe(1)
  })

  it.each(['keydown', 'pointerdown', 'pointermove', 'wheel'])(
    'stays open while somebody is there: %s',
    async (sign) => {
      await open()

      for (let times = 0; times < 5; times++) {
        vi.advanceTimersByTime(9 * minutes)
        touch(sign)
      }

      expect(locks).toBe(0)
    },
  )

  it('locks at the first touch after a night of sleep, in which no clock of the window ticked', async () => {
    await open()

    vi.setSystemTime(Date.now() + 8 * 60 * minutes)
    touch('pointermove')

    expect(locks).toBe(1)
  })

  it('locks at once when the machine goes to sleep or its screen is locked', async () => {
    await open()

    goAway?.('away')

    await expect.poll(() => locks).toBe(1)
  })

  it('that is locked already is left alone', async () => {
    await open(false)

    vi.advanceTimersByTime(60 * minutes)

    expect(locks).toBe(0)
  })
})
