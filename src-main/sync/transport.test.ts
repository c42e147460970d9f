import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { gzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { postJson, readHubAddress, sendBytes } from './transport.ts'

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
    ['takes too long', () => undefined, 'timeout', 200],
    ['breaks off', (end: () => void) => end(), 'offline', 20_000],
  ] as const)('that %s is an answer, not an exception', async (_, act, reason, patienceMs) => {
    const server = createServer((request) => act(() => request.destroy()))
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`

    expect(await postJson(fetch, url, {}, null, patienceMs)).toEqual({ kind: 'unreachable', reason })
    server.closeAllConnections()
    server.close()
  })
  it.each([
    ['JSON', (url: string) => postJson(fetch, url, {}, null, 20_000)],
    ['a piece', (url: string) => sendBytes(fetch, 'GET', url, null, 'token')],
  ] as const)(
    'C3: that unpacks to more than an answer is given up while it is unpacked (%s)',
    async (_, ask) => {
      // a thousand times its size: as much of it as the other side takes
      const bomb = gzipSync(Buffer.alloc(300_000_000, ' '))
      const server = createServer((_, response) =>
        response.writeHead(200, { 'content-encoding': 'gzip' }).end(bomb),
      )
      await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
      const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
      const before = process.memoryUsage()

      expect(await ask(url)).toEqual({ kind: 'unreachable', reason: 'nonsense' })
      const after = process.memoryUsage()
      expect(after.arrayBuffers - before.arrayBuffers).toBeLessThan(150_000_000)
      expect(after.heapUsed - before.heapUsed).toBeLessThan(150_000_000)
      server.closeAllConnections()
      server.close()
    },
  )
  it('C2: that a proxy does not let through is told apart', async () => {
    const server = createServer((_, response) => response.writeHead(413).end('<html>'))
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
    const tooLarge = { kind: 'unreachable', reason: 'too-large' }

    expect(await postJson(fetch, url, {}, null)).toEqual(tooLarge)
    expect(await sendBytes(fetch, 'PUT', url, new Uint8Array(9), 'token')).toEqual(tooLarge)
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
