import { randomInt } from 'node:crypto'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { bytesToCode, codeToBytes, drawCode, typedSigns } from './typed-code.ts'

it('draws codes in groups of five, without signs that look alike', () => {
  expect(drawCode(15, randomInt)).toMatch(/^([2-9A-HJKMNP-TV-Z]{5}-){2}[2-9A-HJKMNP-TV-Z]{5}$/)
  expect(drawCode(7, (below) => below - 1)).toBe('ZZZZZ-ZZ')
  expect(drawCode(1, () => 0)).toBe('2')
})

it('reads a code whatever its case, spaces and hyphens', () => {
  expect(typedSigns(' abcde – 2345F.\n')).toBe('ABCDE2345F')
})

it('writes bytes as Crockford does, the last sign filled with zeros', () => {
  const bytes = Uint8Array.of(0, 1, 2, 253, 254, 255)

  expect(bytesToCode(bytes)).toBe('000G5-ZFYZW')
  expect(codeToBytes('000G5-ZFYZW')).toEqual(bytes)
})

it('reads the bytes that it wrote, however they are typed', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 80 }), fc.constantFrom('o', 'O', '0'), (bytes, zero) => {
      const typed = ` ${bytesToCode(bytes).toLowerCase().replaceAll('-', ' ').replaceAll('0', zero)} `

      expect(codeToBytes(typed)).toEqual(bytes)
      expect(codeToBytes(typed.replaceAll('1', 'I'))).toEqual(bytes)
      expect(codeToBytes(typed.replaceAll('1', 'l'))).toEqual(bytes)
    }),
  )
})

it('leaves out signs that do not fill a byte, and refuses a letter that no code has', () => {
  expect(codeToBytes('ZZZZZ ZZZ Z')).toEqual(new Uint8Array(5).fill(255))
  expect(codeToBytes('Z')).toEqual(new Uint8Array(0))
  expect(codeToBytes('')).toEqual(new Uint8Array(0))
  expect(codeToBytes('U0000000')).toBeNull()
})
