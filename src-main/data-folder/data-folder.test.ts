import { execFileSync } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { isDiskFull, writeAtomically } from './atomic-write.ts'
import { lockDataFolder } from './lock.ts'

const folder = (): string => mkdtempSync(path.join(os.tmpdir(), 'alpo-folder-'))

describe('the lock on a data folder', () => {
  it('is given once, and again after it was given back', async () => {
    const at = folder()
    const held = await lockDataFolder(at)

    expect(held).not.toBeNull()
    expect(await lockDataFolder(at)).toBeNull()
    held?.release()
    await expect.poll(() => lockDataFolder(at)).not.toBeNull()
  })
  it('of a killed process does not stand in the way', async () => {
    const at = folder()
    const script = `import { lockDataFolder } from './src-main/data-folder/lock.ts'; await lockDataFolder(${JSON.stringify(at)}); process.kill(process.pid, 'SIGKILL')`
    expect(() =>
      execFileSync(process.execPath, ['--input-type=module-typescript', '-e', script], { stdio: 'ignore' }),
    ).toThrow()

    expect(await lockDataFolder(at)).not.toBeNull()
  })
})

describe('an atomic write', () => {
  it('of a file that is being written already gets through too, and one of the two stands whole', async () => {
    const target = path.join(folder(), 'file')
    const contents = Array.from({ length: 20 }, (_, index) => String(index).repeat(100_000))

    await Promise.all(contents.map((content) => writeAtomically(target, content)))

    expect(contents).toContain(readFileSync(target, 'utf8'))
    expect(readdirSync(path.dirname(target))).toEqual(['file'])
  })
  it('leaves the old file and no part of the new one when the disk is full', async () => {
    const at = folder()
    const target = path.join(at, 'file')
    writeFileSync(target, 'old')
    const script = `import { writeAtomically } from './src-main/data-folder/atomic-write.ts'
      try { await writeAtomically(${JSON.stringify(target)}, new Uint8Array(2_000_000)); console.log('written') } catch (error) { console.log(error.code) }`

    // a limit on the size of files stands in for the full disk; without SIGXFSZ the write fails as it does there
    const said = execFileSync(
      'bash',
      [
        '-c',
        `trap '' XFSZ; ulimit -f 500; exec "$0" --input-type=module-typescript -e "$1"`,
        process.execPath,
        script,
      ],
      { encoding: 'utf8' },
    )

    expect(isDiskFull({ code: said.trim() })).toBe(true)
    expect(readFileSync(target, 'utf8')).toBe('old')
    expect(readdirSync(at)).toEqual(['file'])
  })
  it('replaces the file whole', async () => {
    const target = path.join(folder(), 'deep', 'file')
    await writeAtomically(target, 'one')
    await writeAtomically(target, 'two')

    expect(readFileSync(target, 'utf8')).toBe('two')
  })
})
