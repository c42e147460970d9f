import { expect, it } from 'vitest'
import { askedOrigin } from './loopback-names.ts'

const asked = (host: string | undefined) => askedOrigin({ headers: host === undefined ? {} : { host } })

it('knows this machine by its names, at whatever port a browser has reached it', () => {
  expect(asked('127.0.0.1:20001')).toBe('http://127.0.0.1:20001')
  expect(asked('localhost:9999')).toBe('http://localhost:9999')
  expect(asked('LOCALHOST:9999')).toBe('http://localhost:9999')
  expect(asked('[::1]:9999')).toBe('http://[::1]:9999')
  expect(asked('alpo-desk.localhost')).toBe('http://alpo-desk.localhost')
})

it('refuses every other name, which a page elsewhere could have led here', () => {
  for (const host of [
    'evil.example',
    'evil.example:20001',
    'localhost.evil.example:20001',
    '127.0.0.1.evil.example',
    'evil.localhost:20001',
    '127.0.0.2:20001',
    '0.0.0.0:20001',
    '2130706433:20001',
    '127.1:20001',
    'evil.example@localhost:20001',
    'localhost/evil',
    'localhost:20001#',
    '',
    ' ',
    'localhost:x',
  ])
    expect([host, asked(host)]).toEqual([host, null])
  expect(asked(undefined)).toBeNull()
})
