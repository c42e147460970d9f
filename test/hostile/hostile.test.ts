import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdtempSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { PDFDocument } from 'pdf-lib'
import { expect, it } from 'vitest'
import { inspectionLimits } from '../../src-main/attachments/inspect-patiently.ts'
import { encloseRefused } from '../../src-main/claims/enclose-whole.ts'
import type { PdfAnswer, PdfJob } from '../../src-main/pdf/jobs.ts'
import { createRunner } from '../../src-main/worker/run-in-worker.ts'
import type { ClaimFile } from '../../src-shared/domain/claims/proof/claim-file.ts'
import { aClaimFile } from '../builders/claim-file.ts'
import { claimFileJob, resources } from '../builders/evidence.ts'
import { faultsOf, type Shown } from './as-poppler.ts'
import { corpus } from './corpus.ts'
import { hasPoppler } from './poppler.ts'

const run = createRunner<PdfJob, PdfAnswer>(new URL('../../src-main/pdf/worker.ts', import.meta.url))
const mega = 1024 * 1024
/** A file of a thousand pages says no more than one of ten. */
const maxPages = 20
/** Bombs say nothing that could be compared. */
const maxCompared = 60_000

it('every hostile file is merged, or enclosed with the reason, or refused; and the claim is made', async () => {
  const file = aClaimFile()
  const attachments: ClaimFile['attachments'] = []
  const originals: Uint8Array[] = []
  const counts = new Map<string, number>()
  const shown: Shown[] = []
  let worst = { name: '', growthMb: 0 }
  for await (const { name, bytes, wanted } of corpus()) {
    const before = process.memoryUsage.rss()
    let most = before
    const timer = setInterval(() => {
      most = Math.max(most, process.memoryUsage.rss())
    }, 5)
    const { timeoutMs, ...limits } = inspectionLimits(bytes)
    const answer = await run({ kind: 'inspect', bytes, resources }, timeoutMs, limits)
    clearInterval(timer)
    const grown = (most - before) / mega
    if (grown > worst.growthMb) worst = { name, growthMb: grown }
    expect(['inspected', 'too-much-work'], name).toContain(answer.kind)
    const inspection = answer.kind === 'inspected' ? answer.inspection : null
    const outcome =
      inspection === null ? 'too-large' : inspection.ok ? (inspection.reason ?? 'merge') : inspection.reason
    if (wanted) expect(wanted, `${name}: ${outcome}`).toContain(outcome)
    counts.set(outcome, (counts.get(outcome) ?? 0) + 1)
    if (inspection && !inspection.ok) continue
    const placed =
      inspection ??
      ({ mediaType: 'application/pdf', placement: 'whole', reason: 'too-large', pageCount: 0 } as const)
    attachments.push({
      claimId: file.claimId,
      name,
      mediaType: placed.mediaType,
      placement: placed.placement,
      reason: placed.reason,
      pageCount: placed.pageCount,
      shownPages: '',
      bytes: bytes.length,
      sha256: createHash('sha256').update(bytes).digest('hex'),
    })
    originals.push(bytes)
    const { pageCount, placement, mediaType } = placed
    if (
      placement === 'merge' &&
      mediaType === 'application/pdf' &&
      pageCount <= maxPages &&
      bytes.length < maxCompared
    )
      shown.push({ name, bytes, pageCount })
  }
  const total = [...counts.values()].reduce((sum, count) => sum + count, 0)
  process.stdout.write(
    `${total} hostile files: ${[...counts].map(([outcome, count]) => `${outcome} ${count}`).join(', ')}; the most memory ${Math.round(worst.growthMb)} MB (${worst.name})\n`,
  )
  expect(total).toBeGreaterThanOrEqual(200)
  expect(worst.growthMb, worst.name).toBeLessThan(300)

  if (hasPoppler) {
    expect(await faultsOf(shown)).toEqual([])
    process.stdout.write(`${shown.length} of them are shown as Poppler shows them\n`)
  }

  // all of them in claims of eighty, as no claim will ever have
  for (let from = 0; from < attachments.length; from += 80) {
    const part = { ...file, attachments: attachments.slice(from, from + 80) }
    const written = await encloseRefused(part, (placed) =>
      run(claimFileJob(placed, originals.slice(from, from + 80)), 60_000),
    )
    if (written.kind !== 'written') throw new Error(written.kind)
    const pdf = await PDFDocument.load(written.bytes)
    expect(pdf.getAttachments()).toHaveLength(part.attachments.length + 2)
    if (!existsSync('/usr/bin/qpdf')) continue
    const at = path.join(mkdtempSync(path.join(os.tmpdir(), 'alpo-hostile-')), 'claim.pdf')
    writeFileSync(at, written.bytes)
    // that the file itself is sound: cross-references, objects, streams of ours
    expect(
      execFileSync('qpdf', ['--no-original-object-ids', '--json', '--json-key=pages', at], {
        encoding: 'utf8',
        maxBuffer: 1 << 28,
      }),
    ).toContain('"pages"')
  }
}, 600_000)
