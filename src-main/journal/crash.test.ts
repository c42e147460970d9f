import fc from 'fast-check'
import { expect, it } from 'vitest'
import { type Content, createCrashDisk, killed, systemError } from '../../test/builders/crash-disk.ts'
import { actsOf, opened } from '../../test/builders/journal.ts'
import { type Random, randomOf } from '../../test/sim/random.ts'

/** A thousand and more are asked for with `ALPO_RUNS=2000 npx vitest run src-main/journal`. */
const numRuns = Number(process.env.ALPO_RUNS ?? 150)

/** What was asked of a journal, and what it has acknowledged at which moment of its disk. */
type Asked = {
  readonly texts: Set<string>
  readonly acknowledged: Map<number, { readonly text: string; readonly at: number }>
  /** Without an end where it was asked and not acknowledged: it may be there all the same. */
  readonly takenBack: Map<number, number>
}

/** A disk that fails once at a random write or fsync, takes writes in parts, and asks nothing more while the process dies. */
function aDisk(start: Content, random: Random) {
  const failsAt = random.chance(0.4) ? random.below(60) : -1
  const code = random.pick(['EIO', 'ENOSPC'])
  const process = { isDying: false }
  let calls = 0
  const disk = createCrashDisk(start, (call) => {
    if (process.isDying && call === 'sync') throw killed
    if (call === 'write' && random.chance(0.1)) return 1 + random.below(40)
    if (call !== 'write' && call !== 'sync') return null
    return ++calls === failsAt ? systemError(code) : null
  })
  return { disk, process }
}

/** Appends acts, some at once and some one after another, takes some back, dies now and then, and begins again. */
async function work(start: Content, random: Random, round: number, asked: Asked) {
  const { disk, process } = aDisk(start, random)
  const open = () =>
    opened(disk.files)
      .then(({ journal }) => journal)
      .catch(() => null)
  let journal = await open()
  const append = async (text: string): Promise<void> => {
    asked.texts.add(text)
    const n = await journal?.append(Buffer.from(text, 'latin1')).catch(() => null)
    if (!n) return
    asked.acknowledged.set(n, { text, at: disk.now() })
    if (!random.chance(0.1)) return
    asked.takenBack.set(n, Number.POSITIVE_INFINITY)
    if (await journal?.takeBack(n).catch(() => null)) asked.takenBack.set(n, disk.now())
  }
  for (let step = 0; step < 8 && journal; step++) {
    process.isDying = random.chance(0.1)
    const size = random.below(300)
    const count = 1 + random.below(4)
    await Promise.all(
      Array.from({ length: count }, (_, index) => append(`${round}.${step}.${index} `.padEnd(size, 'x'))),
    )
    if (process.isDying) {
      process.isDying = false
      journal = await open()
    } else if (!journal.isOpen() && !(await journal.reopen()).ok) break
  }
  return disk
}

function check(found: ReadonlyMap<number, string>, asked: Asked, moment: number): void {
  for (const [n, { text, at }] of asked.acknowledged) {
    if (at > moment) continue
    const back = asked.takenBack.get(n)
    if (back === undefined) expect(found.get(n)).toBe(text)
    else if (back <= moment) expect(found.has(n)).toBe(false)
  }
  for (const text of found.values()) expect(asked.texts).toContain(text)
  expect(new Set(found.values()).size).toBe(found.size)
}

it('holds every acknowledged act whole after a power cut at any moment, and no other', async () => {
  await fc.assert(
    fc.asyncProperty(fc.integer(), async (seed) => {
      const random = randomOf(seed)
      const asked: Asked = { texts: new Set(), acknowledged: new Map(), takenBack: new Map() }
      let start: Content = new Map()
      for (let round = 0; round < 2; round++) {
        const disk = await work(start, random, round, asked)
        for (let cut = 0; cut < 4; cut++) {
          const moment = random.below(disk.now() + 1)
          check(await actsOf(createCrashDisk(disk.afterCut(moment, random)).files), asked, moment)
        }
        start = disk.afterCut(disk.now(), random)
        // what was acknowledged in this round is older than every moment of the next
        for (const [n, one] of asked.acknowledged) asked.acknowledged.set(n, { ...one, at: -1 })
        for (const [n, at] of asked.takenBack)
          asked.takenBack.set(n, at === Number.POSITIVE_INFINITY ? at : -1)
      }
    }),
    { numRuns },
  )
})
