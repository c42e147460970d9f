import { randomBytes } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import type { RegisterMark } from '../../src-shared/bridge/safety-calls.ts'
import { createMarkFile } from './mark-file.ts'

const aMark = (generation: number): RegisterMark => ({
  generation,
  chain: generation.toString(16).padStart(64, '0'),
  counts: { visit: generation },
  lastN: generation,
  acknowledged: 0,
  at: '2026-11-27T08:00:00.000Z',
})
function setupMark() {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'alpo-mark-'))
  return { folder, file: path.join(folder, 'register.mark'), key: randomBytes(32) }
}

describe('the mark outside the database', () => {
  it('D2: is the last that was written, also for the next process', () => {
    const { folder, key } = setupMark()
    const marks = createMarkFile(folder)
    expect(marks.read(key)).toEqual({ kind: 'none' })

    for (let generation = 1; generation <= 5; generation++) marks.write(key, aMark(generation))

    expect(createMarkFile(folder).read(key)).toEqual({ kind: 'known', mark: aMark(5) })
  })
  it('D2: is the one before where the last write was torn, and damaged where both are', () => {
    const { folder, file, key } = setupMark()
    const marks = createMarkFile(folder)
    for (let generation = 1; generation <= 4; generation++) marks.write(key, aMark(generation))

    const bytes = readFileSync(file)
    const at = bytes.indexOf('"generation":4')
    writeFileSync(file, bytes.fill(0, at, at + 20))
    expect(createMarkFile(folder).read(key)).toEqual({ kind: 'known', mark: aMark(3) })
    writeFileSync(file, '')
    expect(createMarkFile(folder).read(key)).toEqual({ kind: 'damaged' })
    createMarkFile(folder).write(key, aMark(9))
    expect(createMarkFile(folder).read(key)).toEqual({ kind: 'known', mark: aMark(9) })
  })
  it('D2: cannot be made by whoever lacks the data key', () => {
    const { folder, key } = setupMark()
    createMarkFile(folder).write(randomBytes(32), aMark(1))

    expect(createMarkFile(folder).read(key)).toEqual({ kind: 'damaged' })
  })
  it('D2: goes back only when that is meant', () => {
    const { folder, file, key } = setupMark()
    const marks = createMarkFile(folder)
    marks.write(key, aMark(7))
    marks.write(key, aMark(2))

    expect(createMarkFile(folder).read(key)).toEqual({ kind: 'known', mark: aMark(2) })
    rmSync(file)
    expect(createMarkFile(folder).read(key)).toEqual({ kind: 'none' })
  })
})
