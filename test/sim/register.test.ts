import { it } from 'vitest'
import { registerDevice } from './register-device.ts'
import { simulate } from './world.ts'

it('[S2–S7] the same with the register itself on its own database (8 seeds)', async () => {
  // 54: what was acknowledged and had not come back when an epoch began could not be sent a second time
  for (const seed of [1, 2, 3, 4, 5, 6, 7, 54])
    await simulate(seed, { devices: 4, steps: 70, withFiles: seed % 2 === 1, makeDevice: registerDevice })
})
