import { describe, expect, it } from 'vitest'
import { serveBridge } from './serve.ts'
import { isOurUrl } from './window-protocol.ts'

const dispatch = async (): Promise<unknown> => 'answered'

describe('the bridge over IPC', () => {
  it('answers only our own main frame', async () => {
    const served = new Map<string, (event: unknown, input: unknown) => Promise<unknown>>()
    const ipc = {
      handle: (name: string, run: (event: unknown, input: unknown) => Promise<unknown>) =>
        void served.set(name, run),
    }
    const ours = { url: 'app://alpo-desk/' }
    serveBridge(ipc as never, dispatch, (event) => (event.senderFrame as unknown) === ours)

    await expect(served.get('appInfo')?.({ senderFrame: ours }, {})).resolves.toBeDefined()
    await expect(served.get('appInfo')?.({ senderFrame: { url: 'app://alpo-desk/' } }, {})).rejects.toThrow(
      'not called by our window',
    )
  })
  it.each([
    ['app://alpo-desk/', true],
    ['app://alpo-desk/index.html#x', true],
    ['app://alpo-desk.evil.example/', false],
    ['app://user@alpo-desk/', false],
    ['https://alpo-desk/', false],
    ['https://example.org/app://alpo-desk/', false],
    ['not an address', false],
  ])('knows whether %s is ours', (url, isOurs) => {
    expect(isOurUrl(url)).toBe(isOurs)
  })
})
