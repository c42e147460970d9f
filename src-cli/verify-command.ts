import { createHash } from 'node:crypto'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { PDFDocument } from 'pdf-lib'
import { areas } from '../src-shared/codes/areas.ts'
import { verifyAuditFolder } from '../src-shared/domain/claims/proof/audit-folder.ts'
import { verifyClaimFile } from '../src-shared/domain/claims/proof/verify-claim-file.ts'
import type { Result } from '../src-shared/kernel/result.ts'
import { shippedPacks } from './shipped-rule-pack.ts'

const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex')

/**
 * `alpo verify FILE`: an audit folder (ZIP) or a claim file (PDF). Recomputes every sum with the rules inside and checks
 * every hash, without the application. The text says what holds; `holds` is false with the reason when anything is not
 * what it was. With `folder`, what is embedded in a claim file is laid there, byte for byte.
 * @throws Error when a file cannot be read or written.
 */
export async function verifyCommand(
  file: string,
  folder: string | null = null,
): Promise<{ readonly holds: boolean; readonly text: string }> {
  const bytes = readFileSync(file)
  if (!bytes.subarray(0, 1024).includes('%PDF-')) return told(verifyAuditFolder(bytes, areas, sha256))
  const embedded = await embeddedIn(bytes)
  if (embedded === null) return told({ ok: false, error: 'the PDF is damaged' })
  const laid = folder === null ? [] : extract(embedded, folder)
  const { holds, text } = told(
    verifyClaimFile({ pdf: bytes, embedded }, { areas, sha256, shipped: shippedPacks() }),
  )
  return { holds, text: [...laid, text].join('\n') }
}

const told = (result: Result<readonly string[], string>): { holds: boolean; text: string } =>
  result.ok
    ? { holds: true, text: `${result.value.join('\n')}\nall of it holds` }
    : { holds: false, text: `does not hold: ${result.error}` }

async function embeddedIn(bytes: Uint8Array): Promise<ReadonlyMap<string, Uint8Array> | null> {
  try {
    const pdf = await PDFDocument.load(bytes, { updateMetadata: false })
    return new Map(pdf.getAttachments().map(({ name, data }) => [name, data]))
  } catch {
    return null
  }
}

/** Under names that lead nowhere else, whatever the file says they are. */
function extract(embedded: ReadonlyMap<string, Uint8Array>, folder: string): readonly string[] {
  mkdirSync(folder, { recursive: true })
  return [...embedded].map(([name, data], index) => {
    const safe = path.basename(name.replaceAll('\\', '/')).replaceAll(/[^\p{L}\p{N} ._()-]/gu, '_')
    const target = path.join(folder, /^\.*$/.test(safe) ? `file-${index + 1}` : safe)
    writeFileSync(target, data, { flag: 'wx' })
    return `${target}: ${data.length} bytes`
  })
}
