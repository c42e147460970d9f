import type { BlockInput } from '../../../src-shared/document/document.ts'
import { left } from '../../../src-shared/document/document.ts'
import type { ClaimComputation } from '../../../src-shared/domain/claims/engine/claim-computation.ts'
import { centsToText } from '../../../src-shared/domain/claims/engine/money.ts'
import type { ClaimFile } from '../../../src-shared/domain/claims/proof/claim-file.ts'
import { claimedPersons } from '../../../src-shared/domain/claims/records/payment-claim.ts'
import { latestKind, lawOn, type RulePack } from '../../../src-shared/domain/claims/rules/rule-pack.ts'
import { sourceIn } from '../../../src-shared/domain/claims/rules/source-words.ts'
import { dateToText } from '../../../src-shared/kernel/iso-date.ts'
import { basis } from './claim-basis.ts'
import { costs, specification, summary, summaryByGroup } from './claim-sums.ts'
import { evidenceIndex, spaced } from './evidence-index.ts'
import { pdfTexts, periodText } from './texts.ts'
import type { PdfTexts } from './texts-fi.ts'

export type ClaimDocumentInput = {
  readonly file: ClaimFile
  readonly pack: RulePack
  readonly computation: ClaimComputation
  /** SHA-256 of the claim as JSON, by which the cover and the file belong together. */
  readonly contentHash: string
  /** The evidence of each part, by its place in the claim's list. */
  readonly parts: readonly (readonly number[])[]
}

export const claimTitle = ({ claim }: ClaimFile, pack: RulePack): string =>
  `${pdfTexts.in(claim.language).title}: ${latestKind(pack, claim.kind)?.name[claim.language] ?? claim.kind}`

/** Our own pages of the claim file: from the cover to the key page (claims.md §13). */
export function claimBlocks(told: ClaimDocumentInput): readonly BlockInput[] {
  const { file, pack, computation } = told
  const { claim } = file
  const t = pdfTexts.in(claim.language)
  return [
    { kind: 'title', text: claimTitle(file, pack) },
    ...cover(told, t),
    ...preconditions(file, t),
    ...summary(computation, claim.language, pack, t),
    ...summaryByGroup(file, computation, t),
    ...(computation.basis === 'calculated'
      ? specification(file, computation.computation, pack, t)
      : costs(file, computation.computation, t)),
    ...basis(file, computation, pack, t),
    ...evidenceHeld(file, pack, t),
    ...evidenceIndex(file.attachments, told.parts, t),
    { kind: 'heading', text: t.statement },
    { kind: 'paragraph', text: t.statementText },
    {
      kind: 'facts',
      rows: [
        { name: t.preparedBy, value: claim.preparedBy || '–' },
        { name: t.approvedBy, value: claim.approvedBy || '–' },
        { name: t.signature, value: '______________________________________________' },
      ],
    },
    ...keyPage(file, t),
  ]
}

function cover({ file, pack, contentHash, parts }: ClaimDocumentInput, t: PdfTexts): readonly BlockInput[] {
  const { claim, claimId, decision } = file
  const kind = latestKind(pack, claim.kind)
  const law = `${sourceIn(kind?.section ?? '', claim.language)}, ${lawOn(pack, claim.period.from)}`
  const rows: readonly (readonly [string, string])[] = [
    [t.claimant, claim.claimantName],
    [t.businessId, claim.businessId ?? '–'],
    [t.kind, `${kind?.name[claim.language] ?? claim.kind} (${law})`],
    [t.period, periodText(claim.period)],
    [t.persons, String(claimedPersons(claim).length)],
    [t.total, centsToText(claim.totalCents)],
    ...(decision
      ? [
          [
            t.decision,
            [
              decision.diaryNumber || '–',
              decision.centreName,
              decision.decidedOn ? dateToText(decision.decidedOn) : '',
            ]
              .filter((part) => part !== '')
              .join(', '),
          ] as const,
        ]
      : []),
    [t.rulePack, pack.id],
    [t.contact, file.cover?.contactPerson || '–'],
    [t.prepared, dateToText(claim.preparedOn)],
    [t.reference, claimId],
    ...(parts.length > 1 ? [[t.part, `1/${parts.length}`] as const] : []),
    [t.contentHash, spaced(contentHash)],
  ]
  const isUnverified = pack.rates.some((rate) => rate.status !== 'verified')
  return [
    { kind: 'facts', rows: rows.map(([name, value]) => ({ name, value })) },
    ...(isUnverified ? [{ kind: 'paragraph', text: t.unverified, isStrong: true } as const] : []),
  ]
}

/** Programme and agreement of a municipality (59 §, 42 §). */
function preconditions({ claim, cover: told }: ClaimFile, t: PdfTexts): readonly BlockInput[] {
  if (!told || !claim.claimantType.startsWith('municipality')) return []
  const agreed = told.agreementFrom
    ? `${dateToText(told.agreementFrom)}–${told.agreementTo ? dateToText(told.agreementTo) : ''}`
    : ''
  return [
    { kind: 'heading', text: t.preconditions },
    {
      kind: 'facts',
      rows: [
        { name: t.programme, value: told.programmeOn ? dateToText(told.programmeOn) : t.notRecorded },
        {
          name: t.agreement,
          value: told.agreementNumber ? `${told.agreementNumber} ${agreed}`.trim() : t.notRecorded,
        },
      ],
    },
  ]
}

/** What the kind's evidence is, and what of it somebody has seen to be there: most is kept, and not enclosed. */
function evidenceHeld({ claim }: ClaimFile, pack: RulePack, t: PdfTexts): readonly BlockInput[] {
  const evidence = latestKind(pack, claim.kind)?.evidence ?? []
  if (evidence.length === 0) return []
  return [
    { kind: 'heading', text: t.evidenceHeld },
    {
      kind: 'table',
      widths: [5, 2],
      head: [left(t.what), left(t.state)],
      rows: evidence.map(({ code, label }) => [
        left(label[claim.language]),
        left(claim.evidenceHeld.includes(code) ? t.held : t.notHeld),
      ]),
    },
  ]
}

/** Who stands behind the references: on a page of its own, marked as secret (Act 621/1999, 24 §). */
function keyPage({ key }: ClaimFile, t: PdfTexts): readonly BlockInput[] {
  if (key.length === 0) return []
  return [
    { kind: 'new-page', mark: t.secret },
    { kind: 'heading', text: t.key },
    { kind: 'paragraph', text: t.keyText },
    {
      kind: 'table',
      widths: [1.5, 3, 2],
      head: [left(t.person), left(t.name), left(t.identityCode)],
      rows: key.map(({ label, name, identityCode }) => [left(label), left(name), left(identityCode ?? '–')]),
    },
  ]
}
