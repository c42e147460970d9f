import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  aFile,
  anAct,
  aRegister,
  backedUp,
  backupKeys,
  restored,
  standing,
} from '../../../test/builders/backup.ts'
import { createCrashDisk } from '../../../test/builders/crash-disk.ts'
import { randomOf } from '../../../test/sim/random.ts'
import { surveySet } from '../set/survey.ts'
import { keptOf, nextClock } from './kept.ts'
import { pauseRotation, resumeRotation, rotate } from './rotate.ts'

const hourMs = 3_600_000
const dayMs = 24 * hourMs
type Made = { readonly seq: number; readonly at: number; readonly clock: number; readonly maker: string }

/** Backups made one after the other, each followed by a rotation. @param stepsMs by how much the machine's clock has gone on */
function madeAt(
  stepsMs: readonly number[],
  maker = 'a',
): { readonly all: readonly Made[]; readonly left: readonly Made[] } {
  let left: readonly Made[] = []
  const all: Made[] = []
  let at = 1_800_000_000_000
  for (const [index, step] of stepsMs.entries()) {
    at += step
    const made = { seq: index + 1, at, clock: nextClock(left, maker, at), maker }
    all.push(made)
    left = [...keptOf([...left, made])].toSorted((a, b) => a.seq - b.seq)
  }
  return { all, left }
}

describe('what is kept', () => {
  it('is all of two days, then one of each day for a month, then one of each month for two years', () => {
    const { all, left } = madeAt(Array.from({ length: 4 * 900 }, () => 6 * hourMs))
    const now = all.at(-1)?.at ?? 0
    const within = (fromDays: number, toDays: number) =>
      left.filter(({ at }) => now - at > fromDays * dayMs && now - at <= toDays * dayMs).length

    expect(within(-1, 2)).toBe(9)
    expect(within(2, 31)).toBe(29)
    expect(within(31, 731)).toBeGreaterThanOrEqual(22)
    expect(within(31, 731)).toBeLessThanOrEqual(24)
    expect(within(731, 9999)).toBe(0)
  })
  it('is at least the newest three, by a clock that neither goes back nor leaps, whatever that of the machine does', () => {
    const step = fc.oneof(
      { weight: 8, arbitrary: fc.integer({ min: 0, max: 12 * hourMs }) },
      { weight: 1, arbitrary: fc.integer({ min: -30 * 365 * dayMs, max: 0 }) },
      { weight: 1, arbitrary: fc.integer({ min: 0, max: 80 * 365 * dayMs }) },
    )
    fc.assert(
      fc.property(fc.array(step, { minLength: 1, maxLength: 60 }), (steps) => {
        const { all, left } = madeAt(steps)

        expect(left.slice(-3)).toEqual(all.slice(-3))
        for (const [index, { clock }] of all.entries()) {
          const step = clock - (all[index - 1]?.clock ?? 0)
          expect(step).toBeGreaterThanOrEqual(0)
          expect(step).toBeLessThanOrEqual(7 * dayMs)
        }
      }),
    )
  })
  it('loses nothing of the month by a clock that is once in the year 2099', () => {
    const month = Array.from({ length: 20 }, () => dayMs)
    const { left: before } = madeAt(month)
    const { left } = madeAt([...month, 73 * 365 * dayMs, -73 * 365 * dayMs + dayMs, dayMs])

    for (const made of before.slice(-15)) expect(left.map(({ seq }) => seq)).toContain(made.seq)
  })
  it('goes on by the clock of each device, however far apart these are', () => {
    let made: readonly Made[] = []
    for (let seq = 1; seq <= 100; seq++) {
      const maker = seq % 2 === 0 ? 'a' : 'b'
      const at = 1_800_000_000_000 + seq * hourMs + (maker === 'b' ? 3650 * dayMs : 0)
      made = [...made, { seq, at, clock: nextClock(made, maker, at), maker }]
    }

    expect(made.at(-1)?.clock).toBeLessThan(100 * hourMs)
    expect(made.at(-1)?.clock).toBeGreaterThan(90 * hourMs)
  })
})

