/**
 * The log of a LevelDB, in which the window's database keeps its latest writes. Format: blocks of 32 KiB; a record has a
 * masked CRC-32C (4 bytes), a length (2) and a type (1); 6 bytes or fewer at the end of a block are filled with zeros.
 * Source: LevelDB, doc/log_format.md.
 */
const [blockBytes, headerBytes] = [32_768, 7]
const [full, first, middle, last] = [1, 2, 3, 4]

/**
 * How many bytes of a log are whole writes, counted from its beginning. What comes after was torn by a full disk or a
 * power cut, or damaged since. Chromium goes on writing behind a torn end, takes the log for corrupt at the next start, and
 * then throws the whole database away: cut to this length it is the database as it was after its last whole write.
 */
export function wholeLogBytes(log: Uint8Array): number {
  let at = 0
  let whole = 0
  let isInside = false
  for (;;) {
    const record = readRecord(log, at)
    if (!record) return whole
    const { type } = record
    const isNext = type === full || type === first ? !isInside : isInside
    if (!isNext) return whole
    isInside = type === first || type === middle
    at = record.end
    if (!isInside) whole = at
  }
}

/** Whether whole writes stand behind what is torn: then more is lost than one write when the log is cut. */
export function hasWritesBehind(log: Uint8Array, whole: number): boolean {
  for (let block = Math.ceil((whole + 1) / blockBytes) * blockBytes; block < log.length; block += blockBytes)
    for (let at = block; at < block + blockBytes; ) {
      const record = readRecord(log, at)
      if (!record) break
      if (record.type !== middle) return true
      at = record.end
    }
  return false
}

/** The record that begins at a place, or after the padding there; null where none stands whole. */
function readRecord(log: Uint8Array, from: number): { readonly type: number; readonly end: number } | null {
  const left = blockBytes - (from % blockBytes)
  const at = left < headerBytes ? from + left : from
  if (at + headerBytes > log.length) return null
  const view = new DataView(log.buffer, log.byteOffset + at, headerBytes)
  const [crc, length, type] = [view.getUint32(0, true), view.getUint16(4, true), view.getUint8(6)]
  const end = at + headerBytes + length
  const isPossible =
    end <= log.length && end <= at - (at % blockBytes) + blockBytes && type >= full && type <= last
  return isPossible && crc === masked(crc32c(log.subarray(at + 6, end))) ? { type, end } : null
}

/** LevelDB stores no plain CRC, so that one over data which holds CRCs stays sound. */
const masked = (crc: number): number => (((crc >>> 15) | (crc << 17)) + 0xa2_82_ea_d8) >>> 0

/** Castagnoli's polynomial, bits reversed. */
const polynomial = 0x82_f6_3b_78
const table = Uint32Array.from({ length: 256 }, (_, byte) => {
  let crc = byte
  for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? (crc >>> 1) ^ polynomial : crc >>> 1
  return crc
})

export function crc32c(bytes: Uint8Array): number {
  let crc = 0xff_ff_ff_ff
  for (const byte of bytes) crc = ((table[(crc ^ byte) & 0xff] ?? 0) ^ (crc >>> 8)) >>> 0
  return (crc ^ 0xff_ff_ff_ff) >>> 0
}
