import fc from 'fast-check'
import { expect, it } from 'vitest'
import { fromBase64, toBase64 } from './base64.ts'

/** RFC 4648, 10. */
const examples = ['', 'Zg==', 'Zm8=', 'Zm9v', 'Zm9vYg==', 'Zm9vYmE=', 'Zm9vYmFy']

it('writes and reads the examples of RFC 4648', () => {
  for (const [length, text] of examples.entries()) {
    const bytes = new TextEncoder().encode('foobar'.slice(0, length))

    expect(toBase64(bytes)).toBe(text)
    expect(fromBase64(text)).toEqual(bytes)
  }
})

it('writes what Node writes, and reads it back', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 2000 }), (bytes) => {
      const text = toBase64(bytes)

      expect(text).toBe(Buffer.from(bytes).toString('base64'))
      expect(fromBase64(text)).toEqual(bytes)
    }),
  )
})

it('refuses what is no base64 with padding', () => {
  for (const wrong of ['Zg', 'Zg=', 'Zm9v\n', 'Zm9v=', 'Zm-_', 'Zh==', 'ä'])
    expect(() => fromBase64(wrong), wrong).toThrow()
})
