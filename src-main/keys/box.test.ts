import { randomBytes } from 'node:crypto'
import { expect, it } from 'vitest'
import { seal, unseal } from './box.ts'

const key = randomBytes(32)

it('opens for the same key and context only, and not once a bit was changed', () => {
  const box = seal(key, Buffer.from('salaisuus'), 'here')
  const changed = Buffer.from(box)
  changed[20] = (changed[20] ?? 0) ^ 1

  expect(unseal(key, box, 'here')?.toString()).toBe('salaisuus')
  expect(unseal(key, box, 'there')).toBeNull()
  expect(unseal(randomBytes(32), box, 'here')).toBeNull()
  expect(unseal(key, changed, 'here')).toBeNull()
  expect(unseal(key, box.subarray(0, 10), 'here')).toBeNull()
})
