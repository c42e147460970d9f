import { inflateSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { font } from '../../../test/builders/evidence.ts'
import { aPngOf } from '../../../test/builders/png-files.ts'
import { inspectFile } from '../inspect.ts'
import { readPng, shrunkPng } from './png.ts'

describe('A20: a large picture', () => {
  it.each([
    { kind: 6 },
    { kind: 6, filter: 1 },
    { kind: 6, bits: 16 },
    { kind: 4 },
    { kind: 3 },
    { kind: 2, isInterlaced: true },
    { kind: 6, isInterlaced: true },
    { kind: 6, isInterlaced: true, filter: 1 },
  ])('is made smaller as it is seen on white: %j', async (over) => {
    const [width, height] = [4201, 3000]
    const { rgb, ...size } = await shrunkPng(readPng(aPngOf({ width, height, ...over })))

    expect(size).toEqual({ width: 2101, height: 1500 })
    const pixels = inflateSync(rgb)
    expect(pixels).toHaveLength(2101 * 1500 * 3)
    const at = (x: number, y: number) => [...pixels.subarray((y * 2101 + x) * 3, (y * 2101 + x) * 3 + 3)]
    const light = over.kind === 2 ? 230 : 255
    for (const y of [0, 1, 749, 1498, 1499]) {
      for (const x of [0, 1, 1049]) expect(at(x, y), `${x},${y}`).toEqual([20, 20, 20])
      for (const x of [1051, 2099, 2100]) expect(at(x, y), `${x},${y}`).toEqual([light, light, light])
    }
  })
  it.each([
    { width: 4032, height: 3024 },
    { width: 4032, height: 3024, kind: 2 },
    { width: 4032, height: 3024, isInterlaced: true },
    { width: 9248, height: 6936 },
  ])('of a phone is shown: %j', async (over) => {
    expect(await inspectFile(aPngOf(over), font)).toMatchObject({ placement: 'merge', reason: null })
  })
  it('of more than any camera makes is not', async () => {
    const bytes = aPngOf({ width: 10, height: 10 })
    bytes.writeUInt32BE(20_000, 16)
    bytes.writeUInt32BE(20_000, 20)

    expect(await inspectFile(bytes, font)).toMatchObject({ placement: 'whole', reason: 'too-large' })
  })
  it.each([[{ kind: 6 }], [{ kind: 2 }], [{ kind: 6, isInterlaced: true }]])(
    'of which rows are missing is damaged: %j',
    async (over) => {
      const bytes = aPngOf({ width: 3000, height: 1000, ...over })
      bytes.writeUInt32BE(1100, 20)

      expect(await inspectFile(bytes, font)).toMatchObject({ placement: 'whole', reason: 'damaged' })
    },
  )
})
