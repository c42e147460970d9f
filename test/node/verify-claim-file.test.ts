import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import fc from 'fast-check'
import { strFromU8, strToU8 } from 'fflate'
import { PDFDocument } from 'pdf-lib'
import { describe, expect, it } from 'vitest'
import { verifyCommand } from '../../src-cli/verify-command.ts'
import { runPdfJob } from '../../src-main/pdf/jobs.ts'
import { areas } from '../../src-shared/codes/areas.ts'
import { verifyClaimFile } from '../../src-shared/domain/claims/proof/verify-claim-file.ts'
import { shippedPacks } from '../builders/case.ts'
import { claimFileJob, withEvidence } from '../builders/evidence.ts'
import { aPng } from '../builders/pdf-files.ts'

const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex')
const alpo = (...args: string[]) =>
  spawnSync(process.execPath, ['src-cli/alpo.ts', ...args], { encoding: 'utf8' })
const onDisk = (bytes: Uint8Array): string => {
  const at = path.join(mkdtempSync(path.join(os.tmpdir(), 'alpo-verify-')), 'claim.pdf')
  writeFileSync(at, bytes)
  return at
}

describe('alpo verify of a claim file', () => {
  const originals = { 'lasku ä.pdf': aPng(), '../../kuva.png': aPng(32) }
  const writtenPdf = async (): Promise<Uint8Array> => {
    const answer = await runPdfJob(claimFileJob(await withEvidence(originals), Object.values(originals)))
    if (answer.kind !== 'written') throw new Error(answer.kind)
    return answer.bytes
  }
  const holds = async (bytes: Uint8Array) => (await verifyCommand(onDisk(bytes))).text

  it('says what holds, with the sum recomputed and the rules compared', async () => {
    const { status, stdout } = alpo('verify', onDisk(await writtenPdf()))

    expect(stdout).toContain('no byte of the document has changed')
    expect(stdout).toContain('3 embedded files have the hashes of the list')
    expect(stdout).toMatch(/the sum of \d+ cents follows from the facts by/)
    expect(stdout).toContain('rule pack fi-681-2025.1.1 is the one that ships with this program')
    expect(stdout).toMatch(/all of it holds\n$/)
    expect(status).toBe(0)
  })
  it('lays what is enclosed into a folder, byte for byte, and nowhere else', async () => {
    const folder = path.join(mkdtempSync(path.join(os.tmpdir(), 'alpo-extract-')), 'inside')
    const { status } = alpo('verify', onDisk(await writtenPdf()), folder)

    expect(status).toBe(0)
    expect(readdirSync(folder).toSorted()).toEqual([
      '001 lasku ä.pdf',
      'claim.json',
      'kuva.png',
      'manifest.json',
    ])
    expect(readFileSync(path.join(folder, 'kuva.png')).equals(aPng(32))).toBe(true)
  })
  it('finds every single byte that is changed, wherever it lies', async () => {
    const pdf = await writtenPdf()
    const changes = fc.sample(fc.tuple(fc.nat({ max: pdf.length - 1 }), fc.integer({ min: 1, max: 255 })), 60)
    for (const [at, by] of changes) {
      const changed = Uint8Array.from(pdf)
      changed[at] = (changed[at] ?? 0) ^ by
      expect(await holds(changed), `byte ${at} of ${pdf.length}`).toMatch(/^does not hold: /)
    }
  })
  it('finds what was added behind it, and what a viewer saved anew', async () => {
    const pdf = await writtenPdf()

    expect(await holds(Buffer.concat([pdf, Buffer.from('\n%%EOF\n')]))).toContain(
      'was changed after it was written',
    )
    const saved = await (await PDFDocument.load(pdf)).save()
    expect(await holds(saved)).toContain('was changed after it was written')
    const other = await PDFDocument.create()
    other.addPage()
    expect(await holds(await other.save())).toContain('is no claim file of ALPO-desk')
    expect(await holds(pdf.slice(0, 5000))).toMatch(/^does not hold: /)
  })
  it('finds a claim that says another sum, even where all hashes were made anew', async () => {
    const file = await withEvidence({})
    const answer = await runPdfJob(claimFileJob(file))
    if (answer.kind !== 'written') throw new Error(answer.kind)
    const pdf = await PDFDocument.load(answer.bytes)
    const embedded = new Map(pdf.getAttachments().map(({ name, data }) => [name, data]))
    const claim = JSON.parse(strFromU8(embedded.get('claim.json') ?? new Uint8Array()))
    claim.claim.totalCents += 100
    const forged = strToU8(JSON.stringify(claim))
    const manifest = JSON.parse(strFromU8(embedded.get('manifest.json') ?? new Uint8Array()))
    manifest.files = [{ name: 'claim.json', bytes: forged.length, sha256: sha256(forged) }]
    manifest.document = '0'.repeat(64)
    const list = (): Uint8Array => strToU8(JSON.stringify(manifest))
    const body = Buffer.concat([forged, list()])
    manifest.document = sha256(body)

    const result = verifyClaimFile(
      {
        pdf: Buffer.concat([forged, list()]),
        embedded: new Map([
          ['claim.json', forged],
          ['manifest.json', list()],
        ]),
      },
      { areas, sha256, shipped: shippedPacks },
    )
    expect(result).toEqual({ ok: false, error: 'the sum is not what the facts and the rules inside come to' })
  })
})
