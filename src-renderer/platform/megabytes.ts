import type { Space } from '../../src-shared/bridge/safety-calls.ts'

const megabyte = 1024 * 1024

/** Room on a disk as texts name it, in whole megabytes: what is free rounded down, what is needed rounded up. */
export const spaceInWords = ({ disk, freeBytes, floorBytes }: Space) => ({
  disk,
  free: Math.floor(freeBytes / megabyte),
  floor: Math.ceil(floorBytes / megabyte),
})
