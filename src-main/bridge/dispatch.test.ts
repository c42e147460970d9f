import { describe, expect, it } from 'vitest'
import type { Handlers } from '../../src-shared/bridge/calls.ts'
import { createDispatch } from './dispatch.ts'

const handlers = {
  appInfo: () => ({ version: '1', shell: 'preview' }),
  keysStatus: () => 'nonsense',
} as unknown as Handlers
const dispatch = createDispatch(handlers)

describe('the bridge', () => {
  it('carries a call of the contract', async () => {
    expect(await dispatch('appInfo', {})).toEqual({ version: '1', shell: 'preview' })
  })
  it.each([
    ['an unknown name', 'openFile', {}],
    ['a name of every object', 'toString', {}],
    ['an extra key', 'appInfo', { path: '/etc' }],
    ['no input', 'appInfo', undefined],
    ['a path for a token', 'keepAttachment', { token: '../../etc/passwd', maxBytes: 5 }],
  ])('throws on %s', async (_, name, input) => {
    await expect(dispatch(name, input)).rejects.toThrow()
  })
  it('throws when a handler answers what the contract does not know', async () => {
    await expect(dispatch('keysStatus', {})).rejects.toThrow('wrong output')
  })
})
