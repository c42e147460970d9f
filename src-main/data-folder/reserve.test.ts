import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { mountSmallDisk, noSmallDisk, type SmallDisk } from '../../test/builders/small-disk.ts'
import { createReserve } from './reserve.ts'
import { prepareWindowDatabase } from './window-database.ts'

const megabyte = 1024 * 1024
let disk: SmallDisk
const reserveFile = () => path.join(disk.folder, 'reserve')
const put = (bytes: number) => writeFileSync(path.join(disk.folder, 'unsent'), Buffer.alloc(bytes, 1))

describe.skipIf(noSmallDisk !== null)('the reserve', () => {
  beforeEach(() => {
    disk = mountSmallDisk({ size: '40m' })
  })
  afterEach(() => disk.unmount())

  it('lets something be written on a disk that is full, and nothing be saved into its room', async () => {
    const reserve = createReserve(disk.folder)
    await reserve.keep(0)
    disk.fill()
    expect(() => put(megabyte)).toThrow('ENOSPC')

    reserve.releaseIfFull()

    put(megabyte)
    expect(reserve.releasedBytes()).toBe(2 * megabyte) // a twentieth of this disk
  })
  it('is made again once there is room, and then no room is held against anybody', async () => {
    const reserve = createReserve(disk.folder)
    await reserve.keep(0)
    disk.fill()
    reserve.releaseIfFull()
    await reserve.keep(2 * megabyte)
    expect(existsSync(reserveFile())).toBe(false)

    disk.free()
    await Promise.all([reserve.keep(2 * megabyte), reserve.keep(2 * megabyte)])

    expect(statSync(reserveFile()).size).toBe(2 * megabyte)
    expect(reserve.releasedBytes()).toBe(0)
  })
  it('is given up before the window is opened, so that a full disk keeps nobody from reading', async () => {
    await createReserve(disk.folder).keep(0)
    disk.fill()

    await prepareWindowDatabase(disk.folder, path.join(disk.folder, 'IndexedDB'))

    expect(readFileSync(path.join(disk.folder, 'window-open'), 'utf8')).not.toBe('')
    put(megabyte)
  })
  it('stays while the disk has room, and is not made where it would take what must stay free', async () => {
    const reserve = createReserve(disk.folder)
    await reserve.keep(39 * megabyte)
    expect(existsSync(reserveFile())).toBe(false)

    await reserve.keep(0)
    reserve.releaseIfFull()

    expect(existsSync(reserveFile())).toBe(true)
  })
})
