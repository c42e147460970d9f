import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdtempSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import fc from 'fast-check'
import { strFromU8, strToU8 } from 'fflate'
import { describe, expect, it } from 'vitest'
import { areas } from '../src-shared/codes/areas.ts'
import { pack, unpack } from '../src-shared/domain/claims/proof/audit-archive.ts'
import { verifyAuditFolder, writeAuditFolder } from '../src-shared/domain/claims/proof/audit-folder.ts'
import type { AuditInput } from '../src-shared/domain/claims/proof/audit-input.ts'
import type { AttachmentFields } from '../src-shared/domain/claims/records/attachment.ts'
import { shippedPacks } from '../test/builders/case.ts'
import { aClaimFile } from '../test/builders/claim-file.ts'

const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex')
const original = new TextEncoder().encode('kuitti')
const file = aClaimFile()
const evidence: AttachmentFields = {
  claimId: file.claimId,
  name: 'kuitti ä.png',
  bytes: original.length,
  sha256: sha256(original),
  mediaType: 'image/png',
  placement: 'merge',
  reason: null,
  pageCount: 1,
  shownPages: '',
}
const input: AuditInput = {
  file: { ...file, attachments: [evidence] },
  decision: null,
  history: [],
}
const written = writeAuditFolder(input, [original], shippedPacks, areas, sha256)
const archive = written.ok ? written.value : new Uint8Array()
const alpo = (...args: string[]) =>
  spawnSync(process.execPath, ['src-cli/alpo.ts', ...args], { encoding: 'utf8' })
const onDisk = (bytes: Uint8Array): string => {
  const at = path.join(mkdtempSync(path.join(os.tmpdir(), 'alpo-audit-')), 'folder.zip')
  writeFileSync(at, bytes)
  return at
}

/** The folder with one file put otherwise and all hashes made to fit. */
function rewritten(name: string, change: (text: string) => string): Uint8Array {
  const files = new Map(unpack(archive))
  files.set(name, strToU8(change(strFromU8(files.get(name) ?? new Uint8Array()))))
  const manifest = JSON.parse(strFromU8(files.get('manifest.json') ?? new Uint8Array()))
  for (const entry of manifest.files) {
    const bytes = files.get(entry.name) ?? new Uint8Array()
    Object.assign(entry, { bytes: bytes.length, sha256: sha256(bytes) })
  }
  files.set('manifest.json', strToU8(`${JSON.stringify(manifest, null, 1)}\n`))
  return pack(files)
}

describe('alpo verify', () => {
  it('says what holds of a folder, and that all of it does', () => {
    const { status, stdout } = alpo('verify', onDisk(archive))

    expect(stdout).toContain(`the sum of ${file.claim.totalCents} cents follows from the facts`)
    expect(stdout).toMatch(/all of it holds\n$/)
    expect(status).toBe(0)
  })
  it('exits 1 with the reason when a bit is another one, and 2 when there is no file', () => {
    const changed = Uint8Array.from(archive)
    changed[5000] = (changed[5000] ?? 0) ^ 1

    expect(alpo('verify', onDisk(changed))).toMatchObject({
      status: 1,
      stdout: expect.stringMatching(/^does not hold: /),
    })
    expect(alpo('verify', '/nowhere.zip')).toMatchObject({ status: 2, stdout: '' })
  })
  it('finds every single bit that is changed, wherever it lies', () => {
    fc.assert(
      fc.property(fc.nat({ max: archive.length - 1 }), fc.nat({ max: 7 }), (at, bit) => {
        const changed = Uint8Array.from(archive)
        changed[at] = (changed[at] ?? 0) ^ (1 << bit)

        expect(verifyAuditFolder(changed, areas, sha256).ok).toBe(false)
      }),
      { numRuns: 300 },
    )
  })
  it('finds a sum that was changed together with all hashes', () => {
    const forged = rewritten('claim.json', (text) =>
      text.replace(`"totalCents": ${file.claim.totalCents}`, '"totalCents": 1'),
    )

    expect(verifyAuditFolder(forged, areas, sha256)).toEqual({
      ok: false,
      error: 'the sum is not what the facts and the rules inside come to',
    })
  })
  it('holds a folder of a version that put its warnings otherwise, and finds an instalment that was changed', () => {
    const older = rewritten('computation.json', (text) => {
      const computed = JSON.parse(text)
      delete computed.computation.refused
      computed.computation.warnings = [{ code: 'old-start', ref: 'A1', text: 'in other words' }]
      return JSON.stringify(computed)
    })
    const forged = rewritten('computation.json', (text) => text.replace('"17100"', '"17101"'))

    expect(verifyAuditFolder(older, areas, sha256)).toMatchObject({ ok: true })
    expect(verifyAuditFolder(forged, areas, sha256)).toEqual({
      ok: false,
      error: 'computation.json: is not what the facts come to',
    })
    expect(
      verifyAuditFolder(
        rewritten('computation.json', () => '{}'),
        areas,
        sha256,
      ).ok,
    ).toBe(false)
  })
  it('writes no folder for a claim whose sum no longer follows from its facts', () => {
    const wrong = { ...input, file: { ...input.file, claim: { ...input.file.claim, totalCents: 1 } } }

    expect(writeAuditFolder(wrong, [original], shippedPacks, areas, sha256)).toEqual({
      ok: false,
      error: 'sum-differs',
    })
  })
})
