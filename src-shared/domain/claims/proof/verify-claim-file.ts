import { strFromU8 } from 'fflate'
import { z } from 'zod'
import type { Areas } from '../../../codes/municipality.ts'
import { isEqualJson } from '../../../kernel/is-equal-json.ts'
import { err, ok, type Result } from '../../../kernel/result.ts'
import { computeClaim, isWhole } from '../engine/claim-computation.ts'
import { layTogether } from '../rules/rule-book.ts'
import { type RulePack, readRulePack } from '../rules/rule-pack.ts'
import type { Sha256 } from './audit-folder.ts'
import { ClaimFile } from './claim-file.ts'
import {
  ClaimManifest,
  claimJsonName,
  evidenceName,
  hashPlaceholder,
  manifestName,
} from './claim-manifest.ts'

const ClaimJson = ClaimFile.extend({
  format: z.literal('alpo-desk-claim'),
  version: z.literal(2),
  rules: z.array(z.unknown()).min(1).max(50),
})

/** A PDF and what is embedded in it, by name. */
export type OpenedClaimFile = {
  readonly pdf: Uint8Array
  readonly embedded: ReadonlyMap<string, Uint8Array>
}
export type VerifyOptions = {
  readonly areas: Areas
  readonly sha256: Sha256
  /** The packs that ship with this program, to compare those of the file with. */
  readonly shipped: readonly RulePack[]
}

/** What holds of a claim file, line by line, or the first thing that does not. */
export function verifyClaimFile(
  { pdf, embedded }: OpenedClaimFile,
  { areas, sha256, shipped }: VerifyOptions,
): Result<readonly string[], string> {
  const list = embedded.get(manifestName)
  if (!list)
    return err(`${manifestName}: is not in the file: it is no claim file of ALPO-desk, or was saved anew`)
  const manifest = ClaimManifest.safeParse(readJson(list))
  if (!manifest.success) return err(`${manifestName}: cannot be read`)
  const { files, document, part, parts } = manifest.data
  const changed = checkDocument(pdf, list, document, sha256) ?? checkFiles(embedded, files, sha256)
  if (changed !== null) return err(changed)
  const lines = [
    'no byte of the document has changed since it was written',
    `${files.length} embedded files have the hashes of the list`,
    ...(parts > 1 ? [`this is part ${part} of ${parts}`] : []),
  ]
  const claim = embedded.get(claimJsonName)
  if (!claim) return part > 1 ? ok(lines) : err(`${claimJsonName}: is missing`)
  const content = checkClaim(claim, manifest.data, { areas, sha256, shipped })
  return content.ok ? ok([...lines, ...content.value]) : content
}

/** The whole file, with the digits of its own hash taken for zeros (see ClaimManifest). */
function checkDocument(pdf: Uint8Array, list: Uint8Array, document: string, sha256: Sha256): string | null {
  const at = indexOf(pdf, list)
  if (at < 0) return `${manifestName}: is not in the file as it was written`
  const digits = indexOf(list, ascii(document))
  const zeroed = Uint8Array.from(pdf)
  zeroed.set(ascii(hashPlaceholder), at + digits)
  return sha256(zeroed) === document
    ? null
    : 'the document was changed after it was written (SHA-256 differs)'
}

function checkFiles(
  embedded: ReadonlyMap<string, Uint8Array>,
  files: ClaimManifest['files'],
  sha256: Sha256,
): string | null {
  const listed = new Set([manifestName, ...files.map(({ name }) => name)])
  for (const name of embedded.keys()) if (!listed.has(name)) return `${name}: is not in the list of files`
  for (const { name, bytes, sha256: hash } of files) {
    const content = embedded.get(name)
    if (!content) return `${name}: is missing`
    if (content.length !== bytes || sha256(content) !== hash)
      return `${name}: is not what it was (SHA-256 differs)`
  }
  return null
}

function checkClaim(
  json: Uint8Array,
  { claimId, files, parts }: ClaimManifest,
  { areas, sha256, shipped }: VerifyOptions,
): Result<readonly string[], string> {
  const read = ClaimJson.safeParse(readJson(json))
  if (!read.success)
    return err(`${claimJsonName}: ${read.error.issues[0]?.path.join('.') ?? ''} cannot be read`)
  const { claim, lines, acceptedMonths, rules, attachments } = read.data
  if (read.data.claimId !== claimId) return err(`${claimJsonName}: is another claim than the list says`)
  const packs: RulePack[] = []
  for (const rule of rules)
    try {
      packs.push(readRulePack(rule))
    } catch (error) {
      return err(`${claimJsonName}: rules: ${error instanceof Error ? error.message : 'cannot be read'}`)
    }
  const pack = layTogether(packs)
  const result = computeClaim(claim, lines, acceptedMonths, pack, areas)
  if (
    !result.ok ||
    !isWhole(result.value) ||
    pack.id !== claim.rulePack ||
    result.value.computation.totalCents !== claim.totalCents
  )
    return err('the sum is not what the facts and the rules inside come to')
  const enclosed = new Map(files.map(({ name, sha256: hash }) => [name, hash]))
  for (const [index, { name, sha256: hash }] of attachments.entries()) {
    const known = enclosed.get(evidenceName(index, name))
    // evidence of another part stands in that part's list
    if (known !== undefined && known !== hash)
      return err(`${evidenceName(index, name)}: is not the evidence of the claim`)
    if (known === undefined && parts === 1) return err(`${evidenceName(index, name)}: is missing`)
  }
  return ok([
    `the sum of ${claim.totalCents} cents follows from the facts by ${claim.rulePack}`,
    `${claimJsonName} has the content hash ${sha256(json)}, which the cover tells`,
    ...packs.map((rule) => rulesLine(rule, shipped)),
  ])
}

function rulesLine(rule: RulePack, shipped: readonly RulePack[]): string {
  const own = shipped.find(({ id }) => id === rule.id)
  if (!own) return `rule pack ${rule.id} does not ship with this program: its rows are those in the file`
  return isEqualJson(own, rule)
    ? `rule pack ${rule.id} is the one that ships with this program`
    : `rule pack ${rule.id} differs from the one that ships with this program`
}

function readJson(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(strFromU8(bytes))
  } catch {
    return undefined
  }
}

const ascii = (text: string): Uint8Array => Uint8Array.from(text, (sign) => sign.charCodeAt(0))

/** Where `part` begins in `whole`, or -1; the last place, where there are several. */
function indexOf(whole: Uint8Array, part: Uint8Array): number {
  const [first] = part
  if (first === undefined) return -1
  for (let at = whole.lastIndexOf(first); at >= 0; at = at === 0 ? -1 : whole.lastIndexOf(first, at - 1)) {
    let length = 1
    while (length < part.length && whole[at + length] === part[length]) length++
    if (length === part.length) return at
  }
  return -1
}
