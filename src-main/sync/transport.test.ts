import { describe, expect, it } from 'vitest'
import { readHubAddress } from './transport.ts'

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
