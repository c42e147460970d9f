import fc from 'fast-check'
import { expect, it } from 'vitest'
import {
  aFile,
  anAct,
  aRegister,
  backUp,
  backupKeys,
  restored,
  type State,
  standing,
} from '../../../test/builders/backup.ts'
import { createCrashDisk, killed, systemError } from '../../../test/builders/crash-disk.ts'
import { randomOf } from '../../../test/sim/random.ts'
import { rotate } from '../rotation/rotate.ts'
import { surveySet } from '../set/survey.ts'

/** More are asked for with `ALPO_RUNS=1000 npx vitest run src-main/backup`. */
const numRuns = Number(process.env.ALPO_RUNS ?? 100)
const hourMs = 3_600_000

it('leaves every earlier backup whole when it, or a rotation, is cut at any moment', async () => {
  let checked = 0
  await fc.assert(
    fc.asyncProperty(fc.integer(), async (seed) => {
      const random = randomOf(seed)
      const register = await aRegister()
      let set = createCrashDisk()
      let nowMs = 1_800_000_000_000
      /** What was told as made, and not rotated away. */
      const known = new Map<string, State>()
      for (let round = 0; round < 5; round++) {
        for (let act = 0; act < 1 + random.below(8); act++) await register.keep(anAct(random, 100))
        register.stored.set(...aFile(random))
        const state = await standing(register)
        nowMs += random.below(60) * hourMs
        const failsAt = random.chance(0.7) ? random.below(60) : -1
        const fault = random.pick([killed, systemError('EIO'), systemError('ENOSPC'), systemError('ENOENT')])
        let calls = 0
        const disk = createCrashDisk(set.content(), (call) =>
          call !== 'read' && call !== 'open' && ++calls >= failsAt && failsAt >= 0 ? fault : null,
        )
        const made = await backUp(disk.files, register, { nowMs }).catch(() => null)
        const madeAt = disk.now()
        if (made?.ok) await rotate(disk.files, backupKeys).catch(() => null)
        const moment = random.chance(0.5) ? disk.now() : random.below(disk.now() + 1)
        const isCut = random.chance(0.7)
        set = createCrashDisk(isCut ? disk.afterCut(moment, random) : disk.content())
        if (made?.ok && (!isCut || moment >= madeAt)) known.set(made.value.id, state)

        const { backups } = await surveySet(set.files, backupKeys)
        for (const { id } of backups) {
          const found = await standing(await restored(set.files, id))
          if (!known.has(id)) continue
          expect(found).toEqual(known.get(id))
          checked++
        }
        const newest = [...known.keys()].at(-1)
        if (newest !== undefined) expect(backups.map(({ id }) => id)).toContain(newest)
      }
    }),
    { numRuns },
  )
  expect(checked).toBeGreaterThan(numRuns)
})