describe('rotation', () => {
  /** So many days with a backup each, every one rotated. */
  async function aYear(days: number, seed = 1) {
    const random = randomOf(seed)
    const register = await aRegister()
    const set = createCrashDisk()
    for (let day = 0; day < days; day++) {
      for (let act = 0; act < 3; act++) await register.keep(anAct(random, 100))
      if (day % 9 === 0) register.stored.clear()
      register.stored.set(...aFile(random))
      await backedUp(set.files, register, { nowMs: 1_800_000_000_000 + day * dayMs })
      await rotate(set.files, backupKeys)
    }
    return { register, set }
  }

  it('removes what no kept backup needs, and nothing else', async () => {
    const { register, set } = await aYear(70)
    const { backups, packs, condemned } = await surveySet(set.files, backupKeys)

    expect(backups.length).toBeLessThan(36)
    expect(packs.size - condemned.size).toBeLessThan(50)
    for (const { id } of backups) await restored(set.files, id)
    const newest = backups.at(-1)?.id ?? ''
    expect(await standing(await restored(set.files, newest))).toEqual(await standing(register))
  })
  it('stops after a restore until somebody goes on', async () => {
    const { register, set } = await aYear(3)
    await pauseRotation(set.files, backupKeys)
    for (let day = 3; day < 50; day++)
      await backedUp(set.files, register, { nowMs: 1_800_000_000_000 + day * dayMs })
    const before = await set.files.list()

    expect(await rotate(set.files, backupKeys)).toEqual({ ok: true, value: { kind: 'paused' } })
    expect(await set.files.list()).toEqual(before)
    await resumeRotation(set.files)
    expect(await rotate(set.files, backupKeys)).toMatchObject({ ok: true, value: { kind: 'rotated' } })
    expect((await set.files.list()).length).toBeLessThan(before.length)
  })
  it('removes nothing while a file of the set cannot be read', async () => {
    const { set } = await aYear(40)
    for (const ending of ['.pack', '.backup']) {
      const content = new Map(set.content())
      const name = [...content.keys()].findLast((one) => one.endsWith(ending)) ?? ''
      content.set(name, content.get(name)?.subarray(0, 200) ?? Buffer.alloc(0))
      const broken = createCrashDisk(content)

      expect(await rotate(broken.files, backupKeys)).toMatchObject({
        ok: true,
        value: { kind: 'held', files: expect.arrayContaining([name]) },
      })
      expect([...broken.content().keys()]).toEqual([...content.keys()])
    }
  })
  it('leaves what another device writes meanwhile, and what that one counts on', async () => {
    const random = randomOf(2)
    const register = await aRegister()
    const set = createCrashDisk()
    const other = await aRegister()
    for (const one of [register, other]) one.stored.set(...aFile(random))
    // each begins when the other is half way: at any write of the one, all of the other happens
    for (let day = 0; day < 40; day++) {
      for (const one of [register, other]) await one.keep(anAct(random, 100))
      const nowMs = 1_800_000_000_000 + day * dayMs
      let left = random.below(12)
      const files = {
        ...set.files,
        async syncFolder() {
          await set.files.syncFolder()
          if (--left !== 0) return
          await backedUp(set.files, other, { nowMs, maker: 'bbbbbbbbbbbbbbbb' })
          await rotate(set.files, backupKeys)
        },
      }
      await backedUp(files, register, { nowMs })
      await rotate(files, backupKeys)
    }

    const { backups, damaged } = await surveySet(set.files, backupKeys)
    const [own, others] = ['aaaaaaaaaaaaaaaa', 'bbbbbbbbbbbbbbbb'].map((maker) =>
      backups.findLast(({ summary }) => summary.maker === maker),
    )

    expect(damaged).toEqual([])
    for (const { id } of backups) await restored(set.files, id)
    expect(await standing(await restored(set.files, own?.id ?? ''))).toEqual(await standing(register))
    expect((await restored(set.files, others?.id ?? '')).stored).toEqual(other.stored)
  })
})
