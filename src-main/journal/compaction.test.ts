import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { decodeAct, encodeAct } from '../../src-shared/journal/act.ts'
import { type Content, createCrashDisk } from '../../test/builders/crash-disk.ts'
import { applyAct, opened, stateOf } from '../../test/builders/journal.ts'
import { type Random, randomOf } from '../../test/sim/random.ts'

/** More are asked for with `ALPO_RUNS=2000 npx vitest run src-main/journal`. */
const numRuns = Number(process.env.ALPO_RUNS ?? 100)

/** An act on few places, so that rows are overwritten, deleted and cleared all the time. */
function anAct(random: Random, n: number): Uint8Array {
  const id = (): string => `r${random.below(6)}`
  const row = () => ({ id: id(), v: `${n}`.padEnd(random.below(80), '.') })
  return encodeAct({
    ...(random.chance(0.1) && { clears: ['a'] }),
    ...(random.chance(0.4) && { deletes: { a: [id()], b: [id(), id()], log: [random.below(9)] } }),
    puts: {
      a: [row(), row()],
      b: [row()],
      ...(random.chance(0.5) && { log: [{ seq: random.below(9), n }] }),
    },
    keys: { log: 'seq' },
  })
}

/** What frames one after another come to. */
class Model {
  readonly frames: ({ readonly act: Uint8Array } | { readonly back: number })[] = []
  /** The tables after frame `n`. */
  at(n: number): Map<string, string> {
    const frames = this.frames.slice(0, n)
    const back = new Set(frames.map((frame) => ('back' in frame ? frame.back : 0)))
    const rows = new Map<string, string>()
    for (const [index, frame] of frames.entries()) {
      const act = 'act' in frame && !back.has(index + 1) ? decodeAct(frame.act) : null
      if (act) applyAct(rows, act)
    }
    return rows
  }
}

type Acknowledged = { readonly n: number; readonly at: number }[]

/** Acts whose transactions end well or not, some at once, with compactions among them. */
async function work(start: Content, random: Random, model: Model) {
  const disk = createCrashDisk(start)
  const acknowledged: Acknowledged = []
  const { journal } = await opened(disk.files)
  model.frames.length = journal.lastN()
  const note = (n: number): void => void acknowledged.push({ n, at: disk.now() })
  const act = async (bytes: Uint8Array): Promise<void> => {
    model.frames.push({ act: bytes })
    const n = await journal.append(bytes)
    note(n)
    if (random.chance(0.8)) return journal.settle(n)
    model.frames.push({ back: n })
    note(await journal.takeBack(n))
  }
  const running: Promise<unknown>[] = []
  const compactions = { done: 0 }
  for (let step = 0; step < 20; step++) {
    const written = act(anAct(random, model.frames.length + 1))
    running.push(written)
    if (random.chance(0.5)) await written
    if (!random.chance(0.3)) continue
    const compacted = journal.compact('now').then((result) => {
      expect(result).toMatchObject({ ok: true })
      if (result.ok && result.value.kind === 'compacted') compactions.done++
    })
    running.push(compacted)
  }
  await Promise.all(running)
  return { disk, acknowledged, compactions }
}

describe('a compaction', () => {
  it('changes nothing of the state, with acts coming meanwhile and a power cut at any moment', async () => {
    let total = 0
    await fc.assert(
      fc.asyncProperty(fc.integer(), async (seed) => {
        const random = randomOf(seed)
        const model = new Model()
        let start: Content = new Map()
        for (let round = 0; round < 2; round++) {
          const { disk, acknowledged, compactions } = await work(start, random, model)
          for (let cut = 0; cut < 5; cut++) {
            const moment = random.below(disk.now() + 1)
            const { rows, lastN } = await stateOf(createCrashDisk(disk.afterCut(moment, random)).files)
            const known = acknowledged.filter(({ at }) => at <= moment).map(({ n }) => n)
            expect(lastN).toBeGreaterThanOrEqual(Math.max(0, ...known))
            expect(rows).toEqual(model.at(lastN))
          }
          start = disk.content()
          total += compactions.done
        }
      }),
      { numRuns },
    )
    expect(total).toBeGreaterThan(numRuns)
  })
})
