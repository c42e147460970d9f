import { createHash } from 'node:crypto'
import { stripPt } from '../../src-main/pdf/document/layout.ts'
import { runPdfJob } from '../../src-main/pdf/jobs.ts'
import type { ClaimFile } from '../../src-shared/domain/claims/proof/claim-file.ts'
import { aClaimFile } from '../builders/claim-file.ts'
import { claimFileJob } from '../builders/evidence.ts'
import { apart, pageSizes, pagesSeen, type Seen, type Size } from './poppler.ts'
import type { AmbiguousFile } from './two-objects.ts'

const scale = 1.5
/** What the edge of a line makes when a page is drawn a twentieth smaller; a missing line makes more. */
const maxApart = 0.25

/** A PDF that the application is ready to show. */
export type Shown = AmbiguousFile & { readonly pageCount: number }

async function claimOf(
  files: readonly Shown[],
): Promise<{ readonly bytes: Uint8Array; readonly pages: number }> {
  const claim = aClaimFile()
  const file: ClaimFile = {
    ...claim,
    attachments: files.map(({ bytes, pageCount }, index) => ({
      claimId: claim.claimId,
      name: `x${index}`,
      mediaType: 'application/pdf',
      placement: 'merge',
      reason: null,
      pageCount,
      shownPages: '',
      bytes: bytes.length,
      sha256: createHash('sha256').update(bytes).digest('hex'),
    })),
  }
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
export async function faultsOf(files: readonly Shown[]): Promise<string[]> {
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
  for (const { name, bytes, pageCount, isSizedByViewer } of files) {
    const first = next
    next += pageCount
    const alone = pagesSeen(bytes, { scale })
    const aloneSizes = pageSizes(bytes)
    if (!alone || !aloneSizes) {
      faults.push(`${name}: shown, and Poppler does not open it`)
      continue
    }
    if (alone.length !== pageCount) faults.push(`${name}: ${pageCount} pages, in Poppler ${alone.length}`)
    for (const [page, wanted] of alone.entries()) {
      const size = sizes[first + page]
      const shown = size && pageOfClaim(size, first + page)
      if (!size || !shown) {
        faults.push(`${name}: fewer pages`)
        continue
      }
      if (wanted.words.join(' ') !== shown.words.join(' '))
        faults.push(`${name}: "${shown.words.join(' ')}", in Poppler "${wanted.words.join(' ')}"`)
      else if (!isSizedByViewer && Math.abs(size.width - (aloneSizes[page]?.width ?? 0)) < 1) {
        const distance = apart(wanted.picture, shown.picture)
        if (distance > maxApart) faults.push(`${name}: drawn otherwise, by ${distance.toFixed(2)}`)
      }
    }
  }
  return faults
}
