import { describe, expect, it } from 'vitest'
import { stripPt } from '../../src-main/pdf/document/layout.ts'
import { inspectFile } from '../../src-main/pdf/inspect.ts'
import { runPdfJob } from '../../src-main/pdf/jobs.ts'
import { claimFileJob, font, withEvidence } from '../builders/evidence.ts'
import { layers } from './hidden-layers.ts'
import { apart, hasPoppler, pageSizes, pagesSeen, type Seen, type Size } from './poppler.ts'
import { type Told, twoObjects } from './two-objects.ts'
import { annotations, fields } from './undrawn.ts'

const scale = 1.5
const batch = 60
/** What the edge of a line makes when a page is drawn a twentieth smaller; a missing line makes more. */
const mostApart = 0.25

if (!hasPoppler) process.stdout.write('not run: what attachments show, for poppler-utils is not installed\n')

async function claimOf(
  files: readonly Told[],
): Promise<{ readonly bytes: Uint8Array; readonly pages: number }> {
  const evidence = Object.fromEntries(files.map(({ bytes }, index) => [`x${index}`, bytes]))
  const file = await withEvidence(evidence)
  const answer = await runPdfJob(
    claimFileJob(
      file,
      files.map(({ bytes }) => bytes),
    ),
  )
  if (answer.kind !== 'written') throw new Error(answer.kind)
  return { bytes: answer.bytes, pages: file.attachments.reduce((sum, { pageCount }) => sum + pageCount, 0) }
}

/** What is wrong with how one claim file shows these, beside how Poppler shows them alone. */
async function faultsOf(files: readonly Told[]): Promise<string[]> {
  const { bytes: claim, pages } = await claimOf(files)
  const all = pageSizes(claim) ?? []
  const ownPages = all.length - pages
  const sizes = all.slice(ownPages)
  // a page is drawn under a strip, a little smaller: the same part of all pages of one size
  const seen = new Map<string, readonly Seen[]>()
  const pageOfClaim = (size: Size, page: number): Seen | undefined => {
    const key = `${size.width} ${size.height}`
    const smaller = (size.height - stripPt) / size.height
    const area = {
      x: (size.width * (1 - smaller)) / 2,
      y: stripPt,
      width: size.width * smaller,
      height: size.height * smaller,
    }
    const found =
      seen.get(key) ?? pagesSeen(claim, { first: ownPages + 1, area, scale: scale / smaller }) ?? []
    seen.set(key, found)
    return found[page]
  }
  const faults: string[] = []
  let next = 0
  for (const { name, bytes, isSizedByViewer } of files) {
    const alone = pagesSeen(bytes, { scale })
    const aloneSizes = pageSizes(bytes)
    if (!alone || !aloneSizes) {
      faults.push(`${name}: shown, and Poppler does not open it`)
      continue
    }
    for (const [page, wanted] of alone.entries()) {
      const size = sizes[next]
      const shown = size && pageOfClaim(size, next)
      next++
      if (!size || !shown) {
        faults.push(`${name}: fewer pages`)
        continue
      }
      if (wanted.words.join(' ') !== shown.words.join(' '))
        faults.push(`${name}: "${shown.words.join(' ')}", in Poppler "${wanted.words.join(' ')}"`)
      else if (!isSizedByViewer && Math.abs(size.width - (aloneSizes[page]?.width ?? 0)) < 1) {
        const distance = apart(wanted.picture, shown.picture)
        if (distance > mostApart) faults.push(`${name}: drawn otherwise, by ${distance.toFixed(2)}`)
      }
    }
  }
  if (next !== sizes.length) faults.push(`${sizes.length} pages in place of ${next}`)
  return faults
}

async function faultsOfAll(files: Iterable<Told>): Promise<{ faults: string[]; all: number; shown: number }> {
  let all = 0
  const merged: Told[] = []
  for (const file of files) {
    all++
    const inspection = await inspectFile(file.bytes, font)
    if (inspection.ok && inspection.placement === 'merge') merged.push(file)
  }
  const faults: string[] = []
  for (let from = 0; from < merged.length; from += batch)
    faults.push(...(await faultsOf(merged.slice(from, from + batch))))
  return { faults, all, shown: merged.length }
}

describe.runIf(hasPoppler)('an attachment is shown as Poppler shows it, or enclosed whole', () => {
  it.each([
    ['A1: form fields without a drawing of what they say', fields, 300],
    ['A2, A20: two objects of one number, and what stands around a file', twoObjects, 45],
    ['A3: comments without a drawing', annotations, 400],
    ['A4: layers that hide', layers, 270],
  ] as const)(
    '%s',
    async (name, files, atLeast) => {
      const { faults, all, shown } = await faultsOfAll(files())
      process.stdout.write(`${name}: ${all} files, ${shown} of them shown\n`)

      expect(faults).toEqual([])
      expect(all).toBeGreaterThanOrEqual(atLeast)
      expect(shown).toBeGreaterThan(10) // or nothing would have been compared
    },
    600_000,
  )
})
