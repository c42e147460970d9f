import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { describe, expect, it } from 'vitest'
import { postJson, readHubAddress } from './transport.ts'

describe('the address of a hub', () => {
  it.each([
    ['hub.example.fi', 'https://hub.example.fi'],
    [' https://hub.example.fi/alpo/ ', 'https://hub.example.fi/alpo'],
    ['http://127.0.0.1:8787', 'http://127.0.0.1:8787'],
    ['http://localhost:8787/', 'http://localhost:8787'],
  ])('reads %s', (typed, address) => {
    expect(readHubAddress(typed)).toBe(address)
  })
  it.each([
    ['http://hub.example.fi', 'insecure'],
    ['http://127.0.0.1.evil.example', 'insecure'],
    ['https://user:secret@hub.example.fi', 'address'],
    ['file:///etc/passwd', 'address'],
    ['javascript:alert(1)', 'address'],
    ['https://', 'address'],
    ['', 'address'],
  ])('refuses %s', (typed, reason) => {
    expect(readHubAddress(typed)).toEqual({ kind: 'unreachable', reason })
  })
})

describe('an exchange with a hub', () => {
  it.each([
    ['takes too long', () => undefined, 'timeout'],
    ['breaks off', (end: () => void) => end(), 'offline'],
  ] as const)('that %s is an answer, not an exception', async (_, act, reason) => {
    const server = createServer((request) => act(() => request.destroy()))
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`

    expect(await postJson(fetch, url, {}, null, 200)).toEqual({ kind: 'unreachable', reason })
    server.closeAllConnections()
    server.close()
  })
  it('does not follow a sign-in page elsewhere', async () => {
    const server = createServer((_, response) =>
      response.writeHead(302, { location: 'http://127.0.0.1:9/' }).end(),
    )
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`

    expect(await postJson(fetch, url, {}, 'token', 2000)).toEqual({ kind: 'unreachable', reason: 'nonsense' })
    server.close()
  })
})
