import { strFromU8, strToU8 } from 'fflate'
import { z } from 'zod'
import type { Areas } from '../../../codes/municipality.ts'
import { err, ok, type Result } from '../../../kernel/result.ts'
import { type ClaimComputation, computeClaim, isWhole } from '../engine/claim-computation.ts'
import { layTogether } from '../rules/rule-book.ts'
import { type RulePack, readRulePack } from '../rules/rule-pack.ts'
import { type Files, pack, unpack } from './audit-archive.ts'
import type { AuditInput } from './audit-input.ts'
import { ClaimFile } from './claim-file.ts'

/** Lower-case hexadecimal SHA-256, by whatever the process has for it. */
export type Sha256 = (bytes: Uint8Array) => string

const Manifest = z.strictObject({
  format: z.literal('alpo-desk-audit'),
  version: z.literal(1),
  claimId: z.uuid(),
  files: z.array(
    z.strictObject({
      name: z.string(),
      bytes: z.int().nonnegative(),
      sha256: z.string().regex(/^[0-9a-f]{64}$/),
    }),
  ),
})

const toJson = (value: unknown): string => `${JSON.stringify(value, null, 1)}\n`

/**
 * Everything that shows, years later, why a sum was claimed, as one archive: the claim with its frozen facts and lines,
 * what it comes to, the rules, the decision, the evidence byte for byte, the log, and a list of hashes over all of it.
 * `originals` stand in the order of the attachments.
 */
export function writeAuditFolder(
  { file, decision, history }: AuditInput,
  originals: readonly Uint8Array[],
  packs: readonly RulePack[],
  areas: Areas,
  sha256: Sha256,
): Result<Uint8Array, 'sum-differs'> {
  const computed = recompute(file, packs, areas)
  if (computed === null) return err('sum-differs')
  const { attachments, ...claim } = file
  const files = new Map<string, Uint8Array>([
    ['claim.json', strToU8(toJson(claim))],
    ['computation.json', strToU8(toJson(computed))],
    ['decision.json', strToU8(toJson(decision))],
    ['evidence.json', strToU8(toJson(attachments))],
    ['log.json', strToU8(toJson({ steps: file.claim.log, history }))],
    ...packs.map((rules) => [`rules/${rules.id}.json`, strToU8(toJson(rules))] as const),
    ...originals.map((bytes, index) => [evidenceName(index), bytes] as const),
  ])
  const manifest = {
    format: 'alpo-desk-audit',
    version: 1,
    claimId: file.claimId,
    files: [...files].map(([name, bytes]) => ({ name, bytes: bytes.length, sha256: sha256(bytes) })),
  }
  return ok(pack(new Map([['manifest.json', strToU8(toJson(manifest))], ...files])))
}

/** No name of the file itself: file names travel further than files. The index in `evidence.json` has it. */
const evidenceName = (index: number): string => `evidence/${String(index + 1).padStart(3, '0')}`

/** What the claim comes to by these packs; null when that is not what the claim says. */
function recompute(
  file: Omit<ClaimFile, 'attachments'>,
  packs: readonly RulePack[],
  areas: Areas,
): ClaimComputation | null {
  const rules = layTogether(packs)
  const result = computeClaim(file.claim, file.lines, file.acceptedMonths, rules, areas)
  if (!result.ok || rules.id !== file.claim.rulePack || !isWhole(result.value)) return null
  return result.value.computation.totalCents === file.claim.totalCents ? result.value : null
}

/** A computation without the words for its reader, which another version of the program may have put otherwise. */
function sumsOf(computed: unknown): string {
  const read = ComputationJson.safeParse(computed)
  if (!read.success) return ''
  const { warnings: _words, refused: _nobody, ...sums } = read.data.computation
  return toJson({ ...read.data, computation: sums })
}
const ComputationJson = z.looseObject({ computation: z.looseObject({}) })

/** What holds of an audit folder, line by line, or the first thing that does not. */
export function verifyAuditFolder(
  archive: Uint8Array,
  areas: Areas,
  sha256: Sha256,
): Result<readonly string[], string> {
  const files = unpack(archive)
  if (!files) return err('the file is no archive, or is damaged')
  const text = (name: string): string => strFromU8(files.get(name) ?? new Uint8Array())
  const manifest = Manifest.safeParse(readJson(text('manifest.json')))
  if (!manifest.success) return err('manifest.json: is missing or damaged')
  const listed = new Map(manifest.data.files.map((entry) => [entry.name, entry]))
  for (const name of files.keys())
    if (name !== 'manifest.json' && !listed.has(name)) return err(`${name}: is not in the list of files`)
  for (const { name, bytes, sha256: hash } of listed.values()) {
    const content = files.get(name)
    if (!content) return err(`${name}: is missing`)
    if (content.length !== bytes || sha256(content) !== hash)
      return err(`${name}: is not what it was (SHA-256 differs)`)
  }
  const wrong = checkContents(files, text, areas, manifest.data.claimId, sha256)
  if (!wrong.ok) return wrong
  // the archive around the files is held too: written again from them it has to be the same bytes
  if (!isSame(pack(files), archive)) return err('the archive was changed around its files')
  return ok([`${listed.size} files have the hashes of the list`, ...wrong.value])
}

function checkContents(
  files: Files,
  text: (name: string) => string,
  areas: Areas,
  claimId: string,
  sha256: Sha256,
): Result<readonly string[], string> {
  const attachments = readJson(text('evidence.json'))
  const claim = readJson(text('claim.json'))
  const file = ClaimFile.safeParse(
    typeof claim === 'object' && claim !== null ? { ...claim, attachments } : claim,
  )
  if (!file.success) return err(`claim.json: ${file.error.issues[0]?.path.join('.') ?? ''} cannot be read`)
  if (file.data.claimId !== claimId) return err('claim.json: is another claim than the list says')
  const packs: RulePack[] = []
  for (const name of files.keys()) {
    if (!name.startsWith('rules/')) continue
    try {
      packs.push(readRulePack(readJson(text(name))))
    } catch (error) {
      return err(`${name}: ${error instanceof Error ? error.message : 'cannot be read'}`)
    }
  }
  const computed = recompute(file.data, packs, areas)
  if (computed === null) return err('the sum is not what the facts and the rules inside come to')
  if (sumsOf(computed) !== sumsOf(readJson(text('computation.json'))))
    return err('computation.json: is not what the facts come to')
  for (const [index, { sha256: hash }] of file.data.attachments.entries()) {
    const original = files.get(evidenceName(index))
    if (!original || sha256(original) !== hash)
      return err(`${evidenceName(index)}: is not the evidence of the claim`)
  }
  return ok([
    `the sum of ${file.data.claim.totalCents} cents follows from the facts by ${file.data.claim.rulePack}`,
    `${file.data.attachments.length} pieces of evidence are those of the claim`,
  ])
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

const isSame = (a: Uint8Array, b: Uint8Array): boolean =>
  a.length === b.length && a.every((byte, index) => byte === b[index])
