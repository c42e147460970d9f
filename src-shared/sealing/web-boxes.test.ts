import { randomBytes } from 'node:crypto'
import { expect, it } from 'vitest'
import { seal, unseal } from '../../src-main/keys/box.ts'
import { boxes, importBoxKey } from '../../src-renderer/data/sealing/boxes.ts'

const raw = new Uint8Array(randomBytes(32))
const key = await importBoxKey(raw)
const plain = new TextEncoder().encode('salaisuus')
const [here, there] = [Buffer.from('here'), Buffer.from('there')]

it('opens for the same key and context only, and not once a bit was changed', async () => {
  const box = await boxes.seal(key, plain, here)
  const changed = box.with(20, (box[20] ?? 0) ^ 1)

  expect(await boxes.open(key, box, here)).toEqual(plain)
  expect(await boxes.open(key, box, there)).toBeNull()
  expect(await boxes.open(await importBoxKey(new Uint8Array(32)), box, here)).toBeNull()
  expect(await boxes.open(key, changed, here)).toBeNull()
  expect(await boxes.open(key, box.subarray(0, 10), here)).toBeNull()
})

it('makes the boxes that Node makes, each with a nonce of its own', async () => {
  const box = await boxes.seal(key, plain, here)

  expect(unseal(raw, box, 'here')).toEqual(Buffer.from(plain))
  expect(await boxes.open(key, seal(raw, plain, 'here'), here)).toEqual(plain)
  const many = await Promise.all(Array.from({ length: 1500 }, () => boxes.seal(key, plain, here)))
  expect(new Set(many.map((each) => Buffer.from(each.subarray(0, 12)).toString('hex'))).size).toBe(1500)
})
