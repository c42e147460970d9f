import { execFileSync, spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'

/** Poppler's programs, the reader that none of our own code has a part in. */
export const hasPoppler = existsSync('/usr/bin/pdftotext') && existsSync('/usr/bin/pdftoppm')

/** A part of a page, in points from its upper left corner. */
export type Area = { readonly x: number; readonly y: number; readonly width: number; readonly height: number }
export type Picture = { readonly width: number; readonly height: number; readonly grey: Uint8Array }
export type Seen = { readonly words: readonly string[]; readonly picture: Picture }
export type Size = { readonly width: number; readonly height: number }

/** The sizes of all pages in points, as they are seen; null for what Poppler does not open. */
export function pageSizes(bytes: Uint8Array): readonly Size[] | null {
  return inFolder(bytes, (file) => {
    const { stdout, status } = spawnSync('pdfinfo', ['-l', '100000', file], {
      encoding: 'utf8',
      maxBuffer: 1 << 26,
    })
    if (status !== 0) return null
    const sizes = [...stdout.matchAll(/^Page +\d+ size:\s+([\d.]+) x ([\d.]+)/gm)]
    const turns = [...stdout.matchAll(/^Page +\d+ rot:\s+(\d+)/gm)]
    return sizes.map(([, width, height], index) => {
      const isTurned = Number(turns[index]?.[1] ?? 0) % 180 !== 0
      const [across, down] = [Number(width), Number(height)]
      return isTurned ? { width: down, height: across } : { width: across, height: down }
    })
  })
}

/**
 * Every page from `first` on: its words, in no order, and what it looks like in grey, so many pixels to a point. Null where
 * Poppler cannot read it.
 */
export function pagesSeen(
  bytes: Uint8Array,
  { first = 1, area, scale }: { readonly first?: number; readonly area?: Area; readonly scale: number },
): readonly Seen[] | null {
  return inFolder(bytes, (file, folder) => {
    const cut = area
      ? [area.x, area.y, area.width, area.height].flatMap((one, index) => [
          ['-x', '-y', '-W', '-H'][index] ?? '',
          String(Math.round(one * scale)),
        ])
      : []
    const where = ['-f', String(first), '-r', String(72 * scale), ...cut]
    const text = spawnSync('pdftotext', [...where, file, '-'], { encoding: 'utf8', maxBuffer: 1 << 28 })
    if (text.status !== 0) return null
    execFileSync('pdftoppm', [...where, '-gray', file, path.join(folder, 'page')], { stdio: 'ignore' })
    const pictures = readdirSync(folder)
      .filter((name) => name.endsWith('.pgm'))
      .toSorted((a, b) => numberIn(a) - numberIn(b))
      .map((name) => fromPgm(readFileSync(path.join(folder, name))))
    const pages = text.stdout.split('\f')
    return pictures.map((picture, index) => ({
      words: (pages[index] ?? '').split(/\s+/).filter(Boolean).toSorted(),
      picture,
    }))
  })
}

const numberIn = (name: string): number => Number(/(\d+)\.pgm$/.exec(name)?.[1])

function inFolder<T>(bytes: Uint8Array, work: (file: string, folder: string) => T): T {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'alpo-poppler-'))
  try {
    const file = path.join(folder, 'file.pdf')
    writeFileSync(file, bytes)
    return work(file, folder)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

function fromPgm(file: Buffer): Picture {
  const head = /^P5\s+(\d+)\s+(\d+)\s+255\s/.exec(file.toString('latin1', 0, 64))
  if (!head) throw new Error('no picture')
  return { width: Number(head[1]), height: Number(head[2]), grey: file.subarray(head[0].length) }
}

const block = 6
/**
 * How far two pictures of one page are apart, from 0 to 1: the greatest difference of any block of a few pixels, which may
 * lie a block aside, for a page that is drawn a little smaller falls on other pixels.
 */
export function apart(one: Picture, other: Picture): number {
  const [a, b] = [blocksOf(one), blocksOf(other)]
  return Math.max(missing(a, b), missing(b, a))
}
type Blocks = { readonly columns: number; readonly rows: number; readonly ink: Float64Array }

function blocksOf({ width, height, grey }: Picture): Blocks {
  const [columns, rows] = [Math.ceil(width / block), Math.ceil(height / block)]
  const ink = new Float64Array(columns * rows)
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      const at = Math.floor(y / block) * columns + Math.floor(x / block)
      ink[at] = (ink[at] ?? 0) + (255 - (grey[y * width + x] ?? 255)) / 255 / block ** 2
    }
  return { columns, rows, ink }
}

/** The most ink of the one that has nothing like it near its place in the other. */
function missing(one: Blocks, other: Blocks): number {
  let worst = 0
  for (let row = 0; row < one.rows; row++)
    for (let column = 0; column < one.columns; column++) {
      const ink = one.ink[row * one.columns + column] ?? 0
      let least = 1
      for (let y = Math.max(0, row - 1); y <= Math.min(other.rows - 1, row + 1); y++)
        for (let x = Math.max(0, column - 1); x <= Math.min(other.columns - 1, column + 1); x++)
          least = Math.min(least, Math.abs(ink - (other.ink[y * other.columns + x] ?? 0)))
      worst = Math.max(worst, least)
    }
  return worst
}
